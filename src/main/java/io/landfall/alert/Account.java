package io.landfall.alert;

import io.landfall.model.Condition;
import io.landfall.model.Export;
import io.landfall.model.Incident;
import io.landfall.model.Judgement;
import io.landfall.model.Severity;
import io.landfall.model.Trouble;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What is wrong, in the words and values that an incident keeps: redacted, cleaned and cut.
 *
 * @param evidence by the names that {@link Incident#evidence} explains
 */
record Account(String what, Severity severity, String summary, Map<String, String> evidence, List<String> findings) {
    private static final int FINDINGS = 50;

    /** Of one bad dataset of a slot. */
    static Account of(Judgement j, Export export, UnaryOperator<String> redact) {
        String dataset = j.verdict().ofTheRun() || j.dataset().equals(Incident.ALL) ? "" : " dataset " + j.dataset();
        String summary = export.name() + dataset + " slot " + j.slot().due() + ": "
                + Advice.of(j.verdict()).meaning();
        return made(
                j.verdict().name(),
                export.severity().orElse(j.verdict().severity()),
                summary,
                evidence(j),
                j.findings(),
                redact);
    }

    /** Of a cause that keeps Landfall from looking, whatever it hits. */
    static Account of(Judgement j, Trouble trouble, UnaryOperator<String> redact) {
        String summary = trouble.what() + " could not be asked (" + trouble.kind() + "): it cannot be said what landed";
        Map<String, String> evidence = new LinkedHashMap<>();
        trouble(trouble, evidence);
        evidence.put("checkedAt", j.checkedAt().toString());
        return made(j.verdict().name(), j.verdict().severity(), summary, evidence, List.of(), redact);
    }

    /** Of a condition of an export. */
    static Account of(Condition condition, Export export, Raised raised, UnaryOperator<String> redact) {
        String summary = export.name() + ": " + Advice.of(condition).meaning();
        return made(
                condition.name(),
                export.severity().orElse(condition.severity()),
                summary,
                Map.of(Raised.DEGREE, Integer.toString(raised.degree())),
                raised.details(),
                redact);
    }

    private static Account made(
            String what,
            Severity severity,
            String summary,
            Map<String, String> evidence,
            List<String> findings,
            UnaryOperator<String> redact) {
        Map<String, String> safe = new LinkedHashMap<>();
        evidence.forEach((name, value) -> safe.put(name, Clean.line(redact.apply(value), 500)));
        List<String> lines = findings.stream()
                .limit(FINDINGS)
                .map(f -> Clean.line(redact.apply(f), 500))
                .toList();
        return new Account(what, severity, Clean.line(redact.apply(summary), 400), safe, lines);
    }

    private static Map<String, String> evidence(Judgement j) {
        Map<String, String> evidence = new LinkedHashMap<>();
        j.run().ifPresent(run -> {
            evidence.put("run.id", run.id());
            evidence.put("run.state", run.spelling());
            run.records().ifPresent(n -> evidence.put("run.records", n.toString()));
            run.files().ifPresent(n -> evidence.put("run.files", n.toString()));
            if (!run.errors().isEmpty()) {
                evidence.put("run.errors", String.join("; ", run.errors()));
            }
        });
        j.landing().ifPresent(landing -> {
            landing.folder().ifPresent(folder -> evidence.put("folder", folder));
            evidence.put("files", Long.toString(landing.files()));
            evidence.put("bytes", Long.toString(landing.bytes()));
            landing.records().ifPresent(n -> evidence.put("records", n.toString()));
            landing.newest().ifPresent(t -> evidence.put("newest", t.toString()));
        });
        j.trouble().ifPresent(trouble -> trouble(trouble, evidence));
        evidence.put("depth", j.depth().name().toLowerCase(Locale.ROOT));
        evidence.put("checkedAt", j.checkedAt().toString());
        return evidence;
    }

    private static void trouble(Trouble trouble, Map<String, String> evidence) {
        evidence.put("trouble.what", trouble.what());
        evidence.put("trouble.kind", trouble.kind().name());
        evidence.put("trouble.detail", trouble.detail());
        evidence.put("trouble.remedy", trouble.remedy());
    }
}
