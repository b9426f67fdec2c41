package io.landfall.alert;

import io.landfall.model.Channel;
import io.landfall.model.Config;
import io.landfall.model.Secret;
import io.landfall.model.Spellings;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Takes every secret that the property files hold out of a text, as it is, URL-encoded or in Base64, and puts a
 * channel's name in the place of its URI. For all text that goes to a log, the database or a message.
 */
public final class Redactor {
    private static final String MASK = "***";
    /** Keys of credentials whose values are names and places, not secrets. */
    private static final Set<String> OPEN =
            Set.of("user", "tenant", "client-id", "role-arn", "private-key-file", "credentials-file");
    /** Options of endpoints that say who and where: words like any other, which messages may hold. */
    private static final Set<String> OPEN_OPTIONS = Set.of(
            "bcc", "brokers", "cc", "channel", "from", "region", "replyTo", "subject", "to", "topic", "username");

    /** What signs a URL or stands for a login, whoever made it. */
    private static final Pattern SIGNED = Pattern.compile(
            "(?i)\\b(x-amz-signature|x-amz-credential|x-amz-security-token|x-goog-signature|x-goog-credential|awsaccesskeyid"
                    + "|signature|sig|access_token|client_secret|accountkey|sharedaccesssignature|password|api[-_]?key)"
                    + "=([^&\\s\"'<>;]+)");

    private static final Pattern BEARER = Pattern.compile("(?i)\\b(bearer|basic)\\s+[a-z0-9._~+/=-]{8,}");
    private static final Pattern USER_INFO = Pattern.compile("://[^/@\\s:]*:[^/@\\s]+@");

    private final Map<String, String> names = new HashMap<>();
    private final Optional<Pattern> known;

    public Redactor(Config config) {
        config.platforms().values().forEach(p -> secret(p.clientSecret()));
        config.storages().values().forEach(s -> {
            credentials(s.adobe());
            credentials(s.reader());
        });
        config.settings().statePassword().ifPresent(this::secret);
        config.settings().server().password().ifPresent(this::secret);
        config.settings().server().token().ifPresent(this::secret);
        config.settings().server().tls().map(Config.Tls::password).ifPresent(this::secret);
        config.settings().heartbeat().ifPresent(to -> uri(to.reveal(), "heartbeat"));
        config.channels().values().forEach(this::channel);
        String all = names.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Redactor::quoted)
                .collect(Collectors.joining("|"));
        known = all.isEmpty() ? Optional.empty() : Optional.of(Pattern.compile(all));
    }

    public String redact(String text) {
        String out = known.map(p -> p.matcher(text).replaceAll(m -> Matcher.quoteReplacement(names.get(m.group()))))
                .orElse(text);
        out = SIGNED.matcher(out).replaceAll("$1=" + MASK);
        out = BEARER.matcher(out).replaceAll("$1 " + MASK);
        return USER_INFO.matcher(out).replaceAll("://" + MASK + "@");
    }

    private void credentials(Map<String, Secret> credentials) {
        credentials.forEach((key, secret) -> {
            if (!OPEN.contains(key)) {
                secret(secret);
            }
        });
    }

    private void channel(Channel channel) {
        uri(channel.to().reveal(), "channel " + channel.name());
    }

    /** The whole URI, and each part of it that can stand alone in somebody's error text. */
    private void uri(String uri, String name) {
        int colon = uri.indexOf(':');
        int query = uri.indexOf('?');
        if (query < 0 && !uri.contains("/")) {
            return;
        }
        spellings(uri, name);
        String path = query < 0 ? uri : uri.substring(0, query);
        boolean web = path.startsWith("http:") || path.startsWith("https:");
        if (query >= 0) {
            spellings(uri.substring(colon + 1), name);
            Arrays.stream(uri.substring(query + 1).split("&"))
                    .filter(p -> !OPEN_OPTIONS.contains(p.substring(0, Math.max(0, p.indexOf('=')))))
                    .map(p -> p.substring(p.indexOf('=') + 1))
                    .forEach(v -> value(v, name));
        }
        if (web) {
            Arrays.stream(path.substring(colon + 1).split("/"))
                    .skip(3)
                    .filter(segment -> segment.length() >= 16)
                    .forEach(segment -> spellings(segment, MASK));
        }
    }

    private void value(String value, String name) {
        String raw = value.startsWith("RAW(") && value.endsWith(")") ? value.substring(4, value.length() - 1) : value;
        String plain = decoded(raw);
        if (plain.startsWith("http:") || plain.startsWith("https:")) {
            uri(plain, name);
            uri(raw, name);
        } else if (plain.length() >= 8) {
            spellings(raw, MASK);
            spellings(plain, MASK);
        }
    }

    private void secret(Secret secret) {
        secret.reveal().lines().filter(line -> !line.isBlank()).forEach(line -> spellings(line, MASK));
        Arrays.stream(secret.reveal().split(";"))
                .filter(part -> part.matches("(?i)(AccountKey|SharedAccessSignature)=.+"))
                .forEach(part -> spellings(part.substring(part.indexOf('=') + 1), MASK));
    }

    private void spellings(String plain, String name) {
        Spellings.of(plain).forEach(text -> names.putIfAbsent(text, name));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }

    /** A short secret is masked only as a word of its own, or every other word would be garbled. */
    private static String quoted(String needle) {
        String quoted = Pattern.quote(needle);
        return needle.length() >= 6 ? quoted : "(?<![A-Za-z0-9])" + quoted + "(?![A-Za-z0-9])";
    }
}
