package io.landfall.model;

/** {@code compression} of a target connection (Flow Service §8); JSON is exported with {@code GZIP} only. */
public enum Compression {
    GZIP,
    NONE
}
