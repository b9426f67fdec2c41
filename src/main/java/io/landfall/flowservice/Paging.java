package io.landfall.flowservice;

import com.fasterxml.jackson.databind.JsonNode;
import io.landfall.flowservice.FlowServiceFailure.Facts;
import io.landfall.flowservice.FlowServiceFailure.Rejected;
import io.landfall.flowservice.FlowServiceRequest.Parameter;
import io.landfall.model.Trouble;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Walks a list page by page, by the link of each page or, where the request has {@code start}, by offset (Flow Service
 * §5 and §7). A link is only ever taken as a query: it cannot lead to another host or another list. A list that does
 * not end is a failure, never a short list.
 */
public final class Paging {

    /** The most pages of one list. */
    static final int MOST_PAGES = 1_000;

    /** The most items of one list. */
    static final int MOST_ITEMS = 100_000;

    /**
     * Where a walk stands.
     *
     * @param next the call for the next page; the last one when there is no more
     * @param items of all pages so far
     * @param seen the queries asked so far
     * @param more whether there is a next page
     */
    public record Cursor(FlowServiceRequest next, List<JsonNode> items, Set<String> seen, boolean more) {

        /** Not of each item: Camel asks with each expression that it evaluates on a cursor. */
        @Override
        public int hashCode() {
            return Objects.hash(next, items.size(), more);
        }

        /** What was asked, without what the items hold. */
        @Override
        public String toString() {
            return next + ", " + items.size() + " items, " + seen.size() + " pages";
        }
    }

    public Cursor begin(FlowServiceRequest request) {
        return new Cursor(request, List.of(), Set.of(), true);
    }

    /** The items of all pages. */
    public List<JsonNode> items(Cursor cursor) {
        return cursor.items();
    }

    /**
     * Takes a page in.
     *
     * @throws Rejected when the answer is not a list, leads elsewhere, or the list does not end
     */
    public Cursor take(Cursor cursor, Answer answer) {
        FlowServiceRequest request = cursor.next();
        JsonNode page = answer.json().path("items");
        if (!page.isArray()) {
            throw broken(request, "a list without items");
        }
        List<JsonNode> items = new ArrayList<>(cursor.items());
        page.forEach(items::add);
        Set<String> seen = new HashSet<>(cursor.seen());
        seen.add(String.valueOf(request.httpQuery()));
        Optional<FlowServiceRequest> next = request.parameter("start").isPresent()
                ? byOffset(request, answer.json(), page.size())
                : byLink(request, answer.json().path("_links").path("next"));
        if (next.isEmpty()) {
            return new Cursor(request, List.copyOf(items), seen, false);
        }
        if (seen.contains(String.valueOf(next.get().httpQuery()))) {
            throw broken(request, "a page that leads back to a page already read");
        }
        if (seen.size() >= MOST_PAGES || items.size() >= MOST_ITEMS) {
            throw broken(request, "a list that does not end after " + items.size() + " items");
        }
        return new Cursor(next.get(), List.copyOf(items), seen, true);
    }

    private static Optional<FlowServiceRequest> byLink(FlowServiceRequest request, JsonNode link) {
        String href = link.isTextual() ? link.asText() : Json.text(link, "href");
        if (href.isBlank()) {
            return Optional.empty();
        }
        URI uri = uri(request, href);
        if (!sameList(request, uri)) {
            throw broken(request, "a link to a next page that leads to another place");
        }
        List<Parameter> query = parse(uri.getRawQuery());
        for (Parameter asked : request.query()) {
            boolean filter = asked.name().equals("property");
            boolean known = query.stream()
                    .anyMatch(p -> p.name().equals(asked.name())
                            && (!filter || p.value().equals(asked.value())));
            if (!known && !asked.name().equals("continuationToken")) {
                query.add(asked);
            }
        }
        return Optional.of(request.withQuery(query));
    }

    /** A short page is not the last one; without {@code pageInfo} only an empty page is. */
    private static Optional<FlowServiceRequest> byOffset(FlowServiceRequest request, JsonNode answer, int size) {
        long start = number(request.parameter("start").orElse("0"));
        JsonNode info = answer.path("pageInfo");
        JsonNode hasNext = info.path("hasNext");
        boolean more = hasNext.isBoolean() ? hasNext.asBoolean() : size > 0;
        if (!more) {
            return Optional.empty();
        }
        if (size == 0) {
            throw broken(request, "an empty page that says that there are more");
        }
        List<Parameter> query = request.query().stream()
                .map(p -> p.name().equals("start") ? new Parameter("start", String.valueOf(start + size)) : p)
                .toList();
        return Optional.of(request.withQuery(query));
    }

    private static boolean sameList(FlowServiceRequest request, URI link) {
        String path = link.getRawPath() == null ? "" : link.getRawPath();
        if (link.getRawAuthority() != null || link.getScheme() != null) {
            URI own = request.platform().url();
            if (!own.getScheme().equalsIgnoreCase(link.getScheme())
                    || !own.getRawAuthority().equalsIgnoreCase(link.getRawAuthority())) {
                return false;
            }
        }
        return path.equals(request.httpPath()) || path.equals(request.fullPath());
    }

    /** Documented links hold {@code ==} and brackets as they are, which a URI may not. */
    private static URI uri(FlowServiceRequest request, String href) {
        StringBuilder safe = new StringBuilder();
        for (char c : href.toCharArray()) {
            if ("<>[]{}|^`\" \\".indexOf(c) >= 0) {
                safe.append(String.format("%%%02X", (int) c));
            } else {
                safe.append(c);
            }
        }
        try {
            return URI.create(safe.toString());
        } catch (IllegalArgumentException e) {
            throw broken(request, "a link to a next page that is no URL");
        }
    }

    private static List<Parameter> parse(String rawQuery) {
        List<Parameter> parameters = new ArrayList<>();
        for (String part : rawQuery == null ? new String[0] : rawQuery.split("&")) {
            int cut = part.indexOf('=');
            if (cut > 0) {
                parameters.add(new Parameter(decode(part.substring(0, cut)), decode(part.substring(cut + 1))));
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static long number(String text) {
        return text.matches("\\d{1,9}") ? Long.parseLong(text) : 0;
    }

    private static Rejected broken(FlowServiceRequest request, String what) {
        return new Rejected(new Facts(
                request.platform().name(),
                request.purpose(),
                0,
                "",
                what,
                Trouble.Kind.BROKEN_ANSWER,
                "report this with the service's answer: the list cannot be trusted"));
    }
}
