package io.landfall.promises;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.landfall.emulator.EntityKind;
import io.landfall.emulator.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Promise: the block that {@code adopt} prints declares an existing dataflow so that the plan has nothing to do. */
class AdoptTest {

    @TempDir
    Path folder;

    private Stage stage;

    @BeforeEach
    void open() {
        stage = new Stage(folder);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    /** The places that this world has no server for; only Flow Service knows them. */
    private void place(String type) throws IOException {
        Map<String, String> keys = new LinkedHashMap<>();
        switch (type) {
            case "s3" -> {
                keys.put("bucket", "other-lake");
                keys.put("region", "eu-west-1");
                keys.put("adobe.access-key", "AKIAFAKEFAKEFAKEFAKE");
                keys.put("adobe.secret-key", "fakeFAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKE");
            }
            case "gcs" -> {
                keys.put("bucket", "other-archive");
                keys.put("adobe.access-key", "GFAKEACCESSKEYID");
                keys.put("adobe.secret-key", "fake-secret-access-key");
            }
            case "azure-blob" -> {
                keys.put("account", "acmeaccount");
                keys.put("container", "acme-container");
                keys.put("adobe.connection-string", "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=ZmFr");
            }
            case "adls-gen2" -> {
                keys.put("account", "acmeaccount");
                keys.put("container", "acme-container");
                keys.put("adobe.tenant", "tenant-a");
                keys.put("adobe.client-id", "client-b");
                keys.put("adobe.client-secret", "fake-sp");
            }
            case "sftp" -> {
                keys.put("host", "sftp.example.test");
                keys.put(
                        "known-hosts",
                        Files.writeString(folder.resolve("hosts"), "x").toString());
                keys.put("adobe.user", "adobe");
                keys.put("adobe.password", "fake-password");
            }
            default -> assertThat(type).isEqualTo("dlz");
        }
        stage.forget("storage.zone.").key("storage.place.type", type);
        keys.forEach((key, value) -> stage.key("storage.place." + key, value));
    }

    private ObjectNode flow() {
        return stage.world.sandbox().all(EntityKind.FLOW).get(0);
    }

    /** What an engineer made by hand: the same objects, with other names and no mark. */
    private String madeByHand(String storage) {
        stage.startIn(Duration.ofDays(1)).export("orders", storage, "json", Outcome.ON_TIME);
        stage.key("export.orders.folder", "%DATASET_NAME%/%EXPORT_TIME%");
        Stage.Ended applied = stage.command("apply");
        assertThat(applied.code()).as(applied.err()).isZero();
        for (EntityKind kind : EntityKind.values()) {
            stage.world
                    .sandbox()
                    .all(kind)
                    .forEach(o -> stage.world
                            .sandbox()
                            .edit(
                                    kind,
                                    o.path("id").asText(),
                                    e -> e.put("name", "Café “daily”").put("description", "UI")));
        }
        stage.forget("export.").forget("storage.place.");
        return flow().path("id").asText();
    }

    private void paste(String block) {
        block.lines()
                .filter(l -> !l.isBlank() && !l.startsWith("#"))
                .forEach(l -> stage.key(l.substring(0, l.indexOf('=')), l.substring(l.indexOf('=') + 1)));
    }

    /** As the environment would have it; a value is no part of its variable's name, which is no secret. */
    private String withEnvironment(String block) {
        return block.replaceAll(
                        "\\{\\{env:\\w+_KNOWN_HOSTS}}", folder.resolve("hosts").toString())
                .replaceAll("\\{\\{env:\\w+_REGION}}", "eu-west-1")
                .replaceAll("\\{\\{env:\\w+_ACCOUNT}}", "acmeaccount")
                .replaceAll("\\{\\{env:CAF_DAILY_(\\w+)}}", "VALUE-OF-$1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3", "gcs", "azure-blob", "adls-gen2", "dlz", "sftp"})
    void nothingIsToDoAfterPasting(String type) throws IOException {
        place(type);
        String id = madeByHand("place");
        Stage.Ended adopted = stage.command("adopt", id);
        assertThat(adopted.code()).as(adopted.err()).isZero();
        assertThat(adopted.out())
                .contains("storage.caf-daily.type=" + type, "export.caf-daily.flow-id=" + id)
                .contains("export.caf-daily.manage=false", "export.caf-daily.path=aep/orders")
                .contains("export.caf-daily.every=3h", "export.caf-daily.start=" + stage.start())
                .contains("export.caf-daily.folder=%DATASET_NAME%/%EXPORT_TIME%")
                .doesNotContain("fake", "FAKE", "password=adobe");
        List<String> secrets =
                adopted.out().lines().filter(l -> l.contains(".adobe.")).toList();
        assertThat(secrets)
                .allMatch(l -> l.matches("storage\\.caf-daily\\.adobe\\.[a-z-]+=\\{\\{env:CAF_DAILY_\\w+}}"));
        assertThat(secrets)
                .hasSize(Map.of("azure-blob", 1, "adls-gen2", 3, "dlz", 0).getOrDefault(type, 2));
        assertThat(adopted.err().lines().count()).isEqualTo(type.equals("dlz") ? 0 : 1);

        paste(withEnvironment(adopted.out()));
        Stage.Ended planned = stage.command("plan", "--json");
        assertThat(planned.code()).as(planned.err()).isZero();
        assertThat(planned.json().path("actions")).hasSize(4).allSatisfy(action -> {
            assertThat(action.path("action").asText()).isEqualTo("no-op");
            assertThat(action.path("fields")).as(action.toString()).isEmpty();
        });
    }

    @Test
    void aStorageThatIsDeclaredAlreadyIsTaken() {
        String id = madeByHand("lake");
        Stage.Ended adopted = stage.command("adopt", id);
        assertThat(adopted.out()).contains("export.caf-daily.storage=lake").doesNotContain("storage.lake");
        assertThat(adopted.err()).isEmpty();
        paste(adopted.out());
        assertThat(stage.command("plan").code()).isZero();

        stage.key("export.caf-daily.manage", "true");
        Stage.Ended planned = stage.command("plan", "--json");
        assertThat(planned.code()).isEqualTo(2);
        assertThat(planned.json().path("actions")).hasSize(4).allSatisfy(action -> {
            assertThat(action.path("action").asText()).isEqualTo("adopt");
            assertThat(action.path("fields")).hasSize(1);
            assertThat(action.at("/fields/0/path").asText()).isEqualTo("description");
        });
        assertThat(stage.command("apply").code()).isZero();
        for (EntityKind kind : EntityKind.values()) {
            String owner = kind == EntityKind.BASE_CONNECTION ? "lake" : "caf-daily";
            assertThat(stage.world.sandbox().all(kind)).singleElement().satisfies(o -> {
                assertThat(o.path("description").asText()).matches("UI \\[landfall " + owner + " [0-9a-f]{12}]");
                assertThat(o.path("name").asText()).isEqualTo("Café “daily”");
            });
        }
        assertThat(stage.command("plan").code()).isZero();

        stage.key("export.caf-daily.path", "aep/moved");
        assertThat(stage.command("apply").code()).isZero();
        assertThat(stage.world
                        .sandbox()
                        .all(EntityKind.TARGET_CONNECTION)
                        .get(0)
                        .at("/params/path")
                        .asText())
                .isEqualTo("aep/moved");
        assertThat(stage.command("plan").code()).isZero();
    }

    @Test
    void nothingDeclaredButTheIdIsAdoptedAndOthersOfTheStorageStayWhatTheyAre() {
        String id = madeByHand("lake");
        stage.export("clicks", "lake", "parquet", Outcome.ON_TIME);
        assertThat(stage.command("apply").code()).isZero();
        stage.key("export.ui.flow-id", id).key("export.ui.storage", "lake").key("export.ui.manage", "true");
        Stage.Ended applied = stage.command("apply", "--json");
        assertThat(applied.code()).as(applied.err()).isZero();
        assertThat(applied.json().path("changes").asInt()).isEqualTo(4);
        Stage.Ended planned = stage.command("plan", "--json");
        assertThat(planned.code()).isZero();
        assertThat(planned.json().path("actions")).hasSize(8);
        assertThat(planned.out()).doesNotContain("orphan");
    }

    @Test
    void anIdThatIsNoneOrUnknownIsSaid() {
        Stage.Ended none = stage.command("adopt", "orders");
        assertThat(none.code()).isEqualTo(64);
        assertThat(none.err()).contains("FLOW_ID", "orders");
        String id = "63e0b47b-94bd-4b20-a395-81ff6b496335";
        Stage.Ended unknown = stage.command("adopt", id);
        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.out()).isEmpty();
        assertThat(unknown.err().strip())
                .isEqualTo("landfall adopt: dataflow " + id + ": it is not in sandbox default/prod");
    }

