package io.landfall.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A dataset that can be exported.
 *
 * @param id 24 letters or digits
 */
public record Dataset(String id, String name, String description) {

    /** The item of the configs list (Flow Service §7). */
    ObjectNode item() {
        ObjectNode item = Json.object().put("id", id).put("name", name).put("description", description);
        item.putObject("fileDescription")
                .put("persisted", true)
                .put("containerFormat", "parquet")
                .put("format", "parquet");
        return item.put("aspect", "production").put("state", "DRAFT");
    }
}
