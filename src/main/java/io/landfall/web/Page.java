package io.landfall.web;

import java.util.List;
import java.util.Optional;

/**
 * One page, ready to be rendered.
 *
 * @param status of the HTTP answer
 * @param template its file under {@code web/}, without suffix: a constant of ours
 * @param content what the template shows; text of others in it is escaped there
 */
public record Page(int status, String template, Object content) {

    static Page of(String template, Object content) {
        return new Page(200, template, content);
    }

    static Page missing(String what) {
        return new Page(404, "missing", new Missing(what));
    }

    public record Missing(String what) {}

    /** The overview: a row per export, what is open, what is muted. */
    public record Overview(String now, List<ExportRow> exports, List<Trouble> troubles, List<String> silences) {}

    /** One export's newest slots, oldest first. */
    public record ExportRow(
            String name, String storage, String type, List<Cell> cells, String due, String end, boolean enabled) {}

    /** One slot: the worst verdict of its datasets. */
    public record Cell(String slot, String verdict, Tone tone) {}

    /** An open incident or condition. */
    public record Trouble(
            String what,
            String severity,
            String summary,
            String since,
            List<String> affected,
            List<String> findings,
            Optional<String> slot) {}

    /** One export, with its slots newest first. */
    public record OfExport(String now, ExportRow row, String flowId, List<Cell> newestFirst, List<Trouble> troubles) {}

    /** One slot with its evidence, a part per dataset. */
    public record OfSlot(String now, String export, String slot, List<Evidence> datasets) {}

    /** What was found for one dataset, as name and value, and in sentences. */
    public record Evidence(String dataset, String verdict, Tone tone, List<Fact> facts, List<String> findings) {}

    public record Fact(String name, String value) {}
}
