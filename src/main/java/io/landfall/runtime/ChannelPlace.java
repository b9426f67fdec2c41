package io.landfall.runtime;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server behind a channel's endpoint, as far as its URI tells. */
record ChannelPlace(String host, int port) {
    private static final Map<String, Integer> PORTS = Map.of("http", 80, "https", 443, "smtp", 25, "smtps", 465);
    private static final Pattern SERVER =
            Pattern.compile("([a-z]+):(?://)?(?:[^/?#@]*@)?(\\[[^\\]]+]|[^/?#:@]+)(?::([0-9]{1,5}))?(?:[/?#].*)?");

    /** Absent where the endpoint is none of those that Landfall knows the server of. */
    static Optional<ChannelPlace> of(String uri) {
        if (uri.startsWith("slack:")) {
            return option(uri, "webhookUrl").flatMap(ChannelPlace::of);
        }
        Matcher server = SERVER.matcher(uri);
        if (!server.matches() || !PORTS.containsKey(server.group(1))) {
            return Optional.empty();
        }
        int port = server.group(3) == null ? PORTS.get(server.group(1)) : Integer.parseInt(server.group(3));
        return Optional.of(new ChannelPlace(server.group(2), port));
    }

    private static Optional<String> option(String uri, String name) {
        int query = uri.indexOf('?');
        return Arrays.stream(
                        query < 0 ? new String[0] : uri.substring(query + 1).split("&"))
                .filter(o -> o.startsWith(name + "="))
                .map(o -> o.substring(name.length() + 1))
                .map(v -> v.startsWith("RAW(") && v.endsWith(")")
                        ? v.substring(4, v.length() - 1)
                        : URLDecoder.decode(v, StandardCharsets.UTF_8))
                .findFirst();
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
