package io.landfall.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.emulator.EntityKind;
import io.landfall.emulator.Fault;
import io.landfall.emulator.Outcome;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A platform that says no for good: commands end with 1, and stderr names it and what can be done. */
class RefusedCommandsTest {
    @TempDir
    static Path folder;

    private static Stage stage;

    @BeforeAll
    static void open() {
        stage = new Stage(folder);
        stage.export("orders", "lake", "json", Outcome.ON_TIME);
    }

    @AfterAll
    static void close() {
        stage.close();
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(
                        Fault.unauthorized(),
                        "HTTP 401 401013: Oauth token is not valid — check platform.client-id and"
                                + " platform.client-secret of the Developer Console project"),
                Arguments.of(
                        Fault.answer(403, "{}", Map.of()),
                        "HTTP 403: no further words — ask an administrator for the permissions View Destinations, View"
                                + " Datasets, Manage and Activate Dataset Destinations in this sandbox"),
                Arguments.of(
                        Fault.tooMany("1800"),
                        "HTTP 429 429050: Too many requests (asks to wait 1800 s) — wait, and lower flow-service.rate if"
                                + " it happens often"));
    }

    private static Stage.Ended command(String name) {
        Stage.Ended ended = stage.command(name);
        stage.world.flowService().faults().clear();
        return ended;
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void plan(Fault refusal, String words) {
        stage.world.flowService().faults().on("GET", "^/connections$").then(refusal);
        Stage.Ended ended = command("plan");
        assertThat(ended.err())
                .isEqualToIgnoringNewLines("landfall plan: platform default: list the base-connections: " + words);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.code()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void apply(Fault refusal, String words) {
        stage.world.flowService().faults().on("POST", "^/connections$").then(refusal);
        Stage.Ended ended = command("apply");
        assertThat(ended.err())
                .isEqualToIgnoringNewLines(
                        "export orders: platform default: create base-connection landfall/lake: " + words);
        assertThat(ended.code()).isEqualTo(1);
        assertThat(stage.world.sandbox().all(EntityKind.BASE_CONNECTION)).isEmpty();
    }

    @Test
    void aShortLimitIsWaitedFor() {
        stage.world.flowService().faults().on("GET", "^/connections$").times(1).then(Fault.tooMany("1"));
        Stage.Ended ended = command("plan");
        assertThat(ended.err()).isEmpty();
        assertThat(ended.code()).isEqualTo(2);
    }
}
