package io.landfall.runtime;

import io.landfall.model.Config;
import io.landfall.routes.Routes;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.impl.DefaultCamelContext;

/** The routes of alerts with their real components, on a desk whose clock is the test's. */
final class Post implements AutoCloseable {
    final Desk desk;
    final PaperWork work = new PaperWork();
    private final DefaultCamelContext camel = new DefaultCamelContext();

    Post(Path folder, Config config, Instant now) throws Exception {
        desk = new Desk(folder.resolve("landfall.db"), config, now);
        camel.getRegistry().bind("deliveries", desk.deliveries);
        camel.addComponent("work", work);
        camel.getComponent("http", HttpComponent.class).setAutomaticRetriesDisabled(true);
        Routes.load(camel, "alert");
        camel.start();
        AlertChannels.add(camel, config);
    }

    @Override
    public void close() {
        camel.stop();
    }
}
