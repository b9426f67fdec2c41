package io.landfall.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Evidence as sentences for people. */
final class EvidenceLines {
    private static final int FINDINGS = 8;
    private static final int LENGTH = 250;

    private EvidenceLines() {}

    /** The run, the folder, the trouble, the findings, and when it was looked at; what is not known is left out. */
    static List<String> of(Map<String, String> evidence, List<String> findings) {
        List<String> lines = new ArrayList<>();
        if (evidence.containsKey("run.id")) {
            lines.add("run " + evidence.get("run.id") + " is " + evidence.get("run.state")
                    + count(evidence, "run.records", " records") + count(evidence, "run.files", " files"));
        }
        put(lines, "the run says: ", evidence.get("run.errors"));
        if (evidence.containsKey("files")) {
            String folder = evidence.containsKey("folder") ? "folder " + evidence.get("folder") : "no folder";
            lines.add(folder
                    + count(evidence, "files", " files")
                    + count(evidence, "bytes", " bytes")
                    + count(evidence, "records", " records")
                    + (evidence.containsKey("newest") ? ", newest " + evidence.get("newest") : ""));
        }
        if (evidence.containsKey("trouble.what")) {
            lines.add(evidence.get("trouble.what") + " " + evidence.get("trouble.kind") + ": "
                    + evidence.get("trouble.detail"));
        }
        findings.stream().limit(FINDINGS).forEach(lines::add);
        if (findings.size() > FINDINGS) {
            lines.add("and " + (findings.size() - FINDINGS) + " more findings");
        }
        if (evidence.containsKey("checkedAt")) {
            String depth = evidence.containsKey("depth") ? ", to the depth " + evidence.get("depth") : "";
            lines.add("checked at " + evidence.get("checkedAt") + depth);
        }
        return lines.stream().map(line -> Clean.line(line, LENGTH)).toList();
    }

    private static String count(Map<String, String> evidence, String name, String unit) {
        String value = evidence.get(name);
        if (value == null) {
            return "";
        }
        return ", " + value + (value.equals("1") ? unit.substring(0, unit.length() - 1) : unit);
    }

    private static void put(List<String> lines, String name, String value) {
        if (value != null && !value.isBlank()) {
            lines.add(name + value);
        }
    }
}
