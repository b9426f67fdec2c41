package io.landfall.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Filters, orders and cuts a list into pages (Flow Service §5). The link to the next page is relative to the service's
 * base and repeats the filters; its token is opaque and percent-encoded; the last page has empty {@code _links}.
 */
final class Listing {

    /** The most that {@code limit} may say, and the size of a page when it says nothing. */
    static final int MOST = 100;

    private static final Set<String> SORTABLE = Set.of("name", "createdAt", "updatedAt", "id");

    private Listing() {}

    /**
     * @param elements newest first
     * @param defaultSize of a page when the request names no limit
     * @param atMost an upper bound for any page, also below what the request asks for
     * @throws Refusal (400) for a bad limit, filter, order or token
     */
    static Reply page(String resource, List<ObjectNode> elements, Query query, int defaultSize, int atMost) {
        boolean count = query.first("count").filter("true"::equals).isPresent();
        if (count && query.first("limit").isPresent()) {
            throw new Refusal(Reply.coded("1401-400", "The parameters limit and count cannot be used together."));
        }
        List<ObjectNode> matching = filtered(elements, query);
        if (count) {
            return Reply.ok(Json.object().put("count", matching.size()));
        }
        int limit = query.number("limit").orElse(defaultSize);
        if (limit < 1 || limit > MOST) {
            throw new Refusal(Reply.error(400, "Invalid value for limit: must be between 1 and " + MOST));
        }
        int size = Math.min(limit, atMost);
        query.first("orderby").ifPresent(order -> matching.sort(order(order)));
        int from = query.first("continuationToken")
                .map(token -> positionAfter(token, matching))
                .orElse(0);
        int to = Math.min(matching.size(), from + size);
        ObjectNode answer = Json.items(matching.subList(from, to));
        ObjectNode links = answer.putObject("_links");
        if (to < matching.size()) {
            String last = matching.get(to - 1).path("id").asText();
            links.putObject("next").put("href", "/" + resource + "?" + nextQuery(query, last));
        }
        return Reply.ok(answer);
    }

    private static List<ObjectNode> filtered(List<ObjectNode> elements, Query query) {
        List<PropertyFilter> filters =
                query.all("property").stream().map(PropertyFilter::parse).toList();
        List<ObjectNode> matching = new ArrayList<>(elements);
        matching.removeIf(element -> !filters.stream().allMatch(filter -> filter.matches(element)));
        return matching;
    }

    private static Comparator<ObjectNode> order(String text) {
        Comparator<ObjectNode> all = null;
        for (String field : text.split(",")) {
            boolean down = field.startsWith("-");
            String name = field.strip().replaceFirst("^[+-]", "");
            if (!SORTABLE.contains(name)) {
                throw new Refusal(Reply.coded("1433-400", "The orderby field is not valid: " + name));
            }
            Comparator<ObjectNode> one = Comparator.comparing((ObjectNode e) -> sortKey(e.path(name)));
            one = down ? one.reversed() : one;
            all = all == null ? one : all.thenComparing(one);
        }
        return all;
    }

    private static String sortKey(JsonNode value) {
        return value.isNumber() ? String.format("%020d", value.asLong()) : value.asText();
    }

    private static int positionAfter(String token, List<ObjectNode> matching) {
        String id;
        try {
            id = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Refusal(Reply.error(400, "The continuation token is not valid"));
        }
        for (int i = 0; i < matching.size(); i++) {
            if (("after " + matching.get(i).path("id").asText()).equals(id.strip())) {
                return i + 1;
            }
        }
        throw new Refusal(Reply.error(400, "The continuation token is not valid"));
    }

    private static String nextQuery(Query query, String lastId) {
        StringBuilder next = new StringBuilder();
        for (Map.Entry<String, String> parameter : query.parameters()) {
            if (!parameter.getKey().equals("continuationToken")) {
                next.append(encode(parameter.getKey())).append('=');
                next.append(encode(parameter.getValue()).replace("%3D%3D", "=="))
                        .append('&');
            }
        }
        String plain = "after " + lastId;
        // padded with blanks so that the token always ends with '=' and clients must take care of it
        byte[] bytes = (plain.length() % 3 == 0 ? plain + " " : plain).getBytes(StandardCharsets.UTF_8);
        return next + "continuationToken=" + encode(Base64.getEncoder().encodeToString(bytes));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
