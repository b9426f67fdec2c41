package io.landfall.alert;

import io.landfall.model.Secret;
import io.landfall.model.Storage;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The expiry that stands in a shared access signature ({@code se=}), as a token or within a connection string. No other
 * kind of credential says when it expires; one whose expiry stands in a stored policy has no {@code se} either (Flow
 * Service §12).
 *
 * @param credential the property key of the credential
 */
public record SasExpiry(String credential, Instant at) {

    /** The credential of a storage that expires first. */
    public static Optional<SasExpiry> of(Storage storage) {
        return Stream.concat(expiries(storage, "adobe", storage.adobe()), expiries(storage, "reader", storage.reader()))
                .min(Comparator.comparing(SasExpiry::at).thenComparing(SasExpiry::credential));
    }

    private static Stream<SasExpiry> expiries(Storage storage, String part, Map<String, Secret> credentials) {
        return credentials.entrySet().stream()
                .flatMap(c -> expiry(c.getKey(), c.getValue().reveal())
                        .map(at -> new SasExpiry("storage." + storage.name() + "." + part + "." + c.getKey(), at))
                        .stream());
    }

    private static Optional<Instant> expiry(String key, String value) {
        return switch (key) {
            case "sas-token" -> inToken(value);
            case "connection-string" ->
                Arrays.stream(value.split(";"))
                        .filter(p -> p.startsWith("SharedAccessSignature="))
                        .flatMap(p -> inToken(p.substring(p.indexOf('=') + 1)).stream())
                        .findFirst();
            default -> Optional.empty();
        };
    }

    private static Optional<Instant> inToken(String token) {
        return Arrays.stream(token.replaceFirst("^\\?", "").split("&"))
                .filter(p -> p.startsWith("se="))
                .flatMap(p -> time(p.substring(3)).stream())
                .findFirst();
    }

    /** A date, or a time with or without seconds, in UTC. */
    private static Optional<Instant> time(String encoded) {
        try {
            String text = URLDecoder.decode(encoded, StandardCharsets.UTF_8);
            return Optional.of(
                    text.length() == 10
                            ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                            : OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException | IllegalArgumentException notATime) {
            return Optional.empty();
        }
    }
}
