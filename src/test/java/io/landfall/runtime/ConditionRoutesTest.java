package io.landfall.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.emulator.Fault;
import io.landfall.model.Export;
import io.landfall.model.Incident;
import io.landfall.state.Incidents;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What polls find to be wrong with exports beside their slots. */
class ConditionRoutesTest {
    @TempDir
    Path folder;

    private Watch watch;

    private void open(Export... exports) throws Exception {
        watch = new Watch(folder, exports);
    }

    @AfterEach
    void close() {
        watch.close();
    }

    private void poll() {
        assertThat(watch.send("poll", Watch.SCOPE, false).getException()).isNull();
    }

    private List<Incident> incidents() {
        return watch.world.jdbi.withHandle(h -> new Incidents().open(h));
    }

    @Test
    void aDataflowThatIsDeletedIsToldAtTheNextReadingAndItsReturnResolvesIt() throws Exception {
        open(Examples.export("orders", "lake").build());
        poll();
        assertThat(incidents()).isEmpty();
        var kept = watch.flows().get(0);
        watch.world.service.faults().on("GET", "/flows$").then(Fault.answer(200, "{\"items\":[]}", java.util.Map.of()));
        watch.now = watch.now.plus(Duration.ofHours(1));
        poll();
        assertThat(incidents()).singleElement().satisfies(i -> {
            assertThat(i.key()).isEqualTo("default/prod/orders/*/NO_DATAFLOW");
            assertThat(i.findings())
                    .containsExactly("no dataflow landfall/orders with our mark exists in the sandbox prod");
        });
        assertThat(watch.work.take("deliver")).isNotEmpty();
        watch.world.service.faults().clear();
        watch.now = watch.now.plus(Duration.ofMinutes(1));
        poll();
        assertThat(incidents()).isEmpty();
        assertThat(watch.dataflows.of(watch.exports.get(0).key()).orElseThrow().id())
                .isEqualTo(kept);
    }

    @Test
    void whoCannotAskNeitherOpensNorResolves() throws Exception {
        open(Examples.export("orders", "lake").build());
        watch.world.service.faults().on("GET", "/flows$").then(Fault.answer(200, "{\"items\":[]}", java.util.Map.of()));
        poll();
        assertThat(incidents()).hasSize(1);
        watch.world.service.faults().clear();
        watch.world.service.faults().on("GET", "/flows$").then(Fault.forbidden());
        watch.now = watch.now.plus(Duration.ofHours(1));
        poll();
        assertThat(incidents()).hasSize(1);
    }

    @Test
    void anEndThatComesNearerIsToldAgainAndReachedIsAnotherMatter() throws Exception {
        open(Examples.export("orders", "lake").build());
        watch.now = Examples.END.minus(Duration.ofDays(31));
        poll();
        assertThat(incidents()).isEmpty();
        for (int days : List.of(30, 14, 7, 1)) {
            watch.now = Examples.END.minus(Duration.ofDays(days));
            watch.work.take("deliver");
            poll();
            assertThat(incidents()).singleElement().satisfies(i -> {
                assertThat(i.what()).isEqualTo("ENDING_SOON");
                assertThat(i.findings().get(0)).startsWith("the dataflow ends at " + Examples.END + ", within " + days);
            });
            assertThat(watch.work.take("deliver").toString()).contains(days == 30 ? "-opened-0@" : "-worsened-");
            poll();
            assertThat(watch.work.take("deliver")).containsOnly(List.of());
        }
        watch.now = Examples.END;
        poll();
        assertThat(incidents()).extracting(Incident::what).containsExactly("ENDED");
        assertThat(watch.work.take("deliver").toString()).contains("-opened-0@", "-resolved-");
    }

    @Test
    void theSandboxIsGivenBack() throws Exception {
        open(Examples.export("orders", "lake").build());
        Exchange done = watch.send("conditions", Watch.SCOPE, false);
        assertThat(done.getException()).isNull();
        assertThat(done.getMessage().getBody()).isEqualTo(Watch.SCOPE);
    }
}
