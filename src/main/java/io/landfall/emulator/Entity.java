package io.landfall.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One stored entity or run.
 *
 * @param touched rises with every change in its sandbox; breaks ties of equal times in lists
 */
record Entity(ObjectNode json, long touched) {

    String id() {
        return json.path("id").asText();
    }

    String etag() {
        return json.path("etag").asText();
    }

    long updatedAt() {
        return json.path("updatedAt").asLong();
    }
}
