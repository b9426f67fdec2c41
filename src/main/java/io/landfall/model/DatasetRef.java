package io.landfall.model;

/** A dataset as a property file names it: by its id, or by {@code name:…}. */
public record DatasetRef(String text, boolean byName) {

    public static DatasetRef id(String id) {
        return new DatasetRef(id, false);
    }

    public static DatasetRef name(String name) {
        return new DatasetRef(name, true);
    }

    @Override
    public String toString() {
        return byName ? "name:" + text : text;
    }
}
