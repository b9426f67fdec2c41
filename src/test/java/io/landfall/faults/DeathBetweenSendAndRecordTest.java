package io.landfall.faults;

import static io.landfall.alert.Sample.DATASET;
import static io.landfall.alert.Sample.GRACE;
import static io.landfall.alert.Sample.SLOT;
import static io.landfall.alert.Sample.judged;
import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.alert.Sample;
import io.landfall.model.Channel.MessageFormat;
import io.landfall.model.Config;
import io.landfall.model.Verdict;
import io.landfall.runtime.Delivery;
import io.landfall.runtime.Desk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that dies anywhere around a send: the message comes again under the same id, and nothing else does. */
class DeathBetweenSendAndRecordTest {
    private static final int EXPORTS = 12;
    private static final Instant DUE = SLOT.plus(GRACE);

    @TempDir
    Path folder;

    private final List<String> received = new ArrayList<>();
    private final Map<String, Integer> deathsAfterSend = new HashMap<>();
    private Random chance;
    private Desk desk;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void eachMessageArrivesAtLeastOnceAndAtMostOnceBeyondTheDeathsAfterItsSend(long seed) {
        chance = new Random(seed);
        start(DUE);
        for (int i = 0; i < EXPORTS; i++) {
            desk.judge(judged("export-" + i, SLOT, Verdict.MISSING));
        }
        rounds(4);
        for (int i = 0; i < EXPORTS; i++) {
            desk.judge(judged("export-" + i, DATASET, SLOT, Verdict.LANDED_LATE, desk.now));
        }
        rounds(120);
        desk.after(Duration.ofHours(1));
        assertThat(desk.deliveries.due()).as("seed %s", seed).isEmpty();
        Map<String, Integer> times = new HashMap<>();
        received.forEach(id -> times.merge(id, 1, Integer::sum));
        times.forEach((id, n) ->
                assertThat(n).as("seed %s, %s", seed, id).isEqualTo(1 + deathsAfterSend.getOrDefault(id, 0)));
        List<String> resolved =
                times.keySet().stream().filter(id -> id.contains("-resolved-")).toList();
        List<String> opened =
                times.keySet().stream().filter(id -> id.contains("-opened-")).toList();
        assertThat(resolved).as("seed %s", seed).hasSameSizeAs(opened).isNotEmpty();
        for (String end : resolved) {
            String start = end.replaceFirst("-resolved-\\d+", "-opened-0");
            assertThat(received.lastIndexOf(start)).as(end).isBetween(0, received.indexOf(end));
        }
    }

    private void rounds(int many) {
        for (int round = 0; round < many; round++) {
            desk.deliveries.due().forEach(this::deliver);
            desk.after(Duration.ofMinutes(1));
        }
    }

    private void deliver(String id) {
        int fate = chance.nextInt(10);
        if (fate == 0) {
            start(desk.now);
            return;
        }
        Delivery delivery = desk.deliveries.prepare(id);
        if (!delivery.due()) {
            return;
        }
        if (fate == 1) {
            start(desk.now);
        } else if (fate <= 4) {
            desk.deliveries.failed(id, new IOException("refused"));
        } else {
            received.add(id);
            if (fate == 5) {
                deathsAfterSend.merge(id, 1, Integer::sum);
                start(desk.now);
            } else {
                desk.deliveries.sent(id);
            }
        }
    }

    /** A new process on the same file. */
    private void start(Instant now) {
        Sample sample = new Sample().channel("ops", "log:ops", MessageFormat.TEXT);
        for (int i = 0; i < EXPORTS; i++) {
            sample.export("export-" + i);
        }
        Config config = sample.config();
        desk = new Desk(folder.resolve("landfall.db"), config, now);
    }
}
