package io.landfall.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.runtime.Engine;
import io.landfall.runtime.StartFailure;
import io.landfall.runtime.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Promise: with a keystore Landfall is served over HTTPS alone; a keystore that cannot be opened is said at the start. */
@Timeout(60)
class TlsTest {
    private static final String PASSWORD = "canary-of-a-keystore";

    @TempDir
    Path folder;

    @Test
    void servedWithTheCertificateOfTheKeystore() throws Exception {
        Path keystore = keystore();
        try (Stage stage = new Stage(folder)) {
            stage.key("server.token", "t0ken-of-a-test")
                    .key("server.tls.keystore", keystore.toString())
                    .key("server.tls.password", PASSWORD);
            try (Wiring wiring = stage.wiring();
                    Engine engine = wiring.run()) {
                assertThat(wiring.address()).startsWith("https://");
                HttpRequest alive = HttpRequest.newBuilder(URI.create(wiring.address() + "/observe/health/live"))
                        .build();
                HttpClient knowing =
                        HttpClient.newBuilder().sslContext(trusting(keystore)).build();
                assertThat(knowing.send(alive, BodyHandlers.ofString()).body()).isEqualTo("UP");
                HttpRequest plain = HttpRequest.newBuilder(
                                URI.create(wiring.address().replace("https:", "http:") + "/observe/health/live"))
                        .build();
                assertThatThrownBy(() -> knowing.send(plain, BodyHandlers.ofString()))
                        .isInstanceOf(IOException.class)
                        .isNotInstanceOf(ConnectException.class);
            }
        }
    }

    @Test
    void aWrongPasswordIsSaidAtTheStart() throws Exception {
        Path keystore = keystore();
        try (Stage stage = new Stage(folder)) {
            stage.key("server.tls.keystore", keystore.toString()).key("server.tls.password", "canary-of-another");
            try (Wiring wiring = stage.wiring()) {
                assertThatThrownBy(wiring::run)
                        .isInstanceOf(StartFailure.class)
                        .hasMessageContaining("server.tls.keystore")
                        .hasMessageContaining("password")
                        .hasMessageNotContaining("canary");
            }
        }
    }

    private Path keystore() throws Exception {
        Path keystore = folder.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "landfall",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keystore.toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        return keystore;
    }

    private static SSLContext trusting(Path keystore) throws Exception {
        KeyStore own = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keystore)) {
            own.load(in, PASSWORD.toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("landfall", own.getCertificate("landfall"));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }
}
