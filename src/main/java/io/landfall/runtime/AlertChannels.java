package io.landfall.runtime;

import io.landfall.alert.Redactor;
import io.landfall.model.Channel;
import io.landfall.model.Config;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;

/** Makes a route of each declared channel, so that a wrong one fails at start, in words, and not at the first alert. */
public final class AlertChannels {
    /** Endpoints that run something or steer the runtime, instead of sending a message. */
    private static final Set<String> REFUSED = Set.of("bean", "class", "controlbus", "exec", "language", "work");

    private AlertChannels() {}

    /**
     * @throws IllegalArgumentException where a channel cannot be made; the text names it and holds no secret
     */
    public static void add(CamelContext camel, Config config) {
        for (Channel channel : config.channels().values()) {
            add(camel, config, channel);
        }
        addHeartbeat(camel, config);
    }

    /** One of them; throws as {@link #add(CamelContext, Config)}. */
    static void add(CamelContext camel, Config config, Channel channel) {
        add(
                camel,
                new Redactor(config),
                "alert." + channel.name() + ".to",
                () -> TemplatedRouteBuilder.builder(camel, "alert-channel")
                        .routeId("channel-" + channel.name())
                        .parameter("channel", channel.name())
                        .parameter("to", endpoint(channel.to().reveal()))
                        .parameter("subjectHeader", mail(channel.to().reveal()) ? "Subject" : "CamelAlertSubject")
                        .add());
    }

    private static void addHeartbeat(CamelContext camel, Config config) {
        config.settings()
                .heartbeat()
                .ifPresent(to -> add(
                        camel,
                        new Redactor(config),
                        "heartbeat.to",
                        () -> TemplatedRouteBuilder.builder(camel, "heartbeat")
                                .routeId("heartbeat")
                                .parameter("to", endpoint(to.reveal()))
                                .add()));
    }

    private static void add(CamelContext camel, Redactor redactor, String key, Runnable route) {
        try {
            route.run();
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(key + ": " + redactor.redact(String.valueOf(e.getMessage())));
        }
    }

    /** The URI with what keeps secrets out of errors and logs, and what keeps a dead receiver from holding a thread. */
    static String endpoint(String uri) {
        String scheme = uri.substring(0, Math.max(0, uri.indexOf(':')));
        if (REFUSED.contains(scheme)) {
            throw new IllegalArgumentException("an endpoint of the kind " + scheme + " cannot be an alert channel");
        }
        Map<String, String> options = new LinkedHashMap<>();
        if (scheme.equals("http") || scheme.equals("https")) {
            options.put("throwExceptionOnFailure", "false");
            options.put("connectTimeout", "5000");
            options.put("responseTimeout", "10000");
        } else if (scheme.equals("log")) {
            options.put("showBodyType", "false");
            options.put("showExchangePattern", "false");
            options.put("skipBodyLineSeparator", "false");
        }
        String more = options.entrySet().stream()
                .filter(o -> !uri.contains(o.getKey() + "="))
                .map(o -> o.getKey() + "=" + o.getValue())
                .collect(Collectors.joining("&"));
        return more.isEmpty() ? uri : uri + (uri.contains("?") ? "&" : "?") + more;
    }

    private static boolean mail(String uri) {
        return uri.startsWith("smtp:") || uri.startsWith("smtps:");
    }
}
