package io.landfall.plan;

import io.landfall.model.Action.Field;
import io.landfall.model.Dataset;
import io.landfall.model.EntityType;
import io.landfall.model.FlowObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Compares a declared object with the one that exists, field by field, leaving out what the service may not show. */
final class Differences {

    private static final String FOLDER = "scheduleParams.foldernameTemplate";
    private static final String FOLDER_OTHERWISE = "scheduleParams.folderNameTemplate";
    private static final String INTERVAL = "scheduleParams.interval";
    private static final String UNIT = "scheduleParams.timeUnit";

    /** Not shown by every answer: compared only where it is there (Flow Service §6 and §8). */
    private static final Set<String> SHOWN_AT_WILL = Set.of(
            "params.mode", "scheduleParams.exportMode", "auth.specName", "auth.params.domain", "auth.params.url");

    private static final Set<String> CASE_IGNORED =
            Set.of("params.compression", "params.datasetFileType", "params.mode", "scheduleParams.exportMode");

    private Differences() {}

    /** Declared parameters and schedule; nothing for kinds that have neither. */
    static List<Field> fields(Wanted wanted, FlowObject object) {
        List<Field> differences = new ArrayList<>();
        new TreeMap<>(wanted.fields()).forEach((path, to) -> {
            String from = path.equals(FOLDER) ? folder(object) : object.fields().get(path);
            if (!Objects.equals(from, to) && !same(path, from, to, wanted.fields(), object.fields())) {
                differences.add(new Field(path, from, to));
            }
        });
        String folder = folder(object);
        boolean folderIsOurs =
                wanted.type() == EntityType.FLOW && !wanted.fields().isEmpty();
        if (folderIsOurs
                && folder != null
                && !folder.equals(Planner.DEFAULT_LAYOUT)
                && !wanted.fields().containsKey(FOLDER)) {
            differences.add(new Field(FOLDER, folder, null));
        }
        return differences;
    }

    /** The parts of the object that a PATCH has to replace as a whole (Flow Service §4). */
    static List<String> paths(List<Field> fields) {
        Set<String> paths = new LinkedHashSet<>();
        for (Field field : fields) {
            String path = field.path();
            int dot = path.indexOf('.');
            String root = dot < 0 ? path : path.substring(0, dot);
            boolean credentials = path.equals("auth") || path.startsWith("auth.params.");
            paths.add(credentials ? "/auth/params" : "/" + root);
        }
        if (paths.contains("/auth")) {
            paths.remove("/auth/params");
        }
        return List.copyOf(paths);
    }

    static boolean sameDatasets(List<Dataset> some, List<Dataset> others) {
        return ids(some).equals(ids(others));
    }

    static String shown(List<Dataset> datasets) {
        return datasets.stream().map(Dataset::id).sorted().collect(Collectors.joining(", "));
    }

    private static Set<String> ids(List<Dataset> datasets) {
        return datasets.stream().map(Dataset::id).collect(Collectors.toSet());
    }

    private static String folder(FlowObject object) {
        return object.field(FOLDER)
                .or(() -> object.field(FOLDER_OTHERWISE))
                .filter(t -> !t.isBlank())
                .orElse(null);
    }

    private static boolean same(
            String path, String from, String to, Map<String, String> wanted, Map<String, String> observed) {
        if (from == null) {
            return SHOWN_AT_WILL.contains(path);
        }
        if (path.equals(INTERVAL) || path.equals(UNIT)) {
            return Objects.equals(every(wanted), every(observed));
        }
        if (path.equals("params.path") || path.equals("params.remotePath")) {
            return trimmed(from).equals(trimmed(to));
        }
        return CASE_IGNORED.contains(path) ? from.equalsIgnoreCase(to) : from.equals(to);
    }

    /** Hours and days in one measure: 24 hours are a day. */
    private static String every(Map<String, String> fields) {
        String interval = fields.getOrDefault(INTERVAL, "");
        String unit = fields.getOrDefault(UNIT, "").toLowerCase(Locale.ROOT);
        if (!interval.matches("\\d{1,6}")) {
            return interval + unit;
        }
        long n = Long.parseLong(interval);
        return n == 0 ? "0" : (unit.equals("day") ? n * 24 + "hour" : n + unit);
    }

    private static String trimmed(String path) {
        return path.replaceAll("^/+|/+$", "");
    }
}
