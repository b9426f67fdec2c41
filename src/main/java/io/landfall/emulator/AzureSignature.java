package io.landfall.emulator;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The two signatures that Azure Storage knows: of a request (shared key), and of a grant in a URL (service SAS). */
final class AzureSignature {

    private final String account;
    private final String key;

    AzureSignature(String account, String key) {
        this.account = account;
        this.key = key;
    }

    /**
     * The value of {@code Authorization} for a request.
     *
     * @param headers names in lower case
     */
    String ofRequest(String method, URI uri, Map<String, String> headers) {
        String length = headers.getOrDefault("content-length", "");
        Stream<String> lines = Stream.of(
                method,
                headers.getOrDefault("content-encoding", ""),
                headers.getOrDefault("content-language", ""),
                length.equals("0") ? "" : length,
                headers.getOrDefault("content-md5", ""),
                headers.getOrDefault("content-type", ""),
                headers.containsKey("x-ms-date") ? "" : headers.getOrDefault("date", ""),
                headers.getOrDefault("if-modified-since", ""),
                headers.getOrDefault("if-match", ""),
                headers.getOrDefault("if-none-match", ""),
                headers.getOrDefault("if-unmodified-since", ""),
                headers.getOrDefault("range", ""));
        String own = new TreeMap<>(headers)
                .entrySet().stream()
                        .filter(h -> h.getKey().startsWith("x-ms-"))
                        .map(h -> h.getKey() + ":" + h.getValue() + "\n")
                        .collect(Collectors.joining());
        Map<String, String> parameters = new TreeMap<>();
        Query.of(uri.getRawQuery())
                .parameters()
                .forEach(p ->
                        parameters.merge(p.getKey().toLowerCase(Locale.ROOT), p.getValue(), (a, b) -> a + "," + b));
        String resource = "/" + account + uri.getRawPath()
                + parameters.entrySet().stream()
                        .map(p -> "\n" + p.getKey() + ":" + p.getValue())
                        .collect(Collectors.joining());
        return "SharedKey " + account + ":" + sign(lines.collect(Collectors.joining("\n", "", "\n")) + own + resource);
    }

    /**
     * The {@code sig} of a service SAS for a whole container, as of version 2020-12-06.
     *
     * @param parameter gives a parameter of the token, empty where it has none
     */
    String ofGrant(String container, Function<String, String> parameter) {
        return sign(Stream.concat(
                        Stream.of("sp", "st", "se").map(parameter),
                        Stream.concat(
                                Stream.of("/blob/" + account + "/" + container),
                                Stream.of(
                                                "si",
                                                "sip",
                                                "spr",
                                                "sv",
                                                "sr",
                                                "snapshot",
                                                "ses",
                                                "rscc",
                                                "rscd",
                                                "rsce",
                                                "rscl",
                                                "rsct")
                                        .map(parameter)))
                .collect(Collectors.joining("\n")));
    }

    private String sign(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(key), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no HMAC-SHA256", e);
        }
    }
}
