package io.landfall.simulation;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.DeadExecutionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import com.github.kagkarlsson.scheduler.testhelper.TestHelper.ManualSchedulerBuilder;
import com.github.kagkarlsson.shaded.jdbc.SQLRuntimeException;
import io.landfall.work.WorkComponent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import javax.sql.DataSource;

/** db-scheduler without threads: what is due is done when a test says so. */
final class HandWork {
    static final List<String> KINDS = List.of("provision", "poll", "verify", "deliver");

    /** After so long without a heartbeat an execution is taken for dead. */
    static final Duration DEAD = Duration.ofSeconds(19);

    private final Map<String, ManualScheduler> schedulers = new LinkedHashMap<>();
    private final Hourglass clock;
    private final Predicate<String> lost;
    private int done;

    /** @param lost executions, {@code <kind>/<id>}, that are put where nobody finds them; none in the product */
    HandWork(Hourglass clock, Predicate<String> lost) {
        this.clock = clock;
        this.lost = lost;
    }

    WorkComponent component(DataSource dataSource) {
        return new WorkComponent(dataSource, true, clock, (source, task) -> {
            ManualSchedulerBuilder builder = new ManualSchedulerBuilder(source, List.of(counted(task))) {
                @Override
                public ManualScheduler build() {
                    ManualScheduler scheduler = super.build();
                    schedulers.put(task.getName(), scheduler);
                    return scheduler;
                }
            };
            return builder.clock(clock.scheduler());
        });
    }

    private <T> Task<T> counted(Task<T> task) {
        return new OneTimeTask<>(task.getName(), task.getDataClass()) {
            @Override
            public CompletionHandler<T> execute(TaskInstance<T> instance, ExecutionContext context) {
                done++;
                return lost.test(task.getName() + "/" + instance.getId())
                        ? (complete, operations) ->
                                operations.reschedule(complete, clock.instant().plus(Duration.ofDays(999)))
                        : task.execute(instance, context);
            }

            @Override
            public void executeOnce(TaskInstance<T> instance, ExecutionContext context) {
                throw new IllegalStateException("the task itself is executed");
            }

            @Override
            public FailureHandler<T> getFailureHandler() {
                return task.getFailureHandler();
            }

            @Override
            public DeadExecutionHandler<T> getDeadExecutionHandler() {
                return task.getDeadExecutionHandler();
            }
        };
    }

    /** Does all that is due, and all that this makes due, until nothing is, or {@code over}. */
    void drain(BooleanSupplier over) {
        int before;
        do {
            before = done;
            for (String kind : KINDS) {
                if (over.getAsBoolean()) {
                    return;
                }
                patiently(schedulers.get(kind)::runAnyDueExecutions);
            }
        } while (done > before);
    }

    /** Revives what a dead process held. */
    void bury() {
        schedulers.values().forEach(s -> patiently(s::runDeadExecutionDetection));
    }

    /** As db-scheduler's own threads do, whose next turn comes. */
    private static void patiently(Runnable turn) {
        try {
            turn.run();
        } catch (SQLRuntimeException | Death failed) {
            // the mishap was noted where it was made
            return;
        }
    }
}
