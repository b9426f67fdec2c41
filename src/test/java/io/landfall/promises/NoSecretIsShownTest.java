package io.landfall.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.canary.Canaries;
import io.landfall.emulator.Catalogue;
import io.landfall.emulator.Fault;
import io.landfall.emulator.Outcome;
import io.landfall.faults.FreePort;
import io.landfall.runtime.Engine;
import io.landfall.runtime.Wiring;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every secret that can be declared, and no command, message, log line or dump of a route that shows one. */
class NoSecretIsShownTest {
    @TempDir
    Path folder;

    private Stage stage;

    @BeforeEach
    void declareEverySecretThereIs() throws Exception {
        String dead = "http://127.0.0.1:" + FreePort.closed();
        Path key = Files.writeString(folder.resolve("key"), "no key");
        stage = new Stage(folder).startIn(Duration.ofHours(-2));
        stage.export("orders", "lake", "parquet", Outcome.ON_TIME)
                .export("loyalty", "dropbox", "json", Outcome.ON_TIME);
        stage.key("export.loyalty.datasets", Catalogue.LOYALTY.id());
        stage.key("platform.eu.org", "FEDCBA9876543210FEDCBA98@AdobeOrg")
                .key("platform.eu.url", dead)
                .key("platform.eu.ims-url", stage.world.flowService().url())
                .key("platform.eu.client-id", "client-eu")
                .key("platform.eu.client-secret", "p8e-c4nary/of+eu=secret&more");
        stage.key("storage.g.type", "gcs")
                .key("storage.g.bucket", "acme-g")
                .key("storage.g.endpoint", dead)
                .key("storage.g.adobe.access-key", "GOOGc4naryOfTheWriter")
                .key("storage.g.adobe.secret-key", "c4nary/of+the/gcs/writer")
                .key("storage.g.reader.access-key", "GOOGc4naryOfTheReader")
                .key("storage.g.reader.secret-key", "c4nary/of+the/gcs/reader");
        stage.key("storage.b.type", "azure-blob")
                .key("storage.b.account", "acmestore")
                .key("storage.b.container", "lake")
                .key("storage.b.endpoint", dead)
                .key("storage.b.adobe.connection-string", connection("YzRuYXJ5IG9mIHRoZSBibG9iIHdyaXRlcg=="))
                .key("storage.b.reader.connection-string", connection("YzRuYXJ5IG9mIHRoZSBibG9iIHJlYWRlcg=="))
                .key("storage.b.reader.sas-token", "sv=2024-01-01&sp=rl&sig=c4nary%2Fof%2Bthe%2Fsas")
                .key("storage.b.reader.account-key", "YzRuYXJ5IG9mIHRoZSBhY2NvdW50IGtleQ==");
        stage.key("storage.a.type", "adls-gen2")
                .key("storage.a.account", "acmestore")
                .key("storage.a.container", "lake2")
                .key("storage.a.endpoint", dead)
                .key("storage.a.adobe.tenant", "tenant-1")
                .key("storage.a.adobe.client-id", "app-1")
                .key("storage.a.adobe.client-secret", "c4nary~of.the_principal~that~writes")
                .key("storage.a.reader.tenant", "tenant-1")
                .key("storage.a.reader.client-id", "app-2")
                .key("storage.a.reader.client-secret", "c4nary~of.the_principal~that~reads")
                .key("storage.a.reader.account-key", "YzRuYXJ5IG9mIHRoZSBhZGxzIGtleQ==")
                .key("storage.a.reader.sas-token", "sv=2024-01-01&sp=rl&sig=c4nary%2Fof%2Badls%2Fsas");
        stage.key("storage.k.type", "sftp")
                .key("storage.k.host", "127.0.0.1")
                .key("storage.k.port", String.valueOf(stage.world.sftp().port()))
                .key("storage.k.known-hosts", stage.world.knownHosts().toString())
                .key("storage.k.reader.user", "by-key")
                .key("storage.k.reader.private-key-file", key.toString())
                .key("storage.k.reader.passphrase", "c4nary of the passphrase");
        stage.key("alert.chat.to", "slack:#ops?webhookUrl=" + dead + "/services/T00000000/c4naryTokenOfSlackHook")
                .key("alert.query.to", dead + "/in?code=c4nary-code-of-the-function&api_key=c4nary-api-key")
                .key(
                        "alert.mail.to",
                        "smtp:127.0.0.1:" + FreePort.closed() + "?username=me&password=c4nary-of-the-mail")
                .key("alert.mail.format", "html")
                .key("heartbeat.to", dead + "/ping/c4nary-of-the-heartbeat")
                .key("server.user", "ops")
                .key("server.password", "c4nary-password-of-the-server")
                .key("server.token", "c4nary-token-of-the-server");
    }

