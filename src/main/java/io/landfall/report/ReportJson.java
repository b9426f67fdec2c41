package io.landfall.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.landfall.model.Incident;
import io.landfall.model.Run;
import io.landfall.model.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** The report of {@code verify}, {@code status} and {@code demo} as other programs read it. */
public final class ReportJson {
    private ReportJson() {}

    /** {@code {"checkedAt","results":[…],"conditions":[…],"incidents":[…]}}; times are ISO 8601 in UTC. */
    public static ObjectNode document(Instant checkedAt, List<Reports.Row> rows, List<Incident> incidents) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("checkedAt", checkedAt.toString());
        ArrayNode results = document.putArray("results");
        rows.forEach(row -> result(results.addObject(), row));
        ArrayNode conditions = document.putArray("conditions");
        ArrayNode open = document.putArray("incidents");
        for (Incident incident : incidents) {
            if (incident.condition()) {
                conditions
                        .addObject()
                        .put("export", incident.export().export())
                        .put("condition", incident.what())
                        .put("detail", detail(incident));
            }
            incident(open.addObject(), incident);
        }
        return document;
    }

    /** {@code [{"export","dataset","slot","verdict"}]}; the verdict is null where none was recorded. */
    public static ArrayNode gaps(List<Reports.Gap> gaps) {
        ArrayNode all = JsonNodeFactory.instance.objectNode().putArray("gaps");
        gaps.forEach(g -> all.addObject()
                .put("export", g.export().name())
                .put("dataset", g.dataset())
                .put("slot", g.slot().toString())
                .put("verdict", g.verdict().map(Verdict::name).orElse(null)));
        return all;
    }

    private static String detail(Incident incident) {
        return incident.findings().isEmpty() ? incident.summary() : String.join("; ", incident.findings());
    }

    private static void result(ObjectNode node, Reports.Row row) {
        var verdict = row.verdict();
        node.put("export", row.export().name());
        node.putObject("storage")
                .put("name", row.storage().name())
                .put("type", row.storage().type().key());
        node.put("dataset", verdict.dataset())
                .put("slot", verdict.slot().due().toString())
                .put("verdict", verdict.verdict().name())
                .put("depth", verdict.depth().name().toLowerCase(Locale.ROOT));
        row.run().ifPresentOrElse(run -> run(node.putObject("run"), run), () -> node.putNull("run"));
        node.put("folder", verdict.folder().orElse(null))
                .put("files", verdict.files())
                .put("bytes", verdict.bytes())
                .put("records", verdict.records().orElse(null))
                .put("checkedAt", verdict.checkedAt().toString());
        ArrayNode findings = node.putArray("findings");
        verdict.findings().forEach(findings::add);
    }

    private static void run(ObjectNode node, Run run) {
        node.put("id", run.id())
                .put("state", run.spelling())
                .put("records", run.records().orElse(null))
                .put("files", run.files().orElse(null));
    }

    private static void incident(ObjectNode node, Incident incident) {
        node.put("id", incident.id())
                .put("key", incident.key())
                .put("verdict", incident.what())
                .put("severity", incident.severity().name().toLowerCase(Locale.ROOT))
                .put("export", incident.cause() ? null : incident.export().export())
                .put("dataset", incident.dataset())
                .put("slot", incident.slot().map(Instant::toString).orElse(null))
                .put("since", incident.since().toString())
                .put("openedAt", incident.openedAt().toString())
                .put("summary", incident.summary());
        ArrayNode affected = node.putArray("affected");
        incident.affected().forEach(affected::add);
    }
}
