package io.landfall.work;

import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.DeadExecutionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import io.landfall.model.Claim;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One kind of work: done once, tried again with growing gaps when it fails, later when it asks for that ({@link PutOff}),
 * taken over when its process dies. What was taken over keeps its place in the queue the first time, so that it does not
 * wait behind a backlog; the next time it queues up anew, since it may be what the process died of.
 */
final class WorkTask extends OneTimeTask<Void> {
    private static final Duration FIRST_GAP = Duration.ofSeconds(1);
    private static final Duration LONGEST_GAP = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger(WorkTask.class);

    private final String kind;
    private final Consumer<Claim> doing;
    private final TakeOvers takeOvers;

    WorkTask(String kind, Consumer<Claim> doing, TakeOvers takeOvers) {
        super(kind, Void.class);
        this.kind = kind;
        this.doing = doing;
        this.takeOvers = takeOvers;
    }

    /** The task as a client needs it that only schedules. */
    static WorkTask description(String kind) {
        return new WorkTask(
                kind,
                claim -> {
                    throw new IllegalStateException("work:" + kind + " is scheduled here, not done");
                },
                new TakeOvers());
    }

    static String table(String kind) {
        return "work_" + kind;
    }

    @Override
    public void executeOnce(TaskInstance<Void> instance, ExecutionContext context) {
        Execution execution = context.getExecution();
        doing.accept(new Claim(kind, execution.getId(), execution.pickedBy, execution.version));
    }

    @Override
    public CompletionHandler<Void> execute(TaskInstance<Void> instance, ExecutionContext context) {
        executeOnce(instance, context);
        return (done, operations) -> whileOurs(done.getExecution(), operations::remove);
    }

    @Override
    public FailureHandler<Void> getFailureHandler() {
        return (done, operations) -> whileOurs(done.getExecution(), () -> later(done, operations));
    }

    @Override
    public DeadExecutionHandler<Void> getDeadExecutionHandler() {
        return this::takeOver;
    }

    /** db-scheduler changes an execution only as it was picked; else another replica has taken it over. */
    private void whileOurs(Execution execution, Runnable change) {
        try {
            change.run();
        } catch (ExecutionException takenOver) {
            takeOvers.lost(kind);
            LOG.warn(
                    "work:{} {} was taken over by another replica while this one was held up;"
                            + " what this one found does not count",
                    kind,
                    execution.getId());
        }
    }

    private void takeOver(ExecutionComplete dead, ExecutionOperations<Void> operations) {
        Execution execution = dead.getExecution();
        try {
            operations.reschedule(
                    dead, execution.consecutiveFailures == 0 ? execution.executionTime : dead.getTimeDone());
        } catch (ExecutionException othersWereFirst) {
            LOG.debug("work:{} {} is taken over by another replica", kind, execution.getId());
            return;
        }
        takeOvers.gained(kind);
        LOG.warn(
                "work:{} {} is taken over from {}, which has not said since {} that it lives",
                kind,
                execution.getId(),
                execution.pickedBy,
                execution.lastHeartbeat);
    }

    /**
     * Half of a doubling gap is the same for all, of the other half each execution has a part of its own, so that many
     * failures don't come back as one burst.
     */
    static Duration gap(String id, int failures) {
        long full = Math.min(LONGEST_GAP.toMillis(), FIRST_GAP.toMillis() << Math.min(failures, 10));
        double part = new SplittableRandom(31L * id.hashCode() + failures).nextDouble();
        return Duration.ofMillis(full / 2 + (long) (full / 2 * part));
    }

    private static void later(ExecutionComplete done, ExecutionOperations<Void> operations) {
        Optional<Instant> putOff = done.getCause().flatMap(WorkTask::putOff).map(PutOff::until);
        if (putOff.isPresent()) {
            operations.reschedule(done, putOff.get());
            return;
        }
        Execution execution = done.getExecution();
        operations.reschedule(done, done.getTimeDone().plus(gap(execution.getId(), execution.consecutiveFailures)));
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
