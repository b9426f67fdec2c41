package io.landfall.cli.demo;

import io.landfall.emulator.Catalogue;
import io.landfall.emulator.Outcome;
import io.landfall.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What happens in the demo: one export per line, how Adobe's side goes, and what Landfall has to say about it.
 *
 * @param messages the alerts that somebody gets, in order
 */
record Scenario(
        String export,
        String storage,
        String format,
        String dataset,
        Outcome outcome,
        Verdict expected,
        List<String> messages) {

    /** All lines. */
    static List<Scenario> all() {
        return List.of(
                good("orders", "lake", "parquet", Catalogue.ORDERS.id(), Verdict.LANDED),
                good("web-events", "lake", "json", Catalogue.WEB_EVENTS.id(), Verdict.LANDED),
                good("loyalty", "dropbox", "json", Catalogue.LOYALTY.id(), Verdict.LANDED),
                good("campaigns", "archive", "json", Catalogue.WEB_EVENTS.id(), Verdict.LANDED),
                good("leads", "blobs", "json", Catalogue.LOYALTY.id(), Verdict.LANDED),
                good("visits", "directories", "parquet", Catalogue.WEB_EVENTS.id(), Verdict.LANDED),
                good("audiences", "zone", "json", Catalogue.PROFILES.id(), Verdict.LANDED),
                good("segments", "archive", "parquet", Catalogue.PROFILES.id(), Verdict.LANDED),
                new Scenario(
                        "price-list",
                        "lake",
                        "json",
                        Catalogue.PRODUCTS.id(),
                        Outcome.NOTHING_TO_EXPORT,
                        Verdict.NOTHING_TO_EXPORT,
                        List.of()),
                bad("returns", "lake", "parquet", Catalogue.RETURNS.id(), Outcome.MISSING, Verdict.MISSING),
                bad("refunds", "archive", "parquet", Catalogue.RETURNS.id(), Outcome.MISSING, Verdict.MISSING),
                bad("quotes", "directories", "parquet", Catalogue.CALLS.id(), Outcome.TRUNCATED, Verdict.CORRUPT),
                bad("coupons", "blobs", "json", Catalogue.STORES.id(), Outcome.MISSING, Verdict.MISSING),
                bad("vouchers", "zone", "parquet", Catalogue.CONSENT.id(), Outcome.PARTLY, Verdict.INCOMPLETE),
                bad("invoices", "dropbox", "json", Catalogue.CALLS.id(), Outcome.TRUNCATED, Verdict.CORRUPT),
                bad("carts", "lake", "json", Catalogue.APP_EVENTS.id(), Outcome.WRONG_FORMAT, Verdict.WRONG_FORMAT),
                bad("stock", "lake", "parquet", Catalogue.PROFILES.id(), Outcome.EMPTY, Verdict.EMPTY),
                bad("payments", "dropbox", "parquet", Catalogue.JOURNEYS.id(), Outcome.RUN_FAILED, Verdict.RUN_FAILED),
                bad("shipments", "lake", "json", Catalogue.EMAIL.id(), Outcome.RUN_STUCK, Verdict.RUN_STUCK),
                bad("surveys", "lake", "parquet", Catalogue.CONSENT.id(), Outcome.NOT_STARTED, Verdict.NOT_STARTED),
                new Scenario(
                        "stores",
                        "lake",
                        "parquet",
                        Catalogue.STORES.id(),
                        Outcome.LATE,
                        Verdict.LANDED_LATE,
                        List.of("opened", "resolved")));
    }

    /** The property keys of the exports and of the channels, for a first slot at a time. */
    static Map<String, String> properties(Instant start, Duration grace, String webhook) {
        Map<String, String> keys = new LinkedHashMap<>();
        for (Scenario s : all()) {
            String export = "export." + s.export() + ".";
            keys.put(export + "datasets", s.dataset());
            keys.put(export + "storage", s.storage());
            keys.put(export + "path", "aep/" + s.export());
            keys.put(export + "format", s.format());
            keys.put(export + "every", "3h");
            keys.put(export + "start", start.toString());
            keys.put(export + "end", start.plus(365, ChronoUnit.DAYS).toString());
            keys.put(export + "grace", grace.toSeconds() + "s");
            keys.put(export + "first-grace", grace.toSeconds() + "s");
            keys.put(export + "label.owner", "demo");
        }
        keys.put("alert.hook.to", webhook);
        keys.put("alert.hook.format", "json");
        keys.put("poll.cron", "0/1 * * * * ?");
        keys.put("verify.settle", "1s");
        keys.put("server.port", "0");
        return keys;
    }

    private static Scenario good(String export, String storage, String format, String dataset, Verdict expected) {
        return new Scenario(export, storage, format, dataset, Outcome.ON_TIME, expected, List.of());
    }

    private static Scenario bad(
            String export, String storage, String format, String dataset, Outcome outcome, Verdict expected) {
        return new Scenario(export, storage, format, dataset, outcome, expected, List.of("opened"));
    }
}
