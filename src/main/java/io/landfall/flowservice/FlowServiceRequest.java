package io.landfall.flowservice;

import com.fasterxml.jackson.databind.JsonNode;
import io.landfall.model.Platform;
import io.landfall.model.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One call to Flow Service. Its URL is the platform's own plus {@link #fullPath()} and {@link #httpQuery()}, whose parts
 * are encoded here; nothing of it ever chooses the host. {@code toString} shows no body, which may hold credentials.
 *
 * @param path below the service's base, segments separated by slashes, such as {@code flows/<id>/action}; with a slash in
 *     front below the platform's URL, for the few services beside it
 * @param query in order; names may repeat
 * @param body JSON, or null for none
 * @param ifMatch an etag with its double quotes (Flow Service §4)
 * @param purpose what it is for, in a few words that a failure's message begins with
 */
public record FlowServiceRequest(
        Platform platform,
        String sandbox,
        Method method,
        String path,
        List<Parameter> query,
        JsonNode body,
        Optional<String> ifMatch,
        String purpose) {

    /** Below the platform's URL (Flow Service §1). */
    public static final String BASE = "/data/foundation/flowservice";

    public FlowServiceRequest {
        query = List.copyOf(query);
    }

    /** What a call does; only {@code GET} can be repeated whatever became of it. */
    public enum Method {
        GET,
        POST,
        PATCH;

        public boolean repeatable() {
            return this == GET;
        }
    }

    /** One query parameter, not encoded. */
    public record Parameter(String name, String value) {}

    public static FlowServiceRequest get(Platform platform, String sandbox, String path, String purpose) {
        return new FlowServiceRequest(platform, sandbox, Method.GET, path, List.of(), null, Optional.empty(), purpose);
    }

    public static FlowServiceRequest post(
            Platform platform, String sandbox, String path, JsonNode body, String purpose) {
        return new FlowServiceRequest(platform, sandbox, Method.POST, path, List.of(), body, Optional.empty(), purpose);
    }

    public static FlowServiceRequest patch(
            Platform platform, String sandbox, String path, JsonNode body, String etag, String purpose) {
        return new FlowServiceRequest(
                platform, sandbox, Method.PATCH, path, List.of(), body, Optional.of(etag), purpose);
    }

    /** With one more query parameter at the end. */
    public FlowServiceRequest with(String name, String value) {
        List<Parameter> longer = new ArrayList<>(query);
        longer.add(new Parameter(name, value));
        return withQuery(longer);
    }

    public FlowServiceRequest withQuery(List<Parameter> other) {
        return new FlowServiceRequest(platform, sandbox, method, path, other, body, ifMatch, purpose);
    }

    public Optional<String> parameter(String name) {
        return query.stream()
                .filter(p -> p.name.equals(name))
                .map(Parameter::value)
                .findFirst();
    }

    /** What the path is below: Flow Service, or the platform itself where the path begins with a slash. */
    String base() {
        return path.startsWith("/") ? "" : BASE;
    }

    /** The path for the wire, below the platform's URL. */
    public String fullPath() {
        return base() + httpPath();
    }

    /** The path for the wire, below {@link #base}, each segment encoded. */
    public String httpPath() {
        return Arrays.stream(path.split("/"))
                .filter(s -> !s.isEmpty())
                .map(FlowServiceRequest::segment)
                .collect(Collectors.joining("/", "/", ""));
    }

    /** The query for the wire; null for none. {@code =} and commas in values stay as documented (Flow Service §5). */
    public String httpQuery() {
        if (query.isEmpty()) {
            return null;
        }
        return query.stream()
                .map(p -> encode(p.name) + "="
                        + encode(p.value).replace("%3D", "=").replace("%2C", ","))
                .collect(Collectors.joining("&"));
    }

    /** The body for the wire in UTF-8; null for none. */
    public byte[] payload() {
        return body == null ? null : Json.bytes(body);
    }

    /** Null without a body: an action takes no content type (Flow Service §1). */
    public String contentType() {
        return body == null ? null : "application/json";
    }

    /** The header {@code If-Match}, or null. */
    public String etag() {
        return ifMatch.orElse(null);
    }

    /** The credentials inside the body, so that an answer that echoes them can be made safe. */
    List<Secret> secrets() {
        List<Secret> found = new ArrayList<>();
        if (body == null) {
            return found;
        }
        collect(body.path("auth").path("params"), found);
        for (JsonNode operation : body) {
            if (operation.path("path").asText("").startsWith("/auth")) {
                collect(operation.path("value"), found);
            }
        }
        return found;
    }

    private static void collect(JsonNode node, List<Secret> into) {
        if (node.isValueNode() && !node.isNull()) {
            into.add(new Secret(node.asText()));
        }
        node.forEach(child -> collect(child, into));
    }

    private static String segment(String text) {
        String encoded = encode(text);
        return encoded.equals(".") || encoded.equals("..") ? encoded.replace(".", "%2E") : encoded;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        String wireQuery = httpQuery();
        return method + " " + platform.name() + "/" + sandbox + " " + httpPath()
                + (wireQuery == null ? "" : "?" + wireQuery);
    }
}
