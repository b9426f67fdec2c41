package io.landfall.spec;

import io.landfall.model.Compression;
import io.landfall.model.DatasetRef;
import io.landfall.model.Export;
import io.landfall.model.ExportKey;
import io.landfall.model.Format;
import io.landfall.model.Schedule;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** {@code export.<name>.*}, each export for itself; what it refers to is looked at by {@link CrossRules}. */
final class ExportSpec {
    private final Declared declared;

    ExportSpec(Declared declared) {
        this.declared = declared;
    }

    /** The platforms that exports use, as far as they are declared; one that is not is an error. */
    Set<String> platforms() {
        Set<String> used = new TreeSet<>();
        for (String name : declared.names("export")) {
            String property = "export." + name + ".platform";
            declared.get(property, Type.NAME)
                    .filter(p -> !declared.broken(property))
                    .ifPresent(platform -> {
                        Set<String> known = declared.names("platform");
                        if (known.contains(platform) || platform.equals(KeyTable.DEFAULT_PLATFORM)) {
                            used.add(platform);
                        } else {
                            declared.wrong(
                                    property,
                                    Shown.quoted(platform) + " is no declared organisation, expected one with platform."
                                            + platform + ".org",
                                    Nearest.of(platform, known));
                        }
                    });
        }
        return used;
    }

    List<Export> all() {
        List<Export> exports = new ArrayList<>();
        for (String name : declared.names("export")) {
            one(name).ifPresent(exports::add);
        }
        return exports;
    }

    private Optional<Export> one(String name) {
        String at = "export." + name + ".";
        Optional<String> storage = declared.need(at + "storage", Type.NAME, "the name of a declared storage");
        boolean existing = declared.given(at + "flow-id");
        if (!existing) {
            declared.need(at + "datasets", Type.DATASETS, "ids or name:… of datasets by comma, or a flow-id");
            declared.need(at + "path", Type.PATH, "the folder in the storage, or a flow-id");
            declared.need(at + "format", Type.FORMAT, Type.FORMAT.name() + ", or a flow-id");
        }
        Optional<Schedule> schedule = schedule(at, existing);
        Optional<Format> format = declared.get(at + "format", Type.FORMAT);
        Compression compression = declared.or(at + "compression", Type.COMPRESSION);
        if (format.equals(Optional.of(Format.JSON)) && compression == Compression.NONE) {
            declared.wrong(at + "compression", "'none' is not possible with format=json, expected gzip");
        }
        List<DatasetRef> datasets = declared.get(at + "datasets", Type.DATASETS).orElse(List.of());
        Optional<String> folder = declared.get(at + "folder", Type.TEMPLATE);
        if (datasets.size() > 1 && folder.isPresent() && !Folders.tellsDatasetsApart(folder.get())) {
            declared.wrong(
                    at + "folder", "would mix the files of several datasets, expected %DATASET_ID% or %DATASET_NAME%");
        }
        return storage.map(place -> new Export(
                key(name),
                place,
                datasets,
                declared.get(at + "path", Type.PATH).orElse(""),
                format,
                compression,
                schedule,
                folder,
                declared.get(at + "flow-id", Type.FLOW_ID),
                declared.get(at + "manage", Type.BOOLEAN).orElse(!existing),
                declared.or(at + "verify", Type.DEPTH),
                declared.or(at + "reconcile", Type.RECONCILE),
                declared.or(at + "empty", Type.EMPTY),
                declared.or(at + "grace", Type.DURATION),
                declared.or(at + "first-grace", Type.DURATION),
                declared.labels(at + "label.", Type.LABEL),
                declared.get(at + "runbook", Type.LINK).map(URI::toString),
                declared.get(at + "severity", Type.SEVERITY),
                declared.or(at + "enabled", Type.BOOLEAN)));
    }

    private ExportKey key(String name) {
        String platform = declared.or("export." + name + ".platform", Type.NAME);
        String sandbox = declared.get("export." + name + ".sandbox", Type.NAME)
                .orElseGet(() -> declared.or(PlatformSpec.prefix(platform) + "sandbox", Type.NAME));
        return new ExportKey(platform, sandbox, name);
    }

    private Optional<Schedule> schedule(String at, boolean existing) {
        boolean begun = declared.given(at + "every") || declared.given(at + "start") || declared.given(at + "end");
        if (existing && !begun) {
            return Optional.empty();
        }
        String or = existing ? ", or none of every, start and end" : ", or a flow-id";
        Optional<Duration> every = declared.need(at + "every", Type.EVERY, Type.EVERY.name() + or);
        Optional<Instant> start = declared.need(at + "start", Type.TIME, "the first due time" + or);
        Optional<Instant> end = declared.get(at + "end", Type.TIME);
        if (start.isPresent() && end.isPresent() && !end.get().isAfter(start.get())) {
            declared.wrong(at + "end", "is not after the start, expected a time after " + start.get());
        }
        return every.flatMap(gap -> start.map(first -> new Schedule(first, gap, end)));
    }
}
