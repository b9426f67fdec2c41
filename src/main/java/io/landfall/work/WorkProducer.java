package io.landfall.work;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.util.Collection;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** Schedules executions by the id or ids in the body, to be done as soon as somebody is free. */
final class WorkProducer extends DefaultProducer {
    private final WorkEndpoint endpoint;

    WorkProducer(WorkEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public void process(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        Collection<?> ids = body instanceof Collection<?> many ? many : List.of(body);
        SchedulerClient client = endpoint.getComponent().client(endpoint.kind());
        WorkTask task = WorkTask.description(endpoint.kind());
        for (Object id : ids) {
            client.scheduleIfNotExists(
                    task.instance(id.toString()),
                    endpoint.getComponent().clock().instant());
        }
    }
}
