package io.landfall.work;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import io.landfall.model.Claim;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * One kind of work: done once, tried again with growing gaps when it fails, later when it asks for that ({@link PutOff}),
 * revived when its process dies.
 */
final class WorkTask extends OneTimeTask<Void> {
    private static final Duration FIRST_GAP = Duration.ofSeconds(1);
    private static final Duration LONGEST_GAP = Duration.ofMinutes(1);

    private final String kind;
    private final Consumer<Claim> doing;

    WorkTask(String kind, Consumer<Claim> doing) {
        super(kind, Void.class, WorkTask::later);
        this.kind = kind;
        this.doing = doing;
    }

    /** The task as a client needs it that only schedules. */
    static WorkTask description(String kind) {
        return new WorkTask(kind, claim -> {
            throw new IllegalStateException("work:" + kind + " is scheduled here, not done");
        });
    }

    static String table(String kind) {
        return "work_" + kind;
    }

    @Override
    public void executeOnce(TaskInstance<Void> instance, ExecutionContext context) {
        var execution = context.getExecution();
        doing.accept(new Claim(kind, execution.getId(), execution.pickedBy, execution.version));
    }

    /** Half of a doubling gap is fixed, half is chance, so that many failures don't come back as one burst. */
    static Duration gap(int failures, double chance) {
        long full = Math.min(LONGEST_GAP.toMillis(), FIRST_GAP.toMillis() << Math.min(failures, 10));
        return Duration.ofMillis(full / 2 + (long) (full / 2 * chance));
    }

    private static void later(ExecutionComplete done, ExecutionOperations<Void> operations) {
        Optional<Instant> putOff = done.getCause().flatMap(WorkTask::putOff).map(PutOff::until);
        if (putOff.isPresent()) {
            operations.reschedule(done, putOff.get());
            return;
        }
        int failures = done.getExecution().consecutiveFailures;
        operations.reschedule(
                done,
                done.getTimeDone()
                        .plus(gap(failures, ThreadLocalRandom.current().nextDouble())));
    }

    /** The wish to be put off at the bottom of an exception that Camel may have wrapped. */
    static Optional<PutOff> putOff(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof PutOff wish) {
                return Optional.of(wish);
            }
        }
        return Optional.empty();
    }
}
