package io.landfall.issues;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.alert.Sample;
import io.landfall.calendar.Calendar;
import io.landfall.model.Dataflow;
import io.landfall.model.Dataset;
import io.landfall.model.Export;
import io.landfall.model.Landing;
import io.landfall.model.Look;
import io.landfall.model.Schedule;
import io.landfall.model.Verdict;
import io.landfall.verdict.Inspection;
import io.landfall.verdict.Judge;
import io.landfall.verdict.RunsView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * After the deadline, the runs were asked for, a run began that lost records, its files were seen, and they were taken
 * for landed for good since no run was known. Found by the simulation, seed 127.
 */
class FilesOfARunNobodyAskedForTest {
    private static final Instant NOW = Sample.SLOT.plus(Duration.ofHours(8));

    @Test
    void areNotTakenForLanded() {
        assertThat(judged(NOW.minusSeconds(600), NOW.minusSeconds(300))).isEqualTo(Verdict.UNKNOWN);
        assertThat(judged(NOW.minusSeconds(300), NOW.minusSeconds(300))).isEqualTo(Verdict.LANDED_LATE);
    }

    private static Verdict judged(Instant asked, Instant written) {
        Export export = Sample.plain().exports().get("orders");
        Schedule schedule = new Schedule(Sample.SLOT.minus(Duration.ofDays(9)), Duration.ofHours(12), Optional.empty());
        List<Dataset> datasets = List.of(new Dataset(Sample.DATASET, "orders"));
        Dataflow flow = new Dataflow(
                "f", "orders", "enabled", schedule.start(), schedule, Optional.empty(), "s", "t", datasets);
        Landing landing = new Landing(
                Optional.of("aep/orders"), 3, 4_096, Optional.of(written), Optional.empty(), 0, 0, 0, true, List.of());
        Inspection inspection = Inspection.of(
                        export,
                        Calendar.slot(export, flow, Sample.SLOT),
                        Optional.of(flow),
                        datasets,
                        new RunsView.Asked(List.of(), asked))
                .looked(Map.of(Sample.DATASET, new Look.Seen(landing)));
        return Judge.judge(inspection, NOW).get(0).verdict();
    }
}
