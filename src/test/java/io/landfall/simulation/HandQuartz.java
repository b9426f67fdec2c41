package io.landfall.simulation;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;

/** {@code quartz:} whose ticks a test makes. */
final class HandQuartz extends DefaultComponent {
    private final Map<String, DefaultConsumer> consumers = new HashMap<>();

    HandQuartz() {
        // it is no QuartzComponent, which is what that one's options would be set on
        setAutowiredEnabled(false);
    }

    /** One tick of {@code quartz:landfall/<name>}; false where its route failed. */
    boolean tick(String name) throws Exception {
        DefaultConsumer consumer = consumers.get("landfall/" + name);
        Exchange exchange = consumer.createExchange(false);
        consumer.getProcessor().process(exchange);
        return exchange.getException() == null;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        parameters.clear();
        return new DefaultEndpoint(uri, this) {
            @Override
            public Producer createProducer() {
                throw new IllegalStateException("a clock takes nothing");
            }

            @Override
            public Consumer createConsumer(Processor processor) throws Exception {
                DefaultConsumer consumer = new DefaultConsumer(this, processor);
                configureConsumer(consumer);
                consumers.put(remaining, consumer);
                return consumer;
            }
        };
    }
}
