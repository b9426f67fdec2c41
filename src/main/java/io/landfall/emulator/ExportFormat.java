package io.landfall.emulator;

import com.fasterxml.jackson.databind.JsonNode;

/** Format and compression of a dataflow's files, by their suffix (Flow Service §8, §10). */
public enum ExportFormat {
    GZ_PARQUET("gz.parquet"),
    PARQUET("parquet"),
    JSON_GZ("json.gz"),
    JSON("json");

    private final String suffix;

    ExportFormat(String suffix) {
        this.suffix = suffix;
    }

    public String suffix() {
        return suffix;
    }

    /** What a target connection asks for. */
    public static ExportFormat of(JsonNode target) {
        boolean gzip = target.path("params").path("compression").asText().equalsIgnoreCase("GZIP");
        if (target.path("params").path("datasetFileType").asText().equalsIgnoreCase("PARQUET")) {
            return gzip ? GZ_PARQUET : PARQUET;
        }
        return gzip ? JSON_GZ : JSON;
    }
}
