package io.landfall.runtime;

import io.landfall.model.Config;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.KeyManagersParameters;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;

/** What Camel's HTTP server is told: where to listen, and the certificate to show. */
final class Serving {
    private Serving() {}

    /** Camel's own properties. */
    static Map<String, String> properties(Config.Server server, int port) {
        return Map.of(
                "camel.server.enabled", "true",
                "camel.server.host", server.host(),
                "camel.server.port", String.valueOf(port),
                "camel.server.useGlobalSslContextParameters",
                        String.valueOf(server.tls().isPresent()),
                "camel.component.platform-http.headerFilterStrategy", "#answerHeaders");
    }

    /** Opens the keystore, before anything listens; no client of ours uses these parameters. */
    static void prepare(CamelContext camel, Config.Server server) {
        server.tls().ifPresent(tls -> {
            KeyStoreParameters store = new KeyStoreParameters();
            store.setCamelContext(camel);
            store.setType("PKCS12");
            store.setResource("file:" + tls.keystore());
            store.setPassword(tls.password().reveal());
            KeyManagersParameters keys = new KeyManagersParameters();
            keys.setCamelContext(camel);
            keys.setKeyStore(store);
            keys.setKeyPassword(tls.password().reveal());
            SSLContextParameters parameters = new SSLContextParameters();
            parameters.setCamelContext(camel);
            parameters.setKeyManagers(keys);
            opens(parameters, camel, tls);
            camel.setSSLContextParameters(parameters);
        });
    }

    private static void opens(SSLContextParameters parameters, CamelContext camel, Config.Tls tls) {
        try {
            parameters.createSSLContext(camel);
        } catch (GeneralSecurityException | IOException e) {
            throw new StartFailure("server.tls.keystore: cannot open " + tls.keystore() + ": " + Words.of(e), e);
        }
    }

    static String url(Config.Server server, int port) {
        return (server.tls().isPresent() ? "https://" : "http://") + server.host() + ":" + port;
    }
}
