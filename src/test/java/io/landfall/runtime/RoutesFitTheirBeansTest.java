package io.landfall.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.emulator.GcsServer;
import io.landfall.model.Config;
import io.landfall.routes.Routes;
import io.landfall.spec.Loaded;
import io.landfall.spec.Spec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.Endpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.ProcessorEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All route files together, with the beans as they are wired: each bean and each method that a route names is there. */
class RoutesFitTheirBeansTest {
    private static final String DECLARED = """
            platform.org=0123456789ABCDEF01234567@AdobeOrg
            platform.client-id=client
            platform.client-secret=secret
            platform.sandbox=prod
            storage.lake.type=s3
            storage.lake.bucket=acme-lake
            storage.lake.region=eu-west-1
            storage.lake.adobe.access-key=AKIAFAKEFAKEFAKEFAKE
            storage.lake.adobe.secret-key=fakeFAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKE
            storage.archive.type=gcs
            storage.archive.bucket=acme-archive
            storage.archive.reader.credentials-file=service-account.json
            storage.dropbox.type=sftp
            storage.dropbox.host=sftp.example.com
            storage.dropbox.known-hosts=known_hosts
            storage.dropbox.adobe.user=adobe
            storage.dropbox.adobe.password=secret
            storage.zone.type=dlz
            storage.blobs.type=azure-blob
            storage.blobs.account=acmelake
            storage.blobs.container=landfall
            storage.blobs.reader.sas-token=sp=rl&sig=fake
            alert.ops.to=log:ops
            heartbeat.to=log:heartbeat
            state.url=jdbc:sqlite:./landfall.db
            """;

    /** How often each template is made of what is declared. */
    private static final Map<String, Integer> MADE = Map.ofEntries(
            Map.entry("alert-channel", 1),
            Map.entry("heartbeat", 1),
            Map.entry("flow-service-platform", 1),
            Map.entry("flow-service-attempt", 1),
            Map.entry("flow-service-once", 1),
            Map.entry("flow-service-token", 1),
            Map.entry("look-pages", 5),
            Map.entry("look-files", 5),
            Map.entry("verify-s3-list", 1),
            Map.entry("verify-s3-read", 1),
            Map.entry("verify-gcs-list", 1),
            Map.entry("verify-gcs-read", 1),
            Map.entry("verify-sftp-list", 1),
            Map.entry("verify-sftp-read", 1),
            Map.entry("verify-azure-list", 1),
            Map.entry("verify-azure-read", 1),
            Map.entry("verify-dlz-list", 1),
            Map.entry("verify-dlz-read", 1),
            Map.entry("verify-dlz-credentials", 1));

    @TempDir
    Path folder;

    private Loaded loaded() throws Exception {
        Path file = folder.resolve("application.properties");
        Files.writeString(file, DECLARED);
        Files.writeString(folder.resolve("known_hosts"), "");
        try (GcsServer google = GcsServer.start("GOOGID", "secret", Clock.systemUTC())) {
            String account = google.serviceAccount().replace("http:", "https:");
            Files.writeString(folder.resolve("service-account.json"), account);
        }
        Loaded loaded = Spec.load(List.of(file), Map.of());
        assertThat(loaded.errors()).isEmpty();
        return loaded;
    }

    @Test
    void eachRouteAndOneOfEachTemplateIsMade() throws Exception {
        Loaded loaded = loaded();
        Config config = loaded.config().orElseThrow();
        try (Wiring wiring = Wiring.of(loaded);
                DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.setAutoStartup(false);
            Properties placeholders = new Properties();
            placeholders.putAll(loaded.effective());
            camel.getPropertiesComponent().setInitialProperties(placeholders);
            wiring.beans(true).forEach(camel.getRegistry()::bind);
            camel.addComponent("platform-http", new NoServer());
            Routes.load(camel, Routes.names().toArray(String[]::new));
            FlowServiceRoutes.add(camel, config);
            AlertChannels.add(camel, config);
            camel.start();
            StorageRoutes storages = (StorageRoutes) wiring.beans(true).get("storageRoutes");
            config.storages().values().forEach(storage -> storages.ensure(storage.in("default", "prod"), camel));
            assertThat(camel.getRouteTemplateDefinitions())
                    .as("of a new template, one has to be made here too")
                    .extracting(RouteTemplateDefinition::getId)
                    .containsExactlyInAnyOrderElementsOf(MADE.keySet());
            assertThat(camel.getRouteDefinitions())
                    .hasSize(plainRoutes()
                            + MADE.values().stream().mapToInt(n -> n).sum());
            assertThat(camel.getRoutes()).hasSameSizeAs(camel.getRouteDefinitions());
        }
    }

    private static int plainRoutes() throws IOException {
        int routes = 0;
        for (String file : Routes.names()) {
            routes += (int) Files.readAllLines(Routes.file(file)).stream()
                    .filter("- route:"::equals)
                    .count();
        }
        return routes;
    }

    private static final class NoServer extends DefaultComponent {
        @Override
        protected Endpoint createEndpoint(String uri, String path, Map<String, Object> parameters) {
            parameters.clear();
            return new ProcessorEndpoint(uri, this, e -> {});
        }
    }
}
