package io.landfall.work;

import com.github.kagkarlsson.scheduler.ScheduledExecutionsFilter;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** Schedules executions by the id or ids in the body, to be done as soon as somebody is free. */
final class WorkProducer extends DefaultProducer {
    /** From how many ids on it is cheaper to ask for all that is scheduled than for each. */
    private static final int MANY = 100;

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
        Set<String> there = ids.size() < MANY ? Set.of() : scheduled(client);
        for (Object id : ids) {
            if (!there.contains(id.toString())) {
                client.scheduleIfNotExists(
                        task.instance(id.toString()),
                        endpoint.getComponent().clock().instant());
            }
        }
    }

    /** A backlog is handed on again with each poll: then one question tells what waits already. */
    private Set<String> scheduled(SchedulerClient client) {
        Set<String> ids = new HashSet<>();
        client.fetchScheduledExecutionsForTask(
                endpoint.kind(),
                Void.class,
                ScheduledExecutionsFilter.all(),
                e -> ids.add(e.getTaskInstance().getId()));
        return ids;
    }
}
