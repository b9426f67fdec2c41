package io.landfall.runtime;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;

/** Camel with Landfall's routes and beans in it: the whole of it for {@code run}, a few route files for a command. */
public final class Engine implements AutoCloseable {
    private final Main main;

    private Engine(Main main) {
        this.main = main;
    }

    /**
     * Starts Camel with the named route files.
     *
     * @param routes names without {@code .camel.yaml}
     * @param beans what routes call, by name
     * @param placeholders what {@code {{…}}} in routes means; {@code camel.*} keys configure Camel itself
     * @param prepare makes routes of templates, before anything starts by itself
     * @throws StartFailure in words for the user
     */
    public static Engine start(
            List<String> routes,
            Map<String, Object> beans,
            Map<String, String> placeholders,
            Consumer<CamelContext> prepare) {
        Main main = new Main();
        main.setShutdownStrategy(new SimpleMainShutdownStrategy());
        main.setDefaultPropertyPlaceholderLocation("false");
        Properties properties = new Properties();
        properties.putAll(placeholders);
        properties.putAll(fixed());
        main.setInitialProperties(properties);
        main.configure().withRoutesIncludePattern(RouteFiles.pattern(routes));
        beans.forEach(main::bind);
        try {
            main.init();
            beans.values().forEach(bean -> CamelContextAware.trySetCamelContext(bean, main.getCamelContext()));
            prepare.accept(main.getCamelContext());
            main.start();
        } catch (Exception e) {
            stop(main);
            throw new StartFailure("cannot start: " + Words.of(e), e);
        }
        return new Engine(main);
    }

    public CamelContext camel() {
        return main.getCamelContext();
    }

    /**
     * Calls a route and waits for its answer.
     *
     * @throws RuntimeException the route's own exception where it is unchecked, else wrapped
     */
    public <T> T ask(String route, Object body, Class<T> answer) {
        try {
            return camel().createProducerTemplate().requestBody("direct:" + route, body, answer);
        } catch (CamelExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Waits until the process is told to stop; then Camel finishes what is under way, and the rest is closed. */
    public void untilStopped(Runnable rest) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            close();
                            rest.run();
                        },
                        "stop"));
        never.await();
    }

    @Override
    public void close() {
        stop(main);
    }

    /** The port to serve on: the one asked for, or any free one for 0. Camel itself would only log a taken one. */
    public static int freePort(String host, int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(host), port));
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new StartFailure(
                    "server.port: cannot listen on " + host + ":" + port + " (" + e.getMessage()
                            + "); free it, or set server.port to another or to 0",
                    e);
        }
    }

    private static void stop(Main main) {
        try {
            main.stop();
        } catch (Exception e) {
            throw new StartFailure("cannot stop: " + Words.of(e), e);
        }
    }

    /** What Landfall relies on, whatever a user's {@code camel.*} keys say; so it is set last. */
    private static Map<String, String> fixed() {
        return Map.of(
                "camel.main.name", "landfall",
                "camel.main.shutdownTimeout", "30",
                "camel.main.startupRecorder", "off",
                "camel.main.autoConfigurationLogSummary", "false",
                "camel.main.useMdcLogging", "false",
                "camel.component.direct.block", "false",
                "camel.component.http.automaticRetriesDisabled", "true",
                "camel.component.https.automaticRetriesDisabled", "true",
                "camel.component.http.redirectHandlingDisabled", "true",
                "camel.component.https.redirectHandlingDisabled", "true");
    }
}
