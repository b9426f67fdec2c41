package io.landfall.runtime;

import io.landfall.flowservice.FlowServiceFailure;
import io.landfall.flowservice.Retries;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Tells Camel's redelivery how long to wait: the one place where its own header is set ({@code onExceptionOccurredRef}). */
public final class ProvisioningRetryDelay implements Processor {

    private final Retries retries;

    public ProvisioningRetryDelay(Retries retries) {
        this.retries = retries;
    }

    @Override
    public void process(Exchange exchange) {
        Throwable thrown = exchange.getException() != null
                ? exchange.getException()
                : exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        int repeated = exchange.getMessage().getHeader(Exchange.REDELIVERY_COUNTER, 0, Integer.class);
        FlowServiceFailure.in(thrown)
                .filter(FlowServiceFailure.Transient.class::isInstance)
                .map(FlowServiceFailure.Transient.class::cast)
                .map(f -> retries.wait(f, repeated, ThreadLocalRandom.current().nextDouble()))
                .ifPresent(wait -> exchange.getMessage().setHeader(Exchange.REDELIVERY_DELAY, wait.toMillis()));
    }
}
