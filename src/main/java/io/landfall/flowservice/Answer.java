package io.landfall.flowservice;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What Flow Service said to a call that it carried out.
 *
 * @param status 2xx
 * @param json a missing node where the answer had no body
 */
public record Answer(int status, JsonNode json) {

    /** The id in the answer to a create, a PATCH or an action (Flow Service §4); empty where there is none. */
    public String id() {
        return Json.text(json, "id");
    }

    /** Its status alone: the body may hold credentials. */
    @Override
    public String toString() {
        return "HTTP " + status;
    }
}
