package io.landfall.model;

import java.time.Instant;

/** One due time of one export; written {@code platform/sandbox/export/2026-12-01T03:00:00Z}. */
public record SlotKey(ExportKey export, Instant due) {

    public static SlotKey parse(String text) {
        int cut = text.lastIndexOf('/');
        if (cut < 0) {
            throw new IllegalArgumentException("not platform/sandbox/export/time: " + text);
        }
        return new SlotKey(ExportKey.parse(text.substring(0, cut)), Instant.parse(text.substring(cut + 1)));
    }

    @Override
    public String toString() {
        return export + "/" + due;
    }
}
