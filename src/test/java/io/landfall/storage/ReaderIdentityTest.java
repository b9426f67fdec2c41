package io.landfall.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.model.Secret;
import io.landfall.model.Storage;
import io.landfall.model.StorageType;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReaderIdentityTest {

    private static Storage storage(StorageType type, String... credentials) {
        Map<String, Secret> reader = new HashMap<>();
        Map<String, Secret> adobe = new HashMap<>();
        Arrays.stream(credentials).forEach(c -> {
            String[] parts = c.split("=", 2);
            String key = parts[0].substring(parts[0].indexOf('.') + 1);
            (c.startsWith("reader.") ? reader : adobe).put(key, new Secret(parts[1]));
        });
        return new Storage("s", type, Map.of(), adobe, reader, 8, Duration.ofSeconds(30));
    }

    private static String of(StorageType type, String... credentials) {
        String words = ReaderIdentity.of(storage(type, credentials));
        assertThat(words).doesNotContain("canary");
        return words;
    }

    @Test
    void s3() {
        assertThat(of(StorageType.S3, "reader.access-key=AKIAcanary", "reader.secret-key=canary"))
                .isEqualTo("reader.access-key AKIA…");
        assertThat(of(StorageType.S3, "reader.role-arn=arn:aws:iam::1:role/x")).isEqualTo("role arn:aws:iam::1:role/x");
        assertThat(of(StorageType.S3, "adobe.access-key=AKIAcanary", "adobe.secret-key=canary"))
                .isEqualTo("this machine's AWS role or profile, or where it has none adobe.access-key AKIA…");
        assertThat(of(StorageType.S3)).isEqualTo("this machine's AWS role or profile");
    }

    @Test
    void gcs() {
        assertThat(of(StorageType.GCS, "reader.credentials-file=/run/sa.json"))
                .isEqualTo("the service account in /run/sa.json");
        assertThat(of(StorageType.GCS, "reader.access-key=GOOGcanary", "reader.secret-key=canary"))
                .isEqualTo("reader.access-key GOOG…");
        assertThat(of(StorageType.GCS, "adobe.access-key=GOOGcanary"))
                .isEqualTo("this machine's Google credentials, or where it has none adobe.access-key GOOG…");
    }

    @Test
    void azureBlob() {
        assertThat(of(StorageType.AZURE_BLOB, "reader.connection-string=AccountKey=canary"))
                .isEqualTo("reader.connection-string");
        assertThat(of(StorageType.AZURE_BLOB, "reader.sas-token=sig=canary")).isEqualTo("reader.sas-token");
        assertThat(of(StorageType.AZURE_BLOB, "reader.account-key=canary")).isEqualTo("reader.account-key");
        assertThat(of(StorageType.AZURE_BLOB, "adobe.connection-string=AccountKey=canary"))
                .isEqualTo("this machine's Azure identity, or where it has none adobe.connection-string");
    }

    @Test
    void adlsGen2() {
        assertThat(of(StorageType.ADLS_GEN2, "reader.client-id=app-1", "reader.client-secret=canary"))
                .isEqualTo("service principal app-1");
        assertThat(of(StorageType.ADLS_GEN2, "reader.account-key=canary")).isEqualTo("reader.account-key");
        assertThat(of(StorageType.ADLS_GEN2, "reader.sas-token=canary")).isEqualTo("reader.sas-token");
        assertThat(of(StorageType.ADLS_GEN2, "adobe.client-id=app-2", "adobe.client-secret=canary"))
                .isEqualTo("this machine's Azure identity, or where it has none service principal app-2");
    }

    @Test
    void dlz() {
        assertThat(of(StorageType.DLZ)).isEqualTo("the SAS token or keys that the platform hands out");
    }

    @Test
    void sftp() {
        assertThat(of(StorageType.SFTP, "reader.user=reads", "reader.password=canary", "adobe.user=writes"))
                .isEqualTo("user reads by password");
        assertThat(of(
                        StorageType.SFTP,
                        "reader.user=reads",
                        "reader.private-key-file=/run/key",
                        "reader.passphrase=canary"))
                .isEqualTo("user reads by the key in /run/key");
        assertThat(of(StorageType.SFTP, "adobe.user=writes", "adobe.password=canary"))
                .isEqualTo("user writes by password");
    }
}
