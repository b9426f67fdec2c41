package io.landfall.model;

/** {@code datasetFileType} of a target connection (Flow Service §8). */
public enum Format {
    PARQUET,
    JSON;

    /** The file name's end that Adobe gives to data files of this format (Flow Service §10). */
    public String suffix(Compression compression) {
        return switch (this) {
            case PARQUET -> compression == Compression.GZIP ? ".gz.parquet" : ".parquet";
            case JSON -> compression == Compression.GZIP ? ".json.gz" : ".json";
        };
    }
}
