package io.landfall.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.landfall.flowservice.Answer;
import io.landfall.model.Config;
import io.landfall.model.Storage;
import io.landfall.model.StorageType;
import io.landfall.model.Trouble;
import io.landfall.storage.StoreFailure;
import io.landfall.storage.ZoneGrant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LandingZonesTest {
    private static final String SAS = "sv=2022-09-11&si=dlz-0&sr=c&sp=racwdlm&sig=c4naryOfTheZone%3D";

    private final LandingZones zones =
            new LandingZones(new Config(Map.of(), Map.of(), Map.of(), Map.of(), null, Map.of()));

    private static Storage zone(Map<String, String> place) {
        return new Storage("zone", StorageType.DLZ, place, Map.of(), Map.of(), 8, Duration.ofSeconds(30))
                .in("default", "prod");
    }

    private static Answer answer(String json) {
        try {
            return new Answer(200, new ObjectMapper().readTree(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer azure(String uri) {
        return answer("{\"containerName\":\"dlz-destination\",\"SASToken\":\"" + SAS
                + "\",\"storageAccountName\":\"other\",\"SASUri\":\"" + uri + "\"}");
    }

    @Test
    void theUriOfAzureIsTrustedAndNotTheAccountsName() {
        ZoneGrant grant =
                zones.grant(zone(Map.of()), azure("https://acme1.blob.core.windows.net/dlz-destination?" + SAS));
        assertThat(grant).isInstanceOfSatisfying(ZoneGrant.Azure.class, azure -> {
            assertThat(azure.endpoint()).isEqualTo("https://acme1.blob.core.windows.net");
            assertThat(azure.container()).isEqualTo("dlz-destination");
            assertThat(azure.sasToken().reveal()).isEqualTo(SAS);
        });
        assertThat(grant.toString()).doesNotContain("c4nary");
    }

    @Test
    void theDeclaredEndpointIsTakenToo() {
        Storage zone = zone(Map.of("endpoint", "http://127.0.0.1:10000/acme"));
        assertThat(zones.grant(zone, azure("http://127.0.0.1:10000/acme/dlz-destination?" + SAS)))
                .isInstanceOfSatisfying(
                        ZoneGrant.Azure.class,
                        azure -> assertThat(azure.endpoint()).isEqualTo("http://127.0.0.1:10000/acme"));
        refused(zone, azure("http://127.0.0.1:10001/acme/dlz-destination?" + SAS), "names the host 127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://blob.core.windows.net.evil.example/c?sig=c4naryOfTheZone",
                "https://evil.example/acme.blob.core.windows.net/c?sig=c4naryOfTheZone",
                "http://acme.blob.core.windows.net/c?sig=c4naryOfTheZone",
                "https://acme.blob.core.windows.net:8443/c?sig=c4naryOfTheZone",
                "https://acme.blob.core.windows.net@evil.example/c?sig=c4naryOfTheZone",
                "https://evilblob.core.windows.net.example/c?sig=c4naryOfTheZone"
            })
    void anotherHostIsRefusedAndTheTokenNotShown(String uri) {
        refused(zone(Map.of()), azure(uri), "cannot be used");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not a url c4naryOfTheZone",
                "https://acme.blob.core.windows.net/?sig=c4naryOfTheZone",
                "https://acme.blob.core.windows.net/container"
            })
    void aUriWithoutContainerOrTokenIsRefused(String uri) {
        refused(zone(Map.of()), azure(uri), "its SASUri");
    }

    @Test
    void aBucketOfAmazonIsTaken() {
        ZoneGrant grant = zones.grant(zone(Map.of()), answer(aws("acme-zone")));
        assertThat(grant).isInstanceOfSatisfying(ZoneGrant.Aws.class, aws -> {
            assertThat(aws.bucket()).isEqualTo("acme-zone");
            assertThat(aws.folder()).isEqualTo("dlz-destination");
            assertThat(aws.sessionToken().reveal()).isEqualTo("c4naryOfTheSession");
        });
        assertThat(grant.toString()).doesNotContain("c4nary");
        refused(zone(Map.of()), answer(aws("evil.example/x")), "bucketName");
        refused(zone(Map.of()), answer("{\"dlzProvider\":\"Amazon S3\"}"), "bucketName");
        refused(zone(Map.of()), answer("{}"), "it has no SASUri");
    }

    private static String aws(String bucket) {
        return "{\"credentials\":{\"awsAccessKeyId\":\"AKIA\",\"awsSecretAccessKey\":\"c4naryOfTheKey\","
                + "\"awsSessionToken\":\"c4naryOfTheSession\"},\"dlzPath\":{\"bucketName\":\"" + bucket
                + "\",\"dlzFolder\":\"/dlz-destination/\"},\"dlzProvider\":\"Amazon S3\",\"expiryTime\":1734494017}";
    }

    private void refused(Storage zone, Answer answer, String words) {
        assertThatThrownBy(() -> zones.grant(zone, answer)).isInstanceOfSatisfying(StoreFailure.class, failure -> {
            assertThat(failure.trouble().kind()).isEqualTo(Trouble.Kind.BROKEN_ANSWER);
            assertThat(failure.passing()).isFalse();
            assertThat(failure.trouble().what()).isEqualTo("storage:zone");
            assertThat(failure.trouble().detail()).contains(words).doesNotContain("c4nary");
        });
    }
}
