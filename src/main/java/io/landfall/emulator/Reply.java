package io.landfall.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** One HTTP answer. */
record Reply(int status, String contentType, byte[] body, Map<String, String> headers) {

    static Reply json(int status, JsonNode body) {
        return new Reply(status, "application/json", Json.bytes(body), Map.of());
    }

    static Reply ok(JsonNode body) {
        return json(200, body);
    }

    static Reply empty(int status) {
        return new Reply(status, null, new byte[0], Map.of());
    }

    /** The gateway's envelope (Flow Service §3, envelope 1). */
    static Reply gateway(int status, String code, String message) {
        return json(status, Json.object().put("error_code", code).put("message", message));
    }

    /** Flow Service's own envelope (§3, envelope 2). */
    static Reply error(int status, String message) {
        return json(status, Json.object().put("errorMessage", message).put("errorDetails", message));
    }

    /** A coded Flow Service error (§3, envelope 5; its JSON keys are inferred). */
    static Reply coded(String code, String message) {
        int status = Integer.parseInt(code.substring(code.indexOf('-') + 1));
        ObjectNode body = Json.object().put("errorCode", code).put("title", "Invalid request");
        return json(status, body.put("errorMessage", message));
    }
}
