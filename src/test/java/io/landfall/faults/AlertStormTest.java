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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand messages, receivers that refuse three of ten, and a process that dies twenty times. */
class AlertStormTest {
    private static final int DEATHS = 20;
    private static final List<String> CHANNELS = List.of("ops", "desk");

    @TempDir
    Path folder;

    private final Map<String, Integer> received = new HashMap<>();
    private final Map<String, Integer> deathsAfterSend = new HashMap<>();
    private final Random chance = new Random(6);
    private Outbox outbox = new Outbox();
    private Config config;
    private Desk desk;
    private int attempts;
    private int deaths;
    private int every;

    /** What a process does with the outbox after a send. */
    private class Outbox {
        void taken(String id) {
            desk.deliveries.sent(id);
        }

        void refused(String id) {
            desk.deliveries.failed(id, new IOException("refused"));
        }
    }

    @Test
    void eachMessageArrivesAtLeastOnceAndAtMostOnceBeyondTheDeaths() {
        assertThat(storm(10_000)).isEmpty();
        int copies = received.values().stream().mapToInt(Integer::intValue).sum() - received.size();
        System.out.printf(
                "storm: %d messages, %d attempts, %d deaths, %d copies%n", received.size(), attempts, deaths, copies);
        assertThat(received).hasSize(10_000);
        assertThat(deaths).isEqualTo(DEATHS);
        assertThat(copies).isBetween(1, DEATHS);
    }

    @Test
    void whoForgetsWhatWasSentIsSeen() {
        outbox = new Outbox() {
            @Override
            void taken(String id) {
                if (chance.nextInt(20) == 0) {
                    refused(id);
                } else {
                    super.taken(id);
                }
            }
        };
        assertThat(storm(400)).anyMatch(words -> words.startsWith("too often"));
    }

    @Test
    void whoDropsWhatWasRefusedIsSeen() {
        outbox = new Outbox() {
            @Override
            void refused(String id) {
                desk.deliveries.sent(id);
            }
        };
        assertThat(storm(400)).anyMatch(words -> words.startsWith("never"));
    }

    /** What is wrong with what the receivers got, in words. */
    private Set<String> storm(int messages) {
        int exports = messages / CHANNELS.size() / 2;
        every = messages * 10 / 7 / (DEATHS + 1);
        Sample sample = new Sample();
        CHANNELS.forEach(c -> sample.channel(c, "log:" + c, MessageFormat.TEXT));
        for (int i = 0; i < exports; i++) {
            sample.export("export-" + i);
        }
        config = sample.config();
        start(SLOT.plus(GRACE));
        Set<String> wrong = new HashSet<>();
        Set<String> wanted = new HashSet<>();
        for (int i = 0; i < exports; i++) {
            wanted.addAll(desk.judge(judged("export-" + i, SLOT, Verdict.MISSING)));
        }
        rounds();
        for (int i = 0; i < exports; i++) {
            wanted.addAll(desk.judge(judged("export-" + i, DATASET, SLOT, Verdict.LANDED_LATE, desk.now)));
        }
        rounds();
        assertThat(wanted).hasSize(messages);
        wanted.stream().filter(id -> !received.containsKey(id)).forEach(id -> wrong.add("never: " + id));
        received.forEach((id, times) -> {
            if (!wanted.contains(id)) {
                wrong.add("nobody said: " + id);
            }
            if (times > 1 + deathsAfterSend.getOrDefault(id, 0)) {
                wrong.add("too often: " + id + ", " + times);
            }
        });
        return wrong;
    }

    private void rounds() {
        for (int quiet = 0; quiet < 15; ) {
            List<String> due = desk.deliveries.due();
            due.forEach(this::deliver);
            quiet = due.isEmpty() ? quiet + 1 : 0;
            desk.after(Duration.ofMinutes(1));
        }
    }

    private void deliver(String id) {
        boolean dies = ++attempts % every == 0 && deaths < DEATHS;
        boolean before = dies && deaths % 4 == 0;
        Delivery delivery = desk.deliveries.prepare(id);
        if (!delivery.due()) {
            return;
        }
        if (before) {
            die();
        } else if (chance.nextInt(10) < 3 && !dies) {
            outbox.refused(id);
        } else {
            received.merge(id, 1, Integer::sum);
            if (dies) {
                deathsAfterSend.merge(id, 1, Integer::sum);
                die();
            } else {
                outbox.taken(id);
            }
        }
    }

    private void die() {
        deaths++;
        start(desk.now);
    }

    /** A new process on the same file. */
    private void start(Instant now) {
        desk = new Desk(folder.resolve("landfall.db"), config, now);
    }
}
