package io.landfall.work;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import javax.sql.DataSource;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/**
 * {@code work:<kind>}. A consumer runs each execution of that kind as one exchange whose body is the execution's id; a
 * producer schedules executions by the ids in its body and does nothing about ids that are scheduled already.
 *
 * <p>Each kind has a table of its own, {@code work_<kind>}, so that hanging stores never hold up alerts.
 */
public final class WorkComponent extends DefaultComponent {
    private final DataSource dataSource;
    private final boolean sqlite;
    private final Clock clock;
    private final BiFunction<DataSource, Task<?>, SchedulerBuilder> schedulers;
    private final String replica = "landfall-" + UUID.randomUUID();
    private final TakeOvers takeOvers = new TakeOvers();
    private final Map<String, Scheduler> running = new ConcurrentHashMap<>();
    private final Map<String, SchedulerClient> clients = new ConcurrentHashMap<>();

    public WorkComponent(DataSource dataSource, boolean sqlite, Clock clock) {
        this(dataSource, sqlite, clock, (source, task) -> Scheduler.create(source, task));
    }

    /** @param schedulers begins the scheduler of one kind of work: one with threads of its own, or one driven by hand */
    public WorkComponent(
            DataSource dataSource,
            boolean sqlite,
            Clock clock,
            BiFunction<DataSource, Task<?>, SchedulerBuilder> schedulers) {
        this.dataSource = dataSource;
        this.sqlite = sqlite;
        this.clock = clock;
        this.schedulers = schedulers;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String kind, Map<String, Object> parameters) {
        WorkEndpoint endpoint = new WorkEndpoint(uri, this, kind);
        endpoint.setThreads(getAndRemoveParameter(parameters, "threads", int.class, 2));
        endpoint.setPollMillis(getAndRemoveParameter(parameters, "pollMillis", long.class, 1000L));
        endpoint.setHeartbeatMillis(getAndRemoveParameter(parameters, "heartbeatMillis", long.class, 3000L));
        return endpoint;
    }

    SchedulerBuilder scheduler(WorkTask task) {
        return schedulers.apply(dataSource, task);
    }

    Clock clock() {
        return clock;
    }

    /** A name of this process alone: two on one host, or a restarted one, must not pass for each other. */
    String replica() {
        return replica;
    }

    /** What changed hands between this replica and others. */
    public TakeOvers takeOvers() {
        return takeOvers;
    }

    /** What this replica is doing now, the oldest first. */
    public List<UnderWay> underWay() {
        return running.entrySet().stream()
                .flatMap(kind -> kind.getValue().getCurrentlyExecuting().stream()
                        .map(e ->
                                new UnderWay(kind.getKey(), e.getTaskInstance().getId(), e.getDuration())))
                .sorted(Comparator.comparing(UnderWay::since).reversed())
                .toList();
    }

    /** The running scheduler of this kind, which starts new work at once, else a client that leaves it to others. */
    SchedulerClient client(String kind) {
        return Optional.<SchedulerClient>ofNullable(running.get(kind))
                .orElseGet(() -> clients.computeIfAbsent(kind, k -> {
                    SchedulerClient.Builder builder = SchedulerClient.Builder.create(
                                    dataSource, WorkTask.description(k))
                            .tableName(WorkTask.table(k));
                    customization().ifPresent(builder::jdbcCustomization);
                    return builder.build();
                }));
    }

    void runs(String kind, Scheduler scheduler) {
        running.put(kind, scheduler);
    }

    void rests(String kind) {
        running.remove(kind);
    }

    /** db-scheduler finds PostgreSQL out by itself; SQLite has {@code LIMIT} instead of {@code FETCH FIRST}. */
    Optional<JdbcCustomization> customization() {
        return sqlite ? Optional.of(new Sqlite()) : Optional.empty();
    }

    private static final class Sqlite extends DefaultJdbcCustomization {
        Sqlite() {
            super(true);
        }

        @Override
        public String getQueryLimitPart(int limit) {
            return " LIMIT " + limit;
        }
    }
}
