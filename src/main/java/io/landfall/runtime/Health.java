package io.landfall.runtime;

import io.landfall.state.Database;
import io.landfall.work.UnderWay;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;

/** What the probes are told. */
public final class Health implements CamelContextAware {
    /** How long a poll may take; all that it waits for has time limits of its own, so that a longer one hangs. */
    static final Duration STUCK_POLL = Duration.ofMinutes(30);

    /** How long any work may take before it is named. */
    static final Duration LONG = Duration.ofMinutes(5);

    private final Database database;
    private final LongSupplier deadMessages;
    private final Supplier<Map<String, String>> deadPlatforms;
    private final Supplier<List<UnderWay>> underWay;
    private CamelContext camel;

    /**
     * @param deadPlatforms the platforms that are left alone, and why
     * @param underWay the work that this replica is doing
     */
    public Health(
            Database database,
            LongSupplier deadMessages,
            Supplier<Map<String, String>> deadPlatforms,
            Supplier<List<UnderWay>> underWay) {
        this.underWay = underWay;
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

    /** Whether it can go on by itself: no poll hangs. The database is not asked; one that is gone ends no process. */
    public boolean live() {
        return underWay.get().stream()
                .noneMatch(w -> w.kind().equals("poll") && w.since().compareTo(STUCK_POLL) >= 0);
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
        underWay.get().stream()
                .filter(w -> w.since().compareTo(LONG) >= 0)
                .forEach(w -> parts.put(
                        "work " + w.kind() + " " + w.id(),
                        "under way for " + w.since().toMinutes() + " min"));
        return parts.entrySet().stream()
                .map(p -> p.getKey() + ": " + p.getValue())
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
