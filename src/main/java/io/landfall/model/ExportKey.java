package io.landfall.model;

/** Which export, across organisations and sandboxes; written {@code platform/sandbox/export}. */
public record ExportKey(String platform, String sandbox, String export) {

    public static ExportKey parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("not platform/sandbox/export: " + text);
        }
        return new ExportKey(parts[0], parts[1], parts[2]);
    }

    /** {@code platform/sandbox}, the unit of polling. */
    public String scope() {
        return platform + "/" + sandbox;
    }

    @Override
    public String toString() {
        return platform + "/" + sandbox + "/" + export;
    }
}