    @Test
    void oneThatExportsNoDatasetsOrIsDeclaredAlreadyIsSaid() {
        String id = madeByHand("lake");
        stage.key("export.mine.flow-id", id).key("export.mine.storage", "lake");
        Stage.Ended declared = stage.command("adopt", id);
        assertThat(declared.code()).isEqualTo(1);
        assertThat(declared.err()).contains("it is declared already, by export.mine");
        stage.forget("export.mine");
        stage.world
                .sandbox()
                .edit(
                        EntityKind.FLOW,
                        id,
                        f -> ((ObjectNode) f.path("flowSpec")).put("id", "71471eba-b620-49e4-90fd-23f1fa0174d8"));
        Stage.Ended audience = stage.command("adopt", id);
        assertThat(audience.code()).isEqualTo(1);
        assertThat(audience.err()).contains("it is no export of datasets");
    }

    @Test
    void aPlatformThatCannotBeAskedIsNamed() {
        stage.key("platform.client-secret", "wrong");
        Stage.Ended barred = stage.command("adopt", "63e0b47b-94bd-4b20-a395-81ff6b496335");
        assertThat(barred.code()).isEqualTo(1);
        assertThat(barred.err().lines().toList().get(0))
                .startsWith("landfall adopt: platform default: fetch an access token:");
        assertThat(barred.err()).contains("no sandbox could be looked at");
    }
}
