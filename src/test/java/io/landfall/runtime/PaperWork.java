package io.landfall.runtime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/** {@code work:} on paper: ids are written down once, and a test runs them; what fails stays there to be run again. */
final class PaperWork extends DefaultComponent {
    private final Set<String> due = new LinkedHashSet<>();
    private final Map<String, Exception> failures = new LinkedHashMap<>();
    private ProducerTemplate producer;

    /** Runs what is written down, and what that writes down; each id once. */
    List<String> run() throws Exception {
        List<String> done = new ArrayList<>();
        Set<String> again = new LinkedHashSet<>();
        while (!due.isEmpty()) {
            String id = due.iterator().next();
            Exchange exchange = getCamelContext().getEndpoint("direct:deliver").createExchange();
            exchange.getMessage().setBody(id);
            exchange.getMessage().setHeader("CamelHttpUri", "http://127.0.0.1:1/steered");
            exchange.getMessage().setHeader("X-Left-Over", "from an earlier step");
            exchange = producer().send("direct:deliver", exchange);
            done.add(id);
            due.remove(id);
            failures.remove(id);
            if (exchange.getException() != null) {
                failures.put(id, exchange.getException());
                again.add(id);
            }
        }
        due.addAll(again);
        return done;
    }

    private ProducerTemplate producer() {
        if (producer == null || producer.getCamelContext() != getCamelContext()) {
            producer = getCamelContext().createProducerTemplate();
        }
        return producer;
    }

    void write(List<String> ids) {
        due.addAll(ids);
    }

    Set<String> due() {
        return due;
    }

    /** Of the last run of each id. */
    Map<String, Exception> failures() {
        return failures;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        return new DefaultEndpoint(uri, this) {
            @Override
            public Producer createProducer() {
                return new DefaultProducer(this) {
                    @Override
                    public void process(Exchange exchange) {
                        Object body = exchange.getMessage().getBody();
                        (body instanceof List<?> ids ? ids : List.of(body)).forEach(id -> due.add((String) id));
                    }
                };
            }

            @Override
            public Consumer createConsumer(Processor processor) {
                throw new IllegalStateException("here the test runs what is written down");
            }
        };
    }
}
