package io.landfall.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.model.Secret;
import io.landfall.model.Storage;
import io.landfall.model.StorageType;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SasExpiryTest {
    private static final String POLICY = "sv=2021-08-06&sr=c&si=policy&sig=abc%3D";

    @ParameterizedTest
    @CsvSource({
        "sv=2021-08-06&se=2026-12-05T10%3A00%3A00Z&sr=c&sp=rl&sig=abc%3D, 2026-12-05T10:00:00Z",
        "?se=2026-12-05T10:00Z&sig=abc, 2026-12-05T10:00:00Z",
        "sig=abc&se=2026-12-05, 2026-12-05T00:00:00Z"
    })
    void standsInTheToken(String token, Instant expires) {
        assertThat(SasExpiry.of(storage(Map.of(), Map.of("sas-token", token))))
                .contains(new SasExpiry("storage.blob.reader.sas-token", expires));
    }

    @Test
    void standsInTheTokenOfAConnectionString() {
        String text =
                "BlobEndpoint=https://acme.blob.core.windows.net;SharedAccessSignature=sr=c&se=2026-12-05&sig=a%3D";
        assertThat(SasExpiry.of(storage(Map.of("connection-string", text), Map.of())))
                .contains(new SasExpiry("storage.blob.adobe.connection-string", Instant.parse("2026-12-05T00:00:00Z")));
    }

    @Test
    void theFirstOneToExpireCounts() {
        assertThat(SasExpiry.of(storage(
                                Map.of("connection-string", "SharedAccessSignature=se=2027-01-01"),
                                Map.of("sas-token", "se=2026-12-05")))
                        .orElseThrow()
                        .credential())
                .isEqualTo("storage.blob.reader.sas-token");
    }

    @ParameterizedTest
    @CsvSource({
        "sas-token, " + POLICY,
        "sas-token, se=soon",
        "sas-token, se=2026-13-45",
        "sas-token, se=%",
        "connection-string, AccountName=acme;AccountKey=c2U9MjAyNi0xMi0wNQ==",
        "account-key, se=2026-12-05"
    })
    void isNotKnownOtherwise(String key, String value) {
        assertThat(SasExpiry.of(storage(Map.of(), Map.of(key, value)))).isEmpty();
    }

    private static Storage storage(Map<String, String> adobe, Map<String, String> reader) {
        return new Storage(
                "blob", StorageType.AZURE_BLOB, Map.of(), secrets(adobe), secrets(reader), 8, Duration.ofSeconds(30));
    }

    private static Map<String, Secret> secrets(Map<String, String> texts) {
        return texts.entrySet().stream()
                .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, e -> new Secret(e.getValue())));
    }
}