    private static String connection(String key) {
        return "DefaultEndpointsProtocol=https;AccountName=acmestore;AccountKey=" + key;
    }

    @AfterEach
    void close() {
        stage.close();
    }

    /** All commands, while the platform repeats what it got and the receivers are dead; {@link Stage} keeps the output. */
    @Test
    void byNoCommand() {
        Map<String, String> secrets = stage.world.properties();
        echo(secrets.get("storage.dropbox.adobe.password"), secrets.get("platform.client-secret"));
        echo(secrets.get("storage.lake.adobe.secret-key"), secrets.get("storage.lake.adobe.access-key"));
        List<Integer> codes = new ArrayList<>();
        for (String command : List.of(
                "check",
                "check --json",
                "doctor",
                "doctor --json",
                "datasets --json",
                "plan",
                "plan --json",
                "apply",
                "apply --json")) {
            codes.add(run(command).code());
        }
        for (String flow : List.of("landfall/orders", "landfall/loyalty")) {
            String id = stage.world.sandbox().flowsNamed(flow).get(0).path("id").asText();
            stage.world.sandbox().backdate(id, stage.start().minusSeconds(3600));
        }
        for (String command : List.of(
                "verify --alert --json",
                "status",
                "status --json",
                "alert-test chat",
                "alert-test query",
                "alert-test mail",
                "alert-test hook")) {
            codes.add(run(command).code());
        }
        assertThat(codes).containsExactly(0, 0, 1, 1, 1, 2, 2, 1, 0, 2, 0, 0, 1, 1, 1, 0);
        assertThat(stage.world.webhook().received()).isNotEmpty();
    }

    private Stage.Ended run(String command) {
        Stage.Ended ended = stage.command(command.split(" "));
        assertThat(Canaries.shownIn(ended.out() + ended.err())).as(command).isEmpty();
        return ended;
    }

    /** The next base connection is refused with the secrets of its own request, as they are, encoded, in Base64. */
    private void echo(String... secrets) {
        StringBuilder words = new StringBuilder("no:");
        for (String secret : secrets) {
            words.append(' ').append(secret);
            words.append(' ').append(URLEncoder.encode(secret, StandardCharsets.UTF_8));
            words.append(' ')
                    .append(Base64.getEncoder().encodeToString(("user:" + secret).getBytes(StandardCharsets.UTF_8)));
        }
        stage.world
                .flowService()
                .faults()
                .on("POST", "^/connections$")
                .times(1)
                .then(Fault.answer(400, "{\"errorMessage\":\"" + words + "\"}", Map.of()));
    }

    @Test
    void notEvenWhereADatabaseIsNotThere() throws Exception {
        stage.key("state.url", "jdbc:postgresql://127.0.0.1:" + FreePort.closed() + "/landfall")
                .key("state.user", "landfall")
                .key("state.password", "c4nary/of+the=database");
        assertThat(run("doctor").code()).isEqualTo(1);
        assertThat(run("status").code()).isEqualTo(1);
    }

    /** The routes as Camel tells them: a channel's stands there with a placeholder in the place of its URI. */
    @Test
    void byNoDumpOfTheRoutes() {
        try (Wiring wiring = stage.wiring();
                Engine engine = wiring.run()) {
            String dump = dump(engine.camel());
            Canaries.note(Canaries.Way.ROUTES, dump);
            assertThat(dump).contains("channel-chat Route(channel-chat)").contains("to[{{to}}]");
            assertThat(Canaries.shownIn(dump)).isEmpty();
        }
    }

    private static String dump(CamelContext camel) {
        StringBuilder dump = new StringBuilder();
        ((ModelCamelContext) camel)
                .getRouteDefinitions()
                .forEach(r -> dump.append(r.getRouteId()).append(' ').append(r).append('\n'));
        camel.getRoutes().forEach(r -> dump.append(r).append('\n'));
        return dump.toString();
    }
}
