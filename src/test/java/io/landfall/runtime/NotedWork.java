package io.landfall.runtime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.ProcessorEndpoint;

/** {@code work:} that only notes what is handed on, by kind. */
public final class NotedWork extends DefaultComponent {
    private final Map<String, List<Object>> noted = new LinkedHashMap<>();

    /** What was handed on to a kind of work since the last time, as it was handed on. */
    public List<Object> take(String kind) {
        List<Object> taken = noted.remove(kind);
        return taken == null ? List.of() : taken;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String kind, Map<String, Object> parameters) {
        parameters.clear();
        return new ProcessorEndpoint(
                uri,
                this,
                e -> noted.computeIfAbsent(kind, k -> new ArrayList<>())
                        .add(e.getMessage().getBody()));
    }
}
