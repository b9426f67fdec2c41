package io.landfall.runtime;

import io.landfall.model.Config;
import io.landfall.model.Platform;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;

/** Makes the routes of each declared platform, so that URLs come from the property files alone. */
final class FlowServiceRoutes {
    private FlowServiceRoutes() {}

    static void add(CamelContext camel, Config config) {
        for (Platform platform : config.platforms().values()) {
            add(
                    camel,
                    "flow-service-token",
                    platform,
                    "imsUrl",
                    platform.imsUrl().toString());
            add(camel, "flow-service-once", platform, "url", platform.url().toString());
            for (String template : List.of("flow-service-attempt", "flow-service-platform")) {
                TemplatedRouteBuilder.builder(camel, template)
                        .routeId(template + "-of-" + platform.name())
                        .parameter("name", platform.name())
                        .add();
            }
        }
    }

    private static void add(CamelContext camel, String template, Platform platform, String key, String url) {
        TemplatedRouteBuilder.builder(camel, template)
                .routeId(template + "-of-" + platform.name())
                .parameter("name", platform.name())
                .parameter(key, url.endsWith("/") ? url.substring(0, url.length() - 1) : url)
                .add();
    }
}
