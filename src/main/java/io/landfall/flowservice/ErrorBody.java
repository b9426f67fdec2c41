package io.landfall.flowservice;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An error answer, whichever of the envelopes it came in (Flow Service §3): gateway, {@code errorMessage}, bare
 * {@code message}, problem details, coded errors, and the token endpoint's {@code error_description}. Every field may
 * be missing and codes may be numbers. The details go along with the message.
 *
 * @param code or empty
 * @param message or empty; not yet safe to show
 */
record ErrorBody(String code, String message) {

    private static final List<String> CODES = List.of("errorCode", "error_code", "code", "error");
    private static final List<String> MESSAGES =
            List.of("errorMessage", "message", "detail", "error_description", "errorDetails", "title");

    static ErrorBody of(byte[] body) {
        if (body == null || body.length == 0) {
            return new ErrorBody("", "");
        }
        Optional<JsonNode> json = Json.read(body);
        if (json.isEmpty()) {
            return new ErrorBody("", looksLikeHtml(body) ? "an HTML page instead of JSON" : "not JSON: " + head(body));
        }
        JsonNode node = json.get();
        String message = first(node, MESSAGES);
        String details = Json.text(node, "errorDetails");
        boolean more = !details.isBlank() && !message.contains(details);
        return new ErrorBody(first(node, CODES), more ? message + " (" + details + ")" : message);
    }

    static boolean looksLikeHtml(byte[] body) {
        return head(body).stripLeading().toLowerCase(Locale.ROOT).startsWith("<");
    }

    private static String head(byte[] body) {
        return new String(body, 0, Math.min(body.length, 400), StandardCharsets.UTF_8);
    }

    private static String first(JsonNode node, List<String> members) {
        return members.stream()
                .flatMap(m -> Stream.of(Json.text(node, m)))
                .filter(t -> !t.isBlank())
                .findFirst()
                .orElse("");
    }
}
