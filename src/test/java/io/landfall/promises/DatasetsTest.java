package io.landfall.promises;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.landfall.emulator.Catalogue;
import io.landfall.emulator.Dataset;
import io.landfall.emulator.Fault;
import io.landfall.emulator.LocalWorld;
import io.landfall.emulator.Outcome;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code datasets}: what can be exported, and which export takes it. */
class DatasetsTest {
    private static final String SPEC = "/connectionSpecs/23598e46-f560-407b-88d5-ea6207e49db0/configs";

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

    @Test
    void saysIdNameAndWhichExportTakesIt() {
        stage.export("orders", "lake", "parquet", Outcome.ON_TIME).export("again", "lake", "json", Outcome.ON_TIME);
        stage.export("loyalty", "dropbox", "json", Outcome.ON_TIME)
                .key("export.loyalty.datasets", "name:" + Catalogue.LOYALTY.name());

        Stage.Ended ended = stage.command("datasets");

        assertThat(ended.err()).isEmpty();
        assertThat(ended.code()).isZero();
        assertThat(ended.out().lines())
                .hasSize(1 + Catalogue.all().size())
                .startsWith("ID                        NAME                     EXPORT")
                .contains("616d53e0a6de2719486fb024  Orders                   again, orders")
                .contains("63c7f0a1b2d3e4f506172839  Loyalty members          loyalty")
                .contains("5ef3e3259ad2a1191ab7dd7d  Web events               -");
    }

    @Test
    void aTextIsLookedForInIdsAndNames() {
        assertThat(stage.command("datasets", "LOYAL").out().lines())
                .hasSize(2)
                .last()
                .isEqualTo("63c7f0a1b2d3e4f506172839  Loyalty members  -");
        assertThat(stage.command("datasets", "616D53E0").out().lines()).hasSize(2);
        Stage.Ended none = stage.command("datasets", "nowhere\u001b[31m");
        assertThat(none.out()).isEmpty();
        assertThat(none.err().strip())
                .isEqualTo("none of the 12 datasets that can be exported has nowhere?[31m in its id or name");
        assertThat(none.code()).isZero();
    }

    @Test
    void asJson() {
        stage.export("orders", "lake", "parquet", Outcome.ON_TIME);
        assertThat(stage.command("datasets", "orders", "--json").json().toString())
                .isEqualTo("{\"datasets\":[{\"platform\":\"default\",\"sandbox\":\"prod\","
                        + "\"id\":\"616d53e0a6de2719486fb024\",\"name\":\"Orders\",\"exports\":[\"orders\"]}]}");
    }

    @Test
    void readsShortPagesToTheEnd() {
        for (int i = 0; i < 230; i++) {
            stage.world.sandbox().addDataset(new Dataset(String.format("%024d", i), "Many " + i, ""));
        }
        assertThat(stage.command("datasets").out().lines()).hasSize(1 + 12 + 230);
        assertThat(stage.command("datasets", "many").out().lines()).hasSize(1 + 230);
    }

    @Test
    void pagesWithoutPageInfoEndWithAnEmptyOne() {
        page(0, 2).page(2, 1).page(3, 0);
        assertThat(stage.command("datasets").out().lines())
                .containsExactly("ID    NAME    EXPORT", "id-0  Name 0  -", "id-1  Name 1  -", "id-2  Name 2  -");
    }

    /** The next answer: so many datasets from this one on, and no page info. */
    private DatasetsTest page(int from, int size) {
        ObjectNode page = new ObjectMapper().createObjectNode();
        ArrayNode items = page.putArray("items");
        for (int i = from; i < from + size; i++) {
            items.addObject().put("id", "id-" + i).put("name", "Name " + i);
        }
        stage.world
                .flowService()
                .faults()
                .on("GET", "^" + SPEC + "$")
                .times(1)
                .then(Fault.answer(200, page.toString(), Map.of()));
        return this;
    }

    @Test
    void severalSandboxesAreToldApartAndOneThatRefusesDoesNotHideTheOthers() {
        stage.world.flowService().sandbox(LocalWorld.ORG, "dev").addDataset(Catalogue.ORDERS);
        stage.export("trial", "lake", "parquet", Outcome.ON_TIME).key("export.trial.sandbox", "dev");
        assertThat(stage.command("datasets", "orders").out().lines())
                .containsExactly(
                        "SANDBOX       ID                        NAME    EXPORT",
                        "default/dev   616d53e0a6de2719486fb024  Orders  trial",
                        "default/prod  616d53e0a6de2719486fb024  Orders  -");

        stage.world.flowService().faults().on("GET", SPEC).inSandbox("prod").then(Fault.forbidden());
        Stage.Ended ended = stage.command("datasets", "orders");
        assertThat(ended.out()).contains("616d53e0a6de2719486fb024  Orders  trial");
        assertThat(ended.err())
                .startsWith("platform default: list the datasets to export: HTTP 403 403025: Profile is not valid — ");
        assertThat(ended.code()).isEqualTo(1);
    }

    @Test
    void withoutAPlatformThereIsNothingToAsk() {
        Stage.Ended ended = stage.key("platform.org", "").command("datasets");
        assertThat(ended.code()).isEqualTo(78);
    }

    @Test
    void unknownAndAmbiguousOnesAreToldByThePlanWithTheNearest() {
        stage.world.sandbox().addDataset(new Dataset("aaaaaaaaaaaaaaaaaaaaaaaa", "Orders", ""));
        stage.export("twin", "lake", "parquet", Outcome.ON_TIME).key("export.twin.datasets", "name:Orders");
        stage.export("typo", "lake", "parquet", Outcome.ON_TIME).key("export.typo.datasets", "name:Web evnts");
        stage.export("gone", "lake", "parquet", Outcome.ON_TIME)
                .key("export.gone.datasets", "5ef3e3259ad2a1191ab7dd7e");
        Stage.Ended ended = stage.command("plan");
        assertThat(ended.err())
                .contains("export twin: dataset name:Orders is ambiguous, take an id: 616d53e0a6de2719486fb024,"
                        + " aaaaaaaaaaaaaaaaaaaaaaaa")
                .contains("export typo: dataset name:Web evnts is not among the 13 datasets of this sandbox that can be"
                        + " exported; the nearest: Web events (5ef3e3259ad2a1191ab7dd7d), ")
                .contains(
                        "export gone: dataset 5ef3e3259ad2a1191ab7dd7e is not among the 13 datasets of this sandbox that"
                                + " can be exported; the nearest: Web events (5ef3e3259ad2a1191ab7dd7d), ");
        assertThat(ended.code()).isEqualTo(1);
    }
}
