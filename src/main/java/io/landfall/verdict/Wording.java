package io.landfall.verdict;

import static io.landfall.model.Shown.shown;

import io.landfall.model.Landing;
import io.landfall.model.Run;
import io.landfall.model.Trouble;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The sentences of the findings, in UTC, with every foreign text made fit to be shown. */
final class Wording {
    private static final int MOST_ERRORS = 3;

    private Wording() {}

    static String at(Instant t) {
        return t.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static String count(long n, String one) {
        return String.format(Locale.ROOT, "%,d %s%s", n, one, n == 1 ? "" : "s");
    }

    /** What the run says of itself, without a full stop. */
    static String run(Run run) {
        String name = "run " + shown(run.id());
        return switch (run.state()) {
            case SUCCEEDED -> name + " succeeded" + ended(run) + says(run);
            case PARTIAL -> name + " succeeded in part" + ended(run) + says(run) + errors(run);
            case FAILED -> name + " failed" + ended(run) + errors(run);
            case UNFINISHED ->
                name + " is not finished (" + shown(run.spelling()) + "), begun " + at(run.began()) + errors(run);
            case UNKNOWN ->
                name + " is in a state that is not known, \"" + shown(run.spelling())
                        + "\", and counts as not finished; begun " + at(run.began()) + errors(run);
        };
    }

    static String folder(Landing landing) {
        if (landing.folder().isEmpty() && landing.files() == 0) {
            return "no folder of this slot's time exists";
        }
        return landing.folder()
                        .map(folder -> "the folder " + shown(folder, 240))
                        .orElse("the place")
                + " holds "
                + (landing.files() == 0 ? "no data file" : count(landing.files(), "data file"));
    }

    static String trouble(Trouble trouble) {
        String remedy = trouble.remedy().isBlank() ? "" : "; " + shown(trouble.remedy(), 300);
        return shown(trouble.what()) + " could not be asked, " + trouble.kind() + ": " + shown(trouble.detail(), 300)
                + remedy;
    }

    private static String ended(Run run) {
        return run.completedAt()
                .map(t -> " at " + at(t))
                .orElse(", begun " + at(run.began()) + ", and tells no end time");
    }

    private static String says(Run run) {
        Optional<Long> records = Counts.told(run.records());
        Optional<Long> files = Counts.told(run.files());
        if (records.isEmpty() && files.isEmpty()) {
            return " and tells no count";
        }
        String failed = Counts.told(run.failedRecords())
                .filter(n -> n > 0)
                .map(n -> ", " + count(n, "record") + " failed")
                .orElse("");
        return " and says "
                + records.map(n -> count(n, "record")).orElse("an untold number of records")
                + files.map(n -> " in " + count(n, "file")).orElse("") + failed;
    }

    private static String errors(Run run) {
        if (run.errors().isEmpty()) {
            return "";
        }
        int more = run.errors().size() - MOST_ERRORS;
        return ": "
                + run.errors().stream()
                        .limit(MOST_ERRORS)
                        .map(e -> shown(e, 200))
                        .collect(Collectors.joining("; "))
                + (more > 0 ? " and " + more + " more" : "");
    }
}
