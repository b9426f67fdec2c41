package io.landfall.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The resources under {@code /data/foundation/flowservice}, one method each (Flow Service §4 to §9). */
final class Resources {

    private static final int CONNECTIONS_DEFAULT = 20;
    private static final int DATASETS_DEFAULT = 20;

    private final Behaviour behaviour;

    Resources(Behaviour behaviour) {
        this.behaviour = behaviour;
    }

    /**
     * @param path the segments behind the base
     * @throws Refusal when the service says no
     */
    Reply answer(
            Sandbox sandbox, String method, List<String> path, Query query, Map<String, String> headers, byte[] body) {
        String first = path.isEmpty() ? "" : path.get(0);
        if (first.equals("runs") && method.equals("GET") && path.size() <= 2) {
            return path.size() == 1 ? runs(sandbox, query) : Reply.ok(Json.items(List.of(sandbox.run(path.get(1)))));
        }
        if (first.equals("connectionSpecs") && method.equals("GET") && path.size() >= 2) {
            return specs(sandbox, path, query);
        }
        EntityKind kind = EntityKind.ofPath(first).orElseThrow(Resources::notFound);
        return switch (path.size()) {
            case 1 -> collection(sandbox, kind, method, query, headers, body);
            case 2 -> member(sandbox, kind, path.get(1), method, headers, body);
            case 3 -> below(sandbox, kind, path, method, query);
            default -> throw notFound();
        };
    }

    private Reply collection(
            Sandbox sandbox, EntityKind kind, String method, Query query, Map<String, String> headers, byte[] body) {
        if (method.equals("GET")) {
            int size = kind == EntityKind.BASE_CONNECTION ? CONNECTIONS_DEFAULT : Listing.MOST;
            return Listing.page(kind.path(), sandbox.views(kind), query, size, behaviour.pageSize());
        }
        if (method.equals("POST")) {
            requireJson(headers);
            return changed(201, sandbox.open(kind, Json.parse(body)));
        }
        throw new Refusal(Reply.empty(405));
    }

    private Reply member(
            Sandbox sandbox, EntityKind kind, String id, String method, Map<String, String> headers, byte[] body) {
        switch (method) {
            case "GET":
                return Reply.ok(Json.items(List.of(sandbox.view(kind, id))));
            case "PATCH":
                requireJson(headers);
                return changed(200, sandbox.patch(kind, id, headers.get("if-match"), Json.parse(body)));
            case "DELETE":
                sandbox.delete(kind, id);
                return Reply.empty(202);
            default:
                throw new Refusal(Reply.empty(405));
        }
    }

    private Reply below(Sandbox sandbox, EntityKind kind, List<String> path, String method, Query query) {
        if (path.get(2).equals("action") && method.equals("POST")) {
            String op = query.first("op").orElse("").toLowerCase(Locale.ROOT);
            return changed(200, sandbox.act(kind, path.get(1), op));
        }
        if (path.get(2).equals("test") && method.equals("GET") && kind == EntityKind.BASE_CONNECTION) {
            sandbox.view(kind, path.get(1));
            return Reply.ok(Json.object().put("result", true));
        }
        throw notFound();
    }

    private Reply runs(Sandbox sandbox, Query query) {
        Set<String> flows = null;
        for (String property : query.all("property")) {
            if (property.startsWith("flowId==")) {
                flows = new HashSet<>(
                        Arrays.asList(property.substring("flowId==".length()).split(",")));
            }
        }
        List<Map.Entry<String, String>> spelled = query.parameters().stream()
                .map(p -> p.getKey().equals("property") && p.getValue().startsWith("state")
                        ? Map.entry(
                                "property",
                                "metrics.statusSummary.status" + p.getValue().substring(5))
                        : p)
                .toList();
        return Listing.page("runs", sandbox.runsOfFlows(flows), new Query(spelled), Listing.MOST, behaviour.pageSize());
    }

    private Reply specs(Sandbox sandbox, List<String> path, Query query) {
        ObjectNode spec = ConnectionSpecs.find(path.get(1)).orElseThrow(Resources::notFound);
        if (path.size() == 2) {
            return Reply.ok(Json.items(List.of(spec)));
        }
        if (path.size() == 3 && path.get(2).equals("configs")) {
            return datasets(sandbox, query);
        }
        throw notFound();
    }

    private Reply datasets(Sandbox sandbox, Query query) {
        if (!query.first("outputType").filter("activationDatasets"::equals).isPresent()) {
            throw new Refusal(Reply.error(400, "Invalid value for outputType"));
        }
        int limit = query.number("limit").orElse(DATASETS_DEFAULT);
        int start = query.number("start").orElse(0);
        if (limit < 1 || limit > Listing.MOST || start < 0) {
            throw new Refusal(Reply.error(400, "Invalid value for start or limit"));
        }
        List<Dataset> all = sandbox.datasets();
        int from = Math.min(start, all.size());
        int to = Math.min(all.size(), from + Math.min(limit, behaviour.shortDatasetPages()));
        ObjectNode answer = Json.object();
        ArrayNode items = answer.putArray("items");
        for (Dataset dataset : all.subList(from, to)) {
            ObjectNode item = dataset.item();
            query.first("properties").ifPresent(p -> {
                Set<String> kept = new HashSet<>(Arrays.asList(p.split(",")));
                kept.add("id");
                item.retain(kept);
            });
            items.add(item);
        }
        if (behaviour.hasDatasetPageInfo()) {
            answer.putObject("pageInfo")
                    .put("start", from)
                    .put("end", to - 1)
                    .put("total", all.size())
                    .put("hasNext", to < all.size());
        }
        return Reply.ok(answer);
    }

    private static Reply changed(int status, Entity entity) {
        return Reply.json(status, Json.object().put("id", entity.id()).put("etag", entity.etag()));
    }

    private static void requireJson(Map<String, String> headers) {
        String type = headers.getOrDefault("content-type", "").toLowerCase(Locale.ROOT);
        if (!type.startsWith("application/json")) {
            throw new Refusal(Reply.json(
                    400,
                    Json.object()
                            .put("type", "/placeholder/type/uri")
                            .put("status", 400)
                            .put("title", "BadRequestError")
                            .put("detail", "A valid content-type must be specified")));
        }
    }

    private static Refusal notFound() {
        return new Refusal(Reply.error(404, "Resource not found"));
    }
}
