package io.landfall.work;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import io.landfall.model.Claim;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.StartupListener;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One execution, one exchange: its body is the execution's id, its property {@code claim} the {@link Claim}. Starts
 * when all routes are up, which Camel tells a consumer that listens for it; an exchange that fails is tried again later.
 */
final class WorkConsumer extends DefaultConsumer implements StartupListener {
    private static final int MISSED_HEARTBEATS = 4;
    private static final Duration LONGEST_STOP = Duration.ofSeconds(20);

    /** When fewer than this share of the threads are busy, the others are given work, in one statement. */
    private static final double REFILL = 0.5;

    /** Never more than there are threads: what is picked and waits says to nobody that it lives. */
    private static final double NO_MORE = 1.0;

    private static final Logger LOG = LoggerFactory.getLogger(WorkConsumer.class);

    private final WorkEndpoint endpoint;
    private Scheduler scheduler;

    WorkConsumer(WorkEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        WorkComponent component = endpoint.getComponent();
        WorkTask task = new WorkTask(endpoint.kind(), this::work, component.takeOvers());
        SchedulerBuilder builder = component
                .scheduler(task)
                .tableName(WorkTask.table(endpoint.kind()))
                .schedulerName(new SchedulerName.Fixed(component.replica()))
                .threads(endpoint.threads())
                .pollingInterval(Duration.ofMillis(endpoint.pollMillis()))
                .heartbeatInterval(Duration.ofMillis(endpoint.heartbeatMillis()))
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(LONGEST_STOP)
                .failureLogging(LogLevel.OFF, false)
                .enableImmediateExecution();
        component.takeOvers().knows(endpoint.kind());
        component
                .customization()
                .ifPresentOrElse(builder::jdbcCustomization, () -> builder.pollUsingLockAndFetch(REFILL, NO_MORE));
        scheduler = builder.build();
    }

    @Override
    public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) {
        // only when every route is up: see onCamelContextFullyStarted
    }

    @Override
    public void onCamelContextFullyStarted(CamelContext context, boolean alreadyStarted) {
        scheduler.start();
        endpoint.getComponent().runs(endpoint.kind(), scheduler);
    }

    @Override
    protected void doStop() throws Exception {
        endpoint.getComponent().rests(endpoint.kind());
        if (scheduler != null) {
            scheduler.stop();
        }
        super.doStop();
    }

    private void work(Claim claim) {
        Exchange exchange = createExchange(true);
        try {
            exchange.getMessage().setBody(claim.id());
            exchange.setProperty("claim", claim);
            getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        Optional<PutOff> putOff = WorkTask.putOff(exchange.getException());
        if (putOff.isPresent()) {
            LOG.info(
                    "work:{} {} is put off: {}",
                    claim.kind(),
                    claim.id(),
                    putOff.get().getMessage());
            throw putOff.get();
        }
        if (exchange.getException() != null) {
            LOG.warn(
                    "work:{} {} failed and is tried again: {}",
                    claim.kind(),
                    claim.id(),
                    cause(exchange.getException()));
            throw RuntimeCamelException.wrapRuntimeCamelException(exchange.getException());
        }
    }

    private static String cause(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root.toString().lines().findFirst().orElse("");
    }
}
