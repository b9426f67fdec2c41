package io.landfall.promises;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.landfall.emulator.Catalogue;
import io.landfall.emulator.Fault;
import io.landfall.emulator.LocalWorld;
import io.landfall.emulator.Outcome;
import io.landfall.faults.FreePort;
import io.landfall.runtime.Doctor;
import io.landfall.runtime.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code doctor} against the local world, sound and with one thing wrong: then this one alone is said. */
class DoctorTest {
    private static final String PROFILE = "HTTP 403 403025 Profile is not valid";
    private static final String ASK_FOR_IT =
            " — ask an administrator to add it to the role of this credential, for the sandbox prod";

    @TempDir
    Path folder;

    private Stage stage;

    @BeforeEach
    void open() {
        stage = new Stage(folder)
                .forget("storage.blobs.")
                .forget("storage.directories.")
                .forget("storage.zone.");
        stage.export("orders", "lake", "parquet", Outcome.ON_TIME);
        stage.export("loyalty", "dropbox", "json", Outcome.ON_TIME);
        stage.key("export.loyalty.datasets", "name:" + Catalogue.LOYALTY.name());
    }

    @AfterEach
    void close() {
        stage.close();
    }

    /** Says exactly this of what failed, and all other lines as when all is well, but those that need it. */
    private void fails(String... lines) {
        Stage.Ended ended = stage.command("doctor");
        assertThat(ended.out().lines().filter(l -> l.startsWith("FAIL")))
                .as(ended.out())
                .containsExactly(lines);
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).isEmpty();
    }

    private void fault(String method, String path, Fault fault) {
        stage.world.flowService().faults().on(method, path).then(fault);
    }

    private long calls() {
        return stage.world.flowService().calls().stream()
                .filter(c -> c.path().startsWith("/data/foundation/flowservice"))
                .count();
    }

    @Test
    void allIsWellAndNothingIsChanged() throws Exception {
        stage.world
                .s3()
                .put(LocalWorld.BUCKET, "aep/orders/616d/exportTime=202612010000/part-0.gz.parquet", new byte[9]);
        Path drop = stage.world.sftp().root().resolve("aep/loyalty/63c7/exportTime=202612010000");
        Files.createDirectories(drop);
        Files.writeString(drop.resolve("part-0.json.gz"), "123");

        Stage.Ended ended = stage.command("doctor");

        assertThat(ended.out().lines())
                .containsExactly(
                        "ok         configuration: " + folder.resolve("application.properties"),
                        "ok         database: jdbc:sqlite:" + folder.resolve("landfall.db")
                                + " can be read and written",
                        "ok         token of platform default: client local-world-client gets one from "
                                + stage.world.flowService().url(),
                        "ok         organisation of default/prod: 0123456789ABCDEF01234567@AdobeOrg lets us in",
                        "ok         sandbox of default/prod: prod answers",
                        "ok         permission View Destinations of default/prod: granted",
                        "ok         permission View Datasets of default/prod: granted",
                        "ok         permission Manage and Activate Dataset Destinations of default/prod: granted: an empty"
                                + " request for a dataflow is called wrong, not forbidden",
                        "ok         datasets of default/prod: those of 2 exports are among the 12 that can be exported",
                        "ok         clock of platform default: within a minute of the platform's",
                        "ok         list of storage archive: its top folder can be listed as the service account in "
                                + folder.resolve("world/service-account.json") + ", and nothing is there yet",
                        "not tried  read of storage archive: there is no data file below its top folder yet",
                        "ok         host key of storage dropbox: the server shows the one in "
                                + stage.world.knownHosts(),
                        "ok         list of storage dropbox: folder aep/loyalty/ can be listed as user landfall by"
                                + " password",
                        "ok         read of storage dropbox:"
                                + " aep/loyalty/63c7/exportTime=202612010000/part-0.json.gz can be read as user landfall"
                                + " by password",
                        "ok         list of storage lake: folder aep/orders/ can be listed as reader.access-key LAND…",
                        "ok         read of storage lake:"
                                + " aep/orders/616d/exportTime=202612010000/part-0.gz.parquet can be read as"
                                + " reader.access-key LAND…",
                        "ok         reach of channel hook: 127.0.0.1:" + hookPort()
                                + " takes connections; that it takes messages was not tried, `landfall alert-test hook`"
                                + " tries that");
        assertThat(ended.code()).isZero();
        assertThat(calls()).isEqualTo(3);
        assertThat(stage.world.webhook().attempts()).isEmpty();
        assertThat(stage.world.sandbox().flowsNamed("")).isEmpty();
    }

    private String hookPort() {
        return stage.world.webhook().url().replaceFirst(".*:", "");
    }

    @Test
    void whatHasNotLandedYetIsNotTriedAndNoFailure() {
        Stage.Ended ended = stage.command("doctor", "--json");
        assertThat(ended.code()).isZero();
        assertThat(ended.json().path("well").asBoolean()).isTrue();
        assertThat(stage.command("doctor").out())
                .contains(
                        "ok         list of storage lake: folder aep/orders/ can be listed as reader.access-key LAND…,"
                                + " and nothing is there yet");
        assertThat(ended.json().path("findings"))
                .anySatisfy(f -> assertThat(f.toString())
                        .isEqualTo(
                                "{\"what\":\"read\",\"of\":\"storage lake\",\"state\":\"not tried\",\"said\":\"there is"
                                        + " no data file below folder aep/orders/ yet\",\"remedy\":\"\"}"));
    }

    @Test
    void aRefusedClient() {
        stage.key("platform.client-secret", "wrong-canary-secret");
        fails("FAIL       token of platform default: HTTP 400 invalid_client invalid client_secret parameter — check"
                + " platform.client-id and platform.client-secret");
        assertThat(calls()).isZero();
        JsonNode findings = stage.command("doctor", "--json").json().path("findings");
        assertThat(findings)
                .filteredOn(f -> f.path("state").asText().equals("not tried")
                        && f.path("said").asText().equals("there is no token"))
                .hasSize(6);
        assertThat(findings)
                .filteredOn(f -> f.path("what").asText().equals("list")
                        && f.path("state").asText().equals("ok"))
                .hasSize(3);
    }

    @Test
    void aTokenThatIsRefused() {
        fault("*", "^/(flows|connectionSpecs)", Fault.unauthorized());
        fails(
                "FAIL       token of platform default: HTTP 401 401013 Oauth token is not valid — check platform.client-id"
                        + " and platform.client-secret of the Developer Console project");
    }

    @Test
    void anUnknownOrganisation() {
        stage.key("platform.org", "FFFFFFFFFFFFFFFFFFFFFFFF@AdobeOrg");
        fails("FAIL       organisation of default/prod: all that is asked is refused: " + PROFILE
                + " — check that platform.org is the organisation of the Developer Console project, and that its"
                + " credential is in a product profile and in a role that sees this sandbox");
    }

    @Test
    void anUnknownSandbox() {
        stage.key("platform.sandbox", "prodd");
        fails("FAIL       sandbox of default/prodd: HTTP 404 2100-404 Sandbox not found. — check the sandbox's name, in"
                + " lower case");
    }

    @Test
    void withoutThePermissionToViewDestinations() {
        fault("GET", "^/flows$", Fault.forbidden());
        fails("FAIL       permission View Destinations of default/prod: denied: " + PROFILE + ASK_FOR_IT);
    }

    @Test
    void withoutThePermissionToViewDatasets() {
        fault("GET", "^/connectionSpecs/", Fault.forbidden());
        fails("FAIL       permission View Datasets of default/prod: denied: " + PROFILE + ASK_FOR_IT);
        assertThat(stage.command("doctor").out())
                .contains("not tried  datasets of default/prod: the list of datasets could not be read");
    }

    @Test
    void withoutThePermissionToManage() {
        fault("POST", "^/flows$", Fault.forbidden());
        fails("FAIL       permission Manage and Activate Dataset Destinations of default/prod: denied: " + PROFILE
                + ASK_FOR_IT);
    }

    @Test
    void whoOnlyWatchesNeedsNoPermissionToManage() {
        fault("POST", "^/flows$", Fault.forbidden());
        stage.key("export.orders.manage", "false").key("export.loyalty.manage", "false");
        Stage.Ended ended = stage.command("doctor");
        assertThat(ended.out())
                .contains(
                        "not tried  permission Manage and Activate Dataset Destinations of default/prod: no export here"
                                + " is managed, so it is not needed");
        assertThat(ended.code()).isZero();
    }

    @Test
    void aPlatformThatDoesNotWork() {
        fault("GET", "^/flows$", Fault.answer(404, "{\"message\":\"no such service\"}", java.util.Map.of()));
        fails("FAIL       organisation of default/prod: HTTP 404 no such service — check the id and the sandbox");
    }

    @Test
    void anUnknownDataset() {
        stage.key("export.loyalty.datasets", "name:Loyalty member");
        fails(
                "FAIL       datasets of default/prod: export loyalty: dataset name:Loyalty member is not among the 12 datasets"
                        + " of this sandbox that can be exported; the nearest: Loyalty members (63c7f0a1b2d3e4f506172839), Orders"
                        + " (616d53e0a6de2719486fb024), Consent changes (6448aa10be9f1c2d3e4f5061) — `landfall datasets` lists those"
                        + " that can be exported");
    }

    @Test
    void aBucketThatIsNotThere() {
        stage.key("storage.lake.bucket", "acme-lakes");
        fails(
                "FAIL       list of storage lake: HTTP 404 NoSuchBucket: The specified bucket does not exist (as"
                        + " reader.access-key LAND…, folder aep/orders/) — there is no such bucket: look at storage.lake.bucket");
    }

    @Test
    void aKeyPairThatTheStoreDoesNotKnow() {
        stage.key("storage.lake.reader.secret-key", "canary/of+a/wrong/secret/key000000000000");
        Stage.Ended ended = stage.command("doctor");
        assertThat(ended.out())
                .contains("FAIL       list of storage lake: HTTP 403 SignatureDoesNotMatch")
                .contains(" — the store does not know the key pair LAND…: look at storage.lake.reader.access-key and"
                        + " .secret-key")
                .contains("not tried  read of storage lake: nothing could be listed")
                .doesNotContain("canary");
        assertThat(ended.code()).isEqualTo(1);
    }

    @Test
    void aReaderThatMayNotList() throws Exception {
        Files.createDirectories(stage.world.sftp().root().resolve("aep/loyalty"));
        stage.world.sftp().denyListing(true);
        fails("FAIL       list of storage dropbox: Permission denied (as user landfall by password, folder"
                + " aep/loyalty/) — let the user of storage.dropbox list the export's folder and read its files");
    }

    @Test
    void aReaderThatMayListAndNotRead() {
        stage.world.s3().put(LocalWorld.BUCKET, "aep/orders/616d/part-0.gz.parquet", new byte[9]);
        stage.world.s3().faults().denyReading(true);
        fails("FAIL       read of storage lake: HTTP 403 AccessDenied: Forbidden (as reader.access-key LAND…, folder"
                + " aep/orders/) — allow the key LAND… s3:ListBucket on the bucket and s3:GetObject on its objects");
    }

    @Test
    void aHostKeyThatChanged() {
        stage.world.sftp().changeHostKey();
        String line = stage.world.sftp().knownHostsLine();
        Stage.Ended ended = stage.command("doctor");
        assertThat(ended.out().lines().filter(l -> l.startsWith("FAIL")))
                .singleElement()
                .asString()
                .startsWith("FAIL       host key of storage dropbox: the host key has changed: ")
                .endsWith("replace the host's line in " + stage.world.knownHosts() + " by: " + line);
        assertThat(ended.out()).contains("not tried  list of storage dropbox: see the line above");
        assertThat(ended.code()).isEqualTo(1);
    }

    @Test
    void aDatabaseThatCannotBeMade() throws Exception {
        Path file = Files.writeString(folder.resolve("not-a-folder"), "");
        stage.key("state.url", "jdbc:sqlite:" + file.resolve("landfall.db"));
        fails("FAIL       database: state.url: cannot open or write jdbc:sqlite:" + file.resolve("landfall.db")
                + ": the folder cannot be made: FileAlreadyExistsException " + file
                + " — look at state.url, at the rights on its folder and the space there, or at state.user and"
                + " state.password");
    }

    @Test
    void aClockThatIsTenMinutesOff() {
        List<Finding> findings =
                Doctor.examine(stage.loaded(), Clock.offset(Clock.systemUTC(), Duration.ofSeconds(603)));
        assertThat(findings)
                .filteredOn(f -> f.state() == Finding.State.FAIL)
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.what()).isEqualTo("clock");
                    assertThat(f.said()).matches("this machine is 60[234] s ahead of the platform");
                    assertThat(f.remedy())
                            .isEqualTo("set this machine's clock by NTP: slots and deadlines are judged by it");
                });
    }

    @Test
    void aDeadChannelAndOneThatOnlyAMessageTells() throws Exception {
        int port = FreePort.closed();
        stage.key("alert.dead.to", "http://127.0.0.1:" + port + "/in/canary-token-of-the-channel")
                .key("alert.ops.to", "log:ops")
                .key("alert.wrong.to", "slack:#data?webhookUr=https://hooks.slack.com/canary");
        Stage.Ended ended = stage.command("doctor");
        assertThat(ended.out())
                .contains("FAIL       reach of channel dead: 127.0.0.1:" + port
                        + " cannot be reached: ConnectException: Connection refused — is the receiver up, and is it the"
                        + " right one? Its URI is in the property files")
                .contains("ok         reach of channel ops: goes to this program's own log")
                .contains("FAIL       reach of channel wrong: alert.wrong.to: ")
                .contains("ok         reach of channel hook: ")
                .doesNotContain("canary");
        assertThat(ended.code()).isEqualTo(1);
    }

    @Test
    void wrongPropertyFilesAreSaidFirst() {
        stage.key("export.orders.evry", "3h");
        Stage.Ended ended = stage.command("doctor");
        assertThat(ended.code()).isEqualTo(78);
        assertThat(ended.err()).contains("export.orders.evry").contains("export.orders.every");
    }
}
