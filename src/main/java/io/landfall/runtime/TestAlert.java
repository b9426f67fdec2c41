package io.landfall.runtime;

import io.landfall.alert.Redactor;
import io.landfall.model.Channel;
import io.landfall.model.Config;

/** Sends a test message through the route of a channel, as a real one goes. */
final class TestAlert {
    private TestAlert() {}

    /**
     * @throws StartFailure when the channel did not take it; its text holds no secret
     */
    static void send(Engine engine, Config config, Channel channel) {
        try {
            engine.ask("test-channel", channel.name(), Object.class);
        } catch (RuntimeException e) {
            throw new StartFailure(
                    "channel " + channel.name() + " did not take the test alert: "
                            + new Redactor(config).redact(Words.of(cause(e))),
                    null);
        }
    }

    /** What Camel says itself repeats the exchange. */
    private static Throwable cause(RuntimeException e) {
        return e instanceof org.apache.camel.CamelExecutionException && e.getCause() != null ? e.getCause() : e;
    }
}
