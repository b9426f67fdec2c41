package io.landfall.runtime;

import io.landfall.flowservice.Retries;
import io.landfall.model.Config;
import io.landfall.spec.Loaded;
import io.landfall.state.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code run} without its server and without provisioning, as a test starts it: with a clock and with parts of its own. */
public final class ByHand {
    private static final List<String> ROUTES = List.of(
            "errors", "flow-service", "look", "verify-sftp", "verify", "poll-runs", "conditions", "alert", "run");

    private ByHand() {}

    /**
     * The beans that {@code run} has; what is repeated is repeated at once.
     *
     * @param clock everybody's
     */
    public static Map<String, Object> beans(Config config, Clock clock, Database database) {
        Map<String, Object> beans =
                new LinkedHashMap<>(wiring(config, clock, database).beans(true));
        List.of("pages", "pageTemplates", "api", "meters", "routeFigures", "metrics", "answerHeaders")
                .forEach(beans::remove);
        Retries atOnce = new Retries(3, Duration.ZERO, Duration.ZERO, Duration.ZERO);
        beans.put("retries", atOnce);
        beans.put("retryDelay", new ProvisioningRetryDelay(atOnce));
        return beans;
    }

    /** Camel with the routes of {@code run} over these beans. */
    public static Engine start(Config config, Map<String, Object> beans) {
        Map<String, String> placeholders = Map.of(
                "poll.cron",
                config.settings().pollCron(),
                "flow-service.rate",
                "5000",
                "camel.main.jmxEnabled",
                "false");
        return Engine.start(ROUTES, beans, placeholders, camel -> {
            FlowServiceRoutes.add(camel, config);
            AlertChannels.add(camel, config);
        });
    }

    private static Wiring wiring(Config config, Clock clock, Database database) {
        return Wiring.over(new Loaded(Optional.of(config), List.of(), Map.of(), List.of(), List.of()), clock, database);
    }
}
