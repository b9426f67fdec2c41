package io.landfall.runtime;

import io.landfall.model.Config;
import io.landfall.model.Silence;
import io.landfall.report.Reports;
import io.landfall.state.Database;
import io.landfall.state.Figures;
import io.landfall.web.Api;
import io.landfall.web.Metrics;
import io.landfall.web.PageTemplates;
import io.landfall.web.Pages;
import io.landfall.work.TakeOvers;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.component.micrometer.routepolicy.MicrometerRoutePolicyFactory;

/** What is called by the routes that serve over HTTP; commands do without. */
final class ServedBeans {
    private ServedBeans() {}

    static Map<String, Object> of(
            Config config,
            Reports reports,
            Supplier<List<Silence>> silences,
            Database database,
            TakeOvers takeOvers,
            Clock clock) {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        return Map.of(
                "pages", new Pages(config, reports, silences, clock),
                "pageTemplates", PageTemplates.bundled(),
                "api", new Api(config, reports, clock),
                "meters", meters,
                "routeFigures", new MicrometerRoutePolicyFactory(),
                "metrics",
                        new Metrics(
                                meters,
                                new Figures(database.jdbi()),
                                new Metrics.HandOvers(takeOvers::gained, takeOvers::lost),
                                clock),
                "answerHeaders", new AnswerHeaders());
    }
}
