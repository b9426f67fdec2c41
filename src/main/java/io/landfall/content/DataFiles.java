package io.landfall.content;

import io.landfall.model.Compression;
import io.landfall.model.Format;
import io.landfall.model.StoredFile;
import java.util.Set;
import java.util.stream.Stream;

/** Which objects of an export's folder are data, and whether their names are the declared format's (Flow Service §10). */
public final class DataFiles {
    private static final Set<String> CODECS = Set.of(
            "gz", "gzip", "snappy", "zstd", "lz4", "lz4raw", "lzo", "br", "brotli", "bz2", "deflate", "uncompressed");

    private DataFiles() {}

    /**
     * Whether a name is a data file's. Markers and temporary objects are not: {@code _…} (with {@code
     * _$azuretmpfolder$}), {@code .…}, {@code *.part}, {@code *_$folder$}, a folder marker that ends in {@code /}, and
     * Adobe's {@code manifest-*.json}.
     *
     * @param name the object's key below the slot's folder; a segment in front that is a marker makes all below it none
     */
    public static boolean isData(String name) {
        if (name.isEmpty() || name.endsWith("/")) {
            return false;
        }
        if (Stream.of(name.split("/")).anyMatch(segment -> segment.startsWith("_") || segment.startsWith("."))) {
            return false;
        }
        String last = name.substring(name.lastIndexOf('/') + 1);
        return !last.endsWith(".part") && !last.endsWith("_$folder$") && !isManifest(last);
    }

    /** Whether a file's name is a run's manifest's: {@code manifest-<destination>-<run>.json}. */
    public static boolean isManifest(String name) {
        return name.startsWith("manifest-") && name.endsWith(".json");
    }

    /** As {@link #isData(String)}, by the key's last segment alone. */
    public static boolean isData(StoredFile file) {
        return isData(file.name());
    }

    /** Whether the name ends as files of this format and compression do; {@code .parquet} is not the end of {@code .gz.parquet}. */
    public static boolean suffixFits(String name, Format format, Compression compression) {
        String suffix = format.suffix(compression);
        if (!name.endsWith(suffix)) {
            return false;
        }
        String stem = name.substring(0, name.length() - suffix.length());
        return compression != Compression.NONE || !CODECS.contains(stem.substring(stem.lastIndexOf('.') + 1));
    }
}
