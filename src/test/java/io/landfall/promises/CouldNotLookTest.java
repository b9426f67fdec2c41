package io.landfall.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.emulator.Fault;
import io.landfall.emulator.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** “Could not look” is never “missing”, and never fine: whoever bars the way, with an empty database and a known export. */
class CouldNotLookTest {
    @TempDir
    Path folder;

    static Stream<Arguments> barred() {
        return Stream.of(
                fault("the client secret is refused", s -> s.key("platform.client-secret", "wrong")),
                fault("the sandbox is unknown", s -> s.key("platform.sandbox", "nosuch")),
                fault("nobody listens", s -> s.key("platform.url", "http://127.0.0.1:9")),
                fault("dataflows may not be seen", s -> refuse(s, "^/flows$")),
                fault("source connections may not be seen", s -> refuse(s, "^/sourceConnections$")),
                fault("runs may not be seen", s -> refuse(s, "^/runs$")),
                fault(
                        "a page of HTML comes instead of runs",
                        s -> s.world.flowService().faults().on("GET", "^/runs$").then(Fault.html())),
                fault("the reader's key is refused", s -> s.key("storage.lake.reader.secret-key", "wrong")),
                fault("there is no such bucket", s -> s.key("storage.lake.bucket", "nosuch")),
                fault("the store does not listen", s -> s.key("storage.lake.endpoint", "http://127.0.0.1:9")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("barred")
    void isUnknown(String name, Consumer<Stage> barrier) throws Exception {
        try (Stage stage = new Stage(folder)) {
            stage.world.exporter().pastRunsAtOnce(true);
            stage.startIn(Duration.ofHours(-7)).export("orders", "lake", "json", Outcome.ON_TIME);
            stage.key("export.orders.grace", "30m").key("export.orders.first-grace", "30m");
            assertThat(stage.command("apply").code()).isZero();
            stage.key("state.url", "jdbc:sqlite:" + folder.resolve("empty.db"));
            barrier.accept(stage);
            Stage.Ended verified = stage.command("verify", "orders", "--json");
            assertThat(verified.json().path("results"))
                    .as(verified.out() + verified.err())
                    .isNotEmpty();
            verified.json()
                    .path("results")
                    .forEach(r ->
                            assertThat(r.path("verdict").asText()).as("%s", r).isEqualTo("UNKNOWN"));
            assertThat(verified.code()).isEqualTo(2);
        }
    }

    private static void refuse(Stage stage, String path) {
        stage.world.flowService().faults().on("GET", path).then(Fault.forbidden());
    }

    private static Arguments fault(String name, Consumer<Stage> barrier) {
        return Arguments.of(name, barrier);
    }
}
