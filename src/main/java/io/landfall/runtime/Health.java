package io.landfall.runtime;

import io.landfall.state.Database;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;

/** What the probes are told. */
public final class Health implements CamelContextAware {
    private final Database database;
    private final LongSupplier deadMessages;
    private final Supplier<Map<String, String>> deadPlatforms;
    private CamelContext camel;

    /** @param deadPlatforms the platforms that are left alone, and why */
    public Health(Database database, LongSupplier deadMessages, Supplier<Map<String, String>> deadPlatforms) {
        this.database = database;
        this.deadMessages = deadMessages;
        this.deadPlatforms = deadPlatforms;
    }

    @Override
    public void setCamelContext(CamelContext context) {
        this.camel = context;
    }

    @Override
    public CamelContext getCamelContext() {
        return camel;
    }

    /** Whether it can do its work: everything is started and the database answers. */
    public boolean ready() {
        return camel.getStatus().isStarted() && database.answers();
    }

    /** One line per part. */
    public String details() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("camel", camel.getStatus().name());
        parts.put("database", database.answers() ? "UP" : "DOWN");
        parts.put("messages given up", String.valueOf(database.answers() ? deadMessages.getAsLong() : -1));
        deadPlatforms.get().forEach((name, why) -> parts.put("platform " + name, "DOWN, " + why));
        return parts.entrySet().stream()
                .map(p -> p.getKey() + ": " + p.getValue())
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
