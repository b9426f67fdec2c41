package io.landfall.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.landfall.TestClock;
import io.landfall.emulator.Fault;
import io.landfall.flowservice.FlowServiceFailure;
import io.landfall.flowservice.FlowServiceFailure.NotSent;
import io.landfall.flowservice.FlowServiceRequest;
import io.landfall.flowservice.Retries;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An organisation that is limited, and a platform that is dead: what still goes out to it, and what is said. */
class LimitedAndDeadTest {
    @TempDir
    Path folder;

    private ProvisioningWorld world;
    private ProvisioningWorld.Process landfall;
    private final ProvisioningWorld.Options options = new ProvisioningWorld.Options();
    private final TestClock breakers = new TestClock(Examples.START);

    @BeforeEach
    void open() {
        world = new ProvisioningWorld(folder);
        options.clock = breakers;
        options.retries = new Retries(1, Duration.ofMillis(1), Duration.ofMillis(1), Duration.ZERO);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private Optional<FlowServiceFailure> ask(String path) {
        if (landfall == null) {
            landfall = world.process(options, List.of());
        }
        return FlowServiceFailure.in(landfall.context
                .createProducerTemplate()
                .send(
                        "direct:flow-service",
                        e -> e.setProperty(
                                "request", FlowServiceRequest.get(world.platform, "prod", path, "list the " + path)))
                .getException());
    }

    private long asked() {
        return world.service.calls().stream()
                .filter(c -> c.method().equals("GET"))
                .count();
    }

    @Test
    void aLimitOnOneCallHoldsBackEveryOther() {
        world.service.faults().on("GET", "/flows").times(1).then(Fault.tooMany("1"));
        assertThat(ask("flows")).containsInstanceOf(FlowServiceFailure.Transient.class);
        long begun = System.nanoTime();
        assertThat(ask("connections")).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isBetween(Duration.ofMillis(900), Duration.ofMillis(2_500));
    }

    @Test
    void beyondItsPatienceNothingIsAskedAndThatIsSaid() {
        world.service.faults().on("GET", "/flows").times(1).then(Fault.tooMany("61"));
        assertThat(ask("flows").orElseThrow())
                .hasMessage("platform default: list the flows: HTTP 429 429050: Too many requests (asks to wait 61 s)");
        FlowServiceFailure second = ask("connections").orElseThrow();
        assertThat(second).isInstanceOf(NotSent.class);
        assertThat(second.getMessage())
                .startsWith(
                        "platform default: list the connections: HTTP 429 429050: Too many requests (asks to wait 61"
                                + " s), so nothing is asked before 2");
        assertThat(asked()).isEqualTo(1);
    }

    @Test
    void aTimeToComeBackWithA503IsKeptToAsWell() {
        world.service
                .faults()
                .on("GET", "/flows")
                .times(1)
                .then(Fault.answer(503, "", java.util.Map.of("Retry-After", "120")));
        assertThat(ask("flows").orElseThrow())
                .hasMessage("platform default: list the flows: HTTP 503: no further words (asks to wait 120 s)");
        assertThat(ask("flows")).containsInstanceOf(NotSent.class);
        assertThat(asked()).isEqualTo(1);
    }

    @Test
    void aLimitedTokenEndpointClosesTheGateToo() {
        world.service.faults().on("POST", "/ims/token").times(1).then(Fault.tooMany("120"));
        assertThat(ask("flows").orElseThrow())
                .hasMessage("platform default: fetch an access token: HTTP 429 429050: Too many requests (asks to wait"
                        + " 120 s)");
        assertThat(ask("flows")).containsInstanceOf(NotSent.class);
    }

    @Test
    void aDeadPlatformIsLeftAloneAndThatIsSaidOnce() {
        world.service.faults().on("GET", "/flows").then(Fault.unavailable());
        try (LogLines log = new LogLines(Breakers.class.getName(), Level.INFO)) {
            for (int n = 0; n < Breakers.CALLS + 5; n++) {
                ask("flows");
            }
            assertThat(asked()).isEqualTo(Breakers.CALLS);
            FlowServiceFailure kept = ask("connections").orElseThrow();
            assertThat(kept)
                    .isInstanceOf(NotSent.class)
                    .hasMessage(
                            "platform default: list the connections: not asked, since it has failed again and again:"
                                    + " HTTP 503 1103-503: The service is unavailable.");
            assertThat(kept.trouble().kind()).isEqualTo(io.landfall.model.Trouble.Kind.UNREACHABLE);
            assertThat(landfall.breakers.open())
                    .containsOnlyKeys("default")
                    .containsValue("HTTP 503 1103-503 The service is unavailable.");

            breakers.after(Breakers.REST.plusSeconds(1));
            ask("flows");
            ask("flows");
            assertThat(asked()).as("one call finds out").isEqualTo(Breakers.CALLS + 1);

            world.service.faults().clear();
            breakers.after(Breakers.REST.plusSeconds(1));
            assertThat(ask("flows")).isEmpty();
            assertThat(ask("flows")).isEmpty();
            assertThat(landfall.breakers.open()).isEmpty();
            assertThat(log.all())
                    .containsExactly(
                            "platform default is taken for dead and left alone, but for one call every 30 s: platform"
                                    + " default: list the flows: HTTP 503 1103-503: The service is unavailable.",
                            "platform default answers again");
        }
    }

    @Test
    void aPlatformThatAnswersIsNotDeadWhateverItSays() {
        List<Fault> said = List.of(
                Fault.forbidden(),
                Fault.empty(404),
                Fault.unauthorized(),
                Fault.html(),
                Fault.answer(400, "", java.util.Map.of()));
        for (int n = 0; n < 3; n++) {
            for (Fault fault : said) {
                world.service.faults().clear();
                world.service.faults().on("GET", "/flows").then(fault);
                assertThat(ask("flows")).isPresent();
            }
        }
        assertThat(asked()).isGreaterThanOrEqualTo(15);
        assertThat(landfall.breakers.open()).isEmpty();
    }

    @Test
    void oneSandboxThatFailsIsNotThePlatform() {
        world.service.faults().on("GET", "/flows").then(Fault.serverError());
        for (int n = 0; n < 4; n++) {
            for (int attempt = 0; attempt < 5; attempt++) {
                ask("flows");
            }
            assertThat(ask("connections")).isEmpty();
        }
        assertThat(landfall.breakers.open()).isEmpty();
    }

    @Test
    void aTokenEndpointThatIsDeadIsLeftAloneToo() {
        world.service.faults().on("POST", "/ims/token").then(Fault.reset());
        for (int n = 0; n < Breakers.CALLS + 5; n++) {
            assertThat(ask("flows")).isPresent();
        }
        assertThat(world.service.calls()).hasSize(Breakers.CALLS);
    }
}
