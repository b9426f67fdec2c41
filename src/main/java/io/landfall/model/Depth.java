package io.landfall.model;

/** How deep a landing is checked: listed · head and tail of each file read · records of each file counted. */
public enum Depth {
    PRESENCE,
    INTEGRITY,
    RECORDS
}
