package io.landfall.model;

/** How loud an incident is. */
public enum Severity {
    PAGE,
    TICKET,
    INFO
}
