package io.landfall.model;

/** The four kinds of Flow Service objects that make up an export, in the order in which they are made. */
public enum EntityType {
    BASE_CONNECTION("base-connection", "connections"),
    SOURCE_CONNECTION("source-connection", "sourceConnections"),
    TARGET_CONNECTION("target-connection", "targetConnections"),
    FLOW("flow", "flows");

    private final String key;
    private final String path;

    EntityType(String key, String path) {
        this.key = key;
        this.path = path;
    }

    /** How plans name it. */
    public String key() {
        return key;
    }

    /** Its path below the service's base. */
    public String path() {
        return path;
    }
}
