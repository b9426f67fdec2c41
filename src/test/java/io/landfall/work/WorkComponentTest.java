package io.landfall.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ch.qos.logback.classic.Level;
import io.landfall.model.Claim;
import io.landfall.runtime.LogLines;
import io.landfall.state.Database;
import io.landfall.state.Fence;
import io.landfall.state.TestState;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkComponentTest {
    @TempDir
    Path folder;

    private Database database;
    private DefaultCamelContext camel;
    private WorkComponent work;

    @BeforeEach
    void open() {
        database = TestState.in(folder);
        camel = new DefaultCamelContext();
        work = new WorkComponent(database.dataSource(), database.sqlite(), Clock.systemUTC());
        camel.addComponent("work", work);
    }

    @AfterEach
    void close() {
        camel.stop();
        database.close();
    }

    @Test
    void doesEachIdOnce() throws Exception {
        Map<String, Integer> done = new ConcurrentHashMap<>();
        CountDownLatch all = new CountDownLatch(200);
        start(id -> {
            done.merge(id, 1, Integer::sum);
            all.countDown();
        });
        List<String> ids = IntStream.range(0, 200).mapToObj(i -> "id-" + i).toList();
        camel.createProducerTemplate().sendBody("work:poll", ids);
        camel.createProducerTemplate().sendBody("work:poll", ids.get(199));
        assertThat(all.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(done).hasSize(200);
    }

    @Test
    void aBacklogThatIsHandedOnAgainAddsOnlyWhatIsNew() throws Exception {
        camel.start();
        List<String> ids = IntStream.range(0, 150).mapToObj(i -> "id-" + i).toList();
        camel.createProducerTemplate().sendBody("work:verify", ids.subList(0, 140));
        camel.createProducerTemplate().sendBody("work:verify", ids);
        List<String> scheduled = database.jdbi()
                .withHandle(h -> h.createQuery("SELECT task_instance FROM work_verify")
                        .mapTo(String.class)
                        .list());
        assertThat(scheduled).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void eachKindIsLookedAfterOnce() throws Exception {
        try (LogLines log = new LogLines("com.github.kagkarlsson.scheduler.Scheduler", Level.INFO)) {
            start(id -> {});
            camel.stop();
            assertThat(log.all()).containsOnlyOnce("Starting scheduler.");
        }
    }

    @Test
    void triesAgainWhatFailed() throws Exception {
        AtomicBoolean failed = new AtomicBoolean();
        CountDownLatch done = new CountDownLatch(1);
        start(id -> {
            if (failed.compareAndSet(false, true)) {
                throw new IllegalStateException("first try");
            }
            done.countDown();
        });
        camel.createProducerTemplate().sendBody("work:poll", "once");
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void workThatIsPutOffIsTakenUpAgainAtItsTimeAndHasNotFailed() throws Exception {
        List<Instant> begun = new CopyOnWriteArrayList<>();
        Instant until = Instant.now().plusMillis(2_500);
        CountDownLatch done = new CountDownLatch(1);
        start(id -> {
            begun.add(Instant.now());
            if (begun.size() == 1) {
                throw new IllegalStateException("Camel's", new PutOff(until, "limited"));
            }
            done.countDown();
        });
        try (LogLines log = new LogLines(WorkConsumer.class.getName(), Level.INFO)) {
            camel.createProducerTemplate().sendBody("work:poll", "later");
            assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(log.all()).containsExactly("work:poll later is put off: limited");
        }
        assertThat(begun.get(1)).isAfterOrEqualTo(until);
    }

    @Test
    void aResultIsWrittenOnlyWhileTheWorkIsOurs() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        Map<String, Boolean> held = new ConcurrentHashMap<>();
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("work:poll").process(e -> {
                    Claim mine = e.getProperty("claim", Claim.class);
                    Claim older = new Claim(mine.kind(), mine.id(), mine.pickedBy(), mine.version() - 1);
                    database.jdbi().useTransaction(h -> {
                        held.put("mine", Fence.holds(h, mine));
                        held.put("older", Fence.holds(h, older));
                    });
                    done.countDown();
                });
            }
        });
        camel.start();
        camel.createProducerTemplate().sendBody("work:poll", "fenced");
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(held).containsEntry("mine", true).containsEntry("older", false);
    }

    @Test
    void workOfADeadReplicaIsTakenOverAndDoesNotWaitBehindABacklog() throws Exception {
        Instant now = Instant.now();
        schedule("dead", now.minus(Duration.ofHours(1)));
        database.jdbi()
                .useHandle(
                        h -> h.execute("UPDATE work_poll SET picked = TRUE, picked_by = 'landfall-dead', version = 2,"
                                + " last_heartbeat = execution_time"));
        IntStream.range(0, 30).forEach(i -> schedule("waiting-" + i, now.minusSeconds(60)));
        List<String> done = new CopyOnWriteArrayList<>();
        CountDownLatch all = new CountDownLatch(31);
        try (LogLines log = new LogLines(WorkTask.class.getName(), Level.INFO)) {
            start(id -> {
                until(() -> work.takeOvers().gained().get("poll") == 1);
                done.add(id);
                all.countDown();
            });
            assertThat(all.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(log.all())
                    .singleElement()
                    .asString()
                    .startsWith("work:poll dead is taken over from landfall-dead,");
        }
        assertThat(done.indexOf("dead")).as("%s", done).isBetween(0, 20);
    }

    @Test
    void whatWasTakenOverMeanwhileIsSaidAndCounted() throws Exception {
        CountDownLatch done = new CountDownLatch(2);
        start(id -> {
            if (work.takeOvers().lost().get("poll") == 0 && done.getCount() == 2) {
                database.jdbi()
                        .useHandle(h -> h.execute(
                                "UPDATE work_poll SET picked = FALSE, picked_by = NULL, version = version + 1"));
            }
            done.countDown();
        });
        try (LogLines log = new LogLines(WorkTask.class.getName(), Level.WARN)) {
            camel.createProducerTemplate().sendBody("work:poll", "late");
            assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
            until(() -> work.takeOvers().lost().get("poll") == 1);
            assertThat(log.all())
                    .singleElement()
                    .asString()
                    .startsWith("work:poll late was taken over by another replica while this one was held up");
        }
    }

    @Test
    void itSaysWhatIsUnderWay() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        start(id -> {
            begun.countDown();
            await(end);
        });
        camel.createProducerTemplate().sendBody("work:poll", "default/prod");
        await(begun);
        assertThat(work.underWay()).singleElement().satisfies(w -> {
            assertThat(w.kind()).isEqualTo("poll");
            assertThat(w.id()).isEqualTo("default/prod");
            assertThat(w.since()).isPositive();
        });
        end.countDown();
        until(() -> work.underWay().isEmpty());
    }

    private void schedule(String id, Instant at) {
        work.client("poll").scheduleIfNotExists(WorkTask.description("poll").instance(id), at);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void until(BooleanSupplier so) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!so.getAsBoolean()) {
            assertThat(System.nanoTime()).as("within 30 s").isLessThan(end);
            LockSupport.parkNanos(5_000_000);
        }
    }

    @Test
    void gapsGrowAndStayBelowAMinuteAndManyComeBackOneAfterTheOther() {
        for (int[] each : new int[][] {{0, 1_000}, {3, 8_000}, {6, 60_000}, {1_000, 60_000}}) {
            LongSummaryStatistics gaps = IntStream.range(0, 1_000)
                    .mapToLong(i -> WorkTask.gap("default/prod/export-" + i + "/2026-11-30T00:00:00Z", each[0])
                            .toMillis())
                    .summaryStatistics();
            assertThat(gaps.getMin()).isBetween(each[1] / 2L, each[1] * 51L / 100);
            assertThat(gaps.getMax()).isBetween(each[1] * 99L / 100, (long) each[1]);
            assertThat(gaps.getAverage()).isCloseTo(each[1] * 0.75, within(each[1] * 0.02));
        }
        assertThat(WorkTask.gap("a", 2)).isEqualTo(WorkTask.gap("a", 2));
    }

    private void start(java.util.function.Consumer<String> work) throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("work:poll?threads=4")
                        .process(e -> work.accept(e.getMessage().getBody(String.class)));
            }
        });
        camel.start();
    }
}
