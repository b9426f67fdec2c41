package io.landfall.simulation;

import io.landfall.alert.Sample;
import io.landfall.model.Run;
import java.net.SocketTimeoutException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.ProcessorEndpoint;

/** What a plot's Flow Service answers, in place of the HTTP endpoint: dataflows, source connections and runs (§5 to §9). */
final class PlotPlatform extends DefaultComponent {
    private static final String BASE = "/data/foundation/flowservice/";
    private static final Comparator<Run> NEWEST_FIRST =
            Comparator.comparing(Run::updatedAt).thenComparing(Run::id).reversed();

    private final Plot plot;
    private final Hourglass clock;
    private final int page;
    private final Runnable asked;
    private final Map<String, Plot.Thread> byFlow;

    /** @param asked called before each answer */
    PlotPlatform(Plot plot, Hourglass clock, Runnable asked) {
        this.plot = plot;
        this.clock = clock;
        this.asked = asked;
        this.page = 10 + (int) (plot.seed % 5) * 10;
        this.byFlow =
                plot.threads.stream().collect(Collectors.toMap(t -> t.flow().id(), Function.identity()));
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        parameters.clear();
        return new ProcessorEndpoint(uri, this, remaining.startsWith("ims") ? this::token : this::answer);
    }

    private void token(Exchange exchange) throws SocketTimeoutException {
        asked.run();
        reply(exchange, 200, "{\"access_token\":\"t\",\"token_type\":\"bearer\",\"expires_in\":86399}");
    }

    private void answer(Exchange exchange) throws SocketTimeoutException {
        asked.run();
        Instant now = clock.instant();
        Optional<Outage> outage = plot.outages.stream()
                .filter(o -> o.whose().equals(Outage.PLATFORM) && o.at(now))
                .findFirst();
        if (outage.isPresent()) {
            switch ((int) (outage.get().from().getEpochSecond() % 3)) {
                case 0 -> reply(exchange, 403, "{\"title\":\"Forbidden\",\"status\":403}");
                case 1 -> reply(exchange, 503, "{\"title\":\"Service Unavailable\",\"status\":503}");
                default -> {
                    clock.after(Duration.ofSeconds(2));
                    throw new SocketTimeoutException("Read timed out");
                }
            }
            return;
        }
        String path =
                exchange.getMessage().getHeader("CamelHttpPath", String.class).substring(BASE.length());
        String query = exchange.getMessage().getHeader("CamelHttpQuery", "", String.class);
        if (path.equals("flows")) {
            reply(exchange, 200, list(made(now).map(this::flow)));
        } else if (path.equals("sourceConnections")) {
            reply(exchange, 200, list(made(now).map(PlotPlatform::source)));
        } else if (path.startsWith("flows/")) {
            Plot.Thread thread = byFlow.get(path.substring("flows/".length()));
            reply(exchange, 200, list(java.util.stream.Stream.of(flow(thread))));
        } else if (path.equals("runs")) {
            reply(exchange, 200, runs(URLDecoder.decode(query, StandardCharsets.UTF_8), now));
        } else {
            throw new IllegalStateException("nobody asks for " + path);
        }
    }

    private java.util.stream.Stream<Plot.Thread> made(Instant now) {
        return plot.threads.stream().filter(t -> !t.flow().createdAt().isAfter(now));
    }

    private static String list(java.util.stream.Stream<String> items) {
        return items.collect(Collectors.joining(",", "{\"items\":[", "],\"_links\":{}}"));
    }

    private String flow(Plot.Thread t) {
        var f = t.flow();
        long hours = f.schedule().every().toHours();
        return "{\"id\":\"" + f.id() + "\",\"name\":\"" + f.name() + "\",\"description\":\"[landfall "
                + t.export().name() + " 0123456789ab]\",\"state\":\"enabled\",\"etag\":\"\\\"1\\\"\",\"createdAt\":"
                + f.createdAt().toEpochMilli() + ",\"flowSpec\":{\"id\":\"spec\",\"version\":\"1.0\"},"
                + "\"sourceConnectionIds\":[\"" + f.sourceConnectionId() + "\"],\"targetConnectionIds\":[\""
                + f.targetConnectionId() + "\"],\"scheduleParams\":{\"interval\":" + hours
                + ",\"timeUnit\":\"hour\",\"startTime\":"
                + f.schedule().start().getEpochSecond() + "}}";
    }

    private static String source(Plot.Thread t) {
        return "{\"id\":\"" + t.flow().sourceConnectionId() + "\",\"params\":{\"datasets\":[{\"dataSetId\":\""
                + Sample.DATASET + "\",\"name\":\"of " + t.export().name() + "\"}]}}";
    }

    private String runs(String query, Instant now) {
        String ids = parameter(query, "property").substring("flowId==".length());
        int from = Integer.parseInt(parameter(query, "continuationToken"));
        List<Run> all = List.of(ids.split(",")).stream()
                .map(byFlow::get)
                .flatMap(t -> t.slots().keySet().stream()
                        .filter(due -> !due.minusSeconds(Plot.EARLY).isAfter(now))
                        .flatMap(due -> t.at(due, now).runs().stream()))
                .sorted(NEWEST_FIRST)
                .toList();
        int to = Math.min(all.size(), from + page);
        String items = all.subList(from, to).stream().map(PlotPlatform::run).collect(Collectors.joining(","));
        String next = to == all.size()
                ? ""
                : "\"next\":{\"href\":\"/runs?property=flowId==" + ids + "&limit=100&continuationToken=" + to + "\"}";
        return "{\"items\":[" + items + "],\"_links\":{" + next + "}}";
    }

    private static String parameter(String query, String name) {
        for (String part : query.split("&")) {
            if (part.startsWith(name + "=")) {
                return part.substring(name.length() + 1);
            }
        }
        return "0";
    }

    private static String run(Run r) {
        StringBuilder json =
                new StringBuilder("{\"id\":\"" + r.flowId() + "-" + r.id() + "\",\"flowId\":\"" + r.flowId()
                        + "\",\"createdAt\":" + r.createdAt().toEpochMilli() + ",\"updatedAt\":"
                        + r.updatedAt().toEpochMilli() + ",\"metrics\":{\"durationSummary\":{");
        json.append(
                r.startedAt().map(t -> "\"startedAtUTC\":" + t.toEpochMilli()).orElse("\"startedAtUTC\":-1"));
        r.completedAt().ifPresent(t -> json.append(",\"completedAtUTC\":").append(t.toEpochMilli()));
        json.append("},\"recordSummary\":{");
        r.records().ifPresent(n -> json.append("\"outputRecordCount\":").append(n));
        r.failedRecords().ifPresent(n -> json.append(",\"failedRecordCount\":").append(n));
        json.append("},\"fileSummary\":{");
        r.files().ifPresent(n -> json.append("\"outputFileCount\":").append(n));
        return json.append("},\"statusSummary\":{\"status\":\"")
                .append(spelling(r))
                .append("\"}}}")
                .toString();
    }

    private static String spelling(Run r) {
        return switch (r.state()) {
            case SUCCEEDED -> "success";
            case PARTIAL -> "partialSuccess";
            case FAILED -> "failed";
            case UNFINISHED -> r.startedAt().isPresent() ? "inProgress" : "queued";
            case UNKNOWN -> "Paused_By_Moon";
        };
    }

    private static void reply(Exchange exchange, int status, String body) {
        exchange.getMessage().setHeader("CamelHttpResponseCode", status);
        exchange.getMessage().setBody(body.getBytes(StandardCharsets.UTF_8));
    }
}
