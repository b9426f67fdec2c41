package io.landfall.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.routes.Routes;
import io.landfall.work.PutOff;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.camel.Exchange;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ticks and the work of {@code run}, each begun by the test instead of by Quartz or db-scheduler. */
class RunRoutesTest {
    private static final List<String> ROUTES = List.of(
            "tick",
            "tick-provision",
            "tick-deliver",
            "tick-tend",
            "tick-sweep",
            "work-provision",
            "work-poll",
            "work-verify",
            "work-deliver");

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final NotedWork work = new NotedWork();
    private final List<String> done = new ArrayList<>();
    private final Round round = new Round();
    private final Sweep sweep = new Sweep();

    /** What is due, without a database. */
    public static final class Round {
        private boolean complete;

        public boolean complete() {
            return complete;
        }

        public List<String> begin() {
            return List.of("default/prod");
        }
    }

    public static final class Declared {
        public List<String> scopes() {
            return List.of("default/prod", "default/dev");
        }
    }

    public static final class Messages {
        public List<String> due() {
            return List.of("due");
        }

        public List<String> tend() {
            return List.of("reminder");
        }
    }

    /** Has three batches to remove. */
    public static final class Sweep {
        private int swept;

        public boolean sweep() {
            return ++swept < 3;
        }
    }

    /** A gate that is closed when the test says so. */
    public final class Gate {
        public void putOff(String scope) {
            done.add("gate " + scope);
            if (scope.contains("limited")) {
                throw new PutOff(Instant.EPOCH, "limited");
            }
        }
    }

    /** An export whose name begins with "gone" is declared no more. */
    public static final class Wanted {
        public boolean wanted(String slot) {
            return !slot.contains("gone");
        }
    }

    @BeforeEach
    void open() throws Exception {
        Properties properties = new Properties();
        properties.setProperty("poll.cron", "0/30 * * * * ?");
        camel.getPropertiesComponent().setInitialProperties(properties);
        camel.getRegistry().bind("rounds", round);
        camel.getRegistry().bind("inspections", new Wanted());
        camel.getRegistry().bind("upkeep", new Declared());
        camel.getRegistry().bind("deliveries", new Messages());
        camel.getRegistry().bind("housekeeping", sweep);
        camel.getRegistry().bind("closedGate", new Gate());
        camel.addComponent("work", work);
        Routes.load(camel, "errors", "run");
        for (String route : ROUTES) {
            AdviceWith.adviceWith(camel, route, a -> a.replaceFromWith("direct:begin-" + route));
        }
        for (String route : List.of("upkeep", "poll", "verify", "deliver")) {
            takes(route);
        }
        camel.start();
    }

    private void takes(String route) throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:" + route)
                        .process(e -> done.add(route + " " + e.getMessage().getBody()));
            }
        });
    }

    @AfterEach
    void close() {
        camel.stop();
    }

    private Exchange begin(String route, Object body) {
        Exchange begun = camel.createProducerTemplate()
                .send("direct:begin-" + route, e -> e.getMessage().setBody(body));
        assertThat(begun.getException()).isNull();
        return begun;
    }

    @Test
    void workThatNobodyWantsAnyMoreEnds() {
        begin("work-verify", "default/prod/gone/2026-12-01T00:00:00Z");
        assertThat(done).isEmpty();
        begin("work-verify", "default/prod/orders/2026-12-01T00:00:00Z");
        assertThat(done).containsExactly("verify default/prod/orders/2026-12-01T00:00:00Z");
    }

    @Test
    void aTickHandsOnTheSandboxesThatHaveWork() {
        begin("tick", null);
        assertThat(work.take("poll")).containsExactly(List.of("default/prod"));
        assertThat(work.take("provision")).isEmpty();
    }

    @Test
    void theHeartbeatIsToldOfCompleteRoundsOnly() throws Exception {
        takes("heartbeat");
        begin("tick", null);
        assertThat(done).isEmpty();
        round.complete = true;
        begin("tick", null);
        assertThat(done).singleElement().asString().startsWith("heartbeat");
    }

    @Test
    void aCompleteRoundWithoutAHeartbeatToTellIsNoFailure() {
        round.complete = true;
        begin("tick", null);
        assertThat(work.take("poll")).hasSize(1);
    }

    @Test
    void theHourlyTickHandsOnAllSandboxesToLookAfter() {
        begin("tick-provision", null);
        assertThat(work.take("provision")).containsExactly(List.of("default/prod", "default/dev"));
    }

    @Test
    void messagesThatAreDueAreHandedOn() {
        begin("tick-deliver", null);
        assertThat(work.take("deliver")).containsExactly(List.of("due"));
    }

    @Test
    void remindersAreHandedOn() {
        begin("tick-tend", null);
        assertThat(work.take("deliver")).containsExactly(List.of("reminder"));
    }

    @Test
    void whatIsOldIsRemovedUntilNothingOldIsLeft() {
        begin("tick-sweep", null);
        assertThat(sweep.swept).isEqualTo(3);
    }

    @Test
    void eachKindOfWorkIsDoneByItsRoute() {
        begin("work-provision", "default/prod");
        begin("work-poll", "default/dev");
        Exchange verified = begin("work-verify", "slot");
        begin("work-deliver", "message");
        assertThat(done)
                .containsExactly(
                        "gate default/prod",
                        "upkeep default/prod",
                        "gate default/prod",
                        "poll default/dev",
                        "verify slot",
                        "deliver message");
        assertThat(verified.getProperty("tell")).isEqualTo(true);
    }

    @Test
    void provisioningIsPutOffWhileTheOrganisationIsLimited() {
        try (LogLines log = LogLines.ofCamelsErrors()) {
            Exchange begun = camel.createProducerTemplate()
                    .send("direct:begin-work-provision", e -> e.getMessage().setBody("limited/prod"));
            assertThat(begun.getException()).isInstanceOf(PutOff.class);
            assertThat(log.all()).isEmpty();
        }
        assertThat(done).containsExactly("gate limited/prod");
    }
}
