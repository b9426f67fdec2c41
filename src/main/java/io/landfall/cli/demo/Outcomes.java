package io.landfall.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.landfall.cli.Json;
import io.landfall.model.Incident;
import io.landfall.report.ReportJson;
import io.landfall.report.Reports;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How the demo went.
 *
 * @param messages the CloudEvents that the webhook received, in order
 */
record Outcomes(Instant checkedAt, List<Reports.Row> rows, List<Incident> incidents, List<JsonNode> messages) {

    /** What is not as the scenario says, in words. */
    List<String> surprises() {
        List<String> surprises = new ArrayList<>();
        Map<String, Reports.Row> byExport =
                rows.stream().collect(Collectors.toMap(r -> r.export().name(), r -> r, (a, b) -> b));
        for (Scenario scenario : Scenario.all()) {
            Reports.Row row = byExport.get(scenario.export());
            if (row == null) {
                surprises.add(scenario.export() + " has no verdict, expected " + scenario.expected());
            } else if (row.verdict().verdict() != scenario.expected()) {
                surprises.add(scenario.export() + " is " + row.verdict().verdict() + ", expected " + scenario.expected()
                        + ": " + row.verdict().findings());
            }
            List<String> got = kinds(scenario.export());
            if (!got.equals(scenario.messages())) {
                surprises.add(scenario.export() + " was told as " + got + ", expected " + scenario.messages());
            }
        }
        return surprises;
    }

    boolean asExpected() {
        return surprises().isEmpty();
    }

    /** The kinds of message about an export, in order. */
    List<String> kinds(String export) {
        return messages.stream()
                .filter(m -> m.path("subject").asText().equals(export))
                .map(m -> kind(m))
                .toList();
    }

    List<String> messageLines() {
        return messages.stream()
                .map(m ->
                        kind(m) + how(m) + "  " + m.path("data").path("summary").asText())
                .toList();
    }

    /** The report of the contract, with the messages. */
    ObjectNode document() {
        ObjectNode document = ReportJson.document(checkedAt, rows, incidents);
        ArrayNode received = document.putArray("messages");
        messages.forEach(received::add);
        ArrayNode surprises = document.putArray("surprises");
        surprises().forEach(surprises::add);
        return document;
    }

    static JsonNode message(String body) {
        return Json.read(body);
    }

    private static String how(JsonNode message) {
        String resolution = message.path("data").path("resolution").asText("");
        return resolution.isEmpty() || resolution.equals("null") ? "" : " (" + resolution + ")";
    }

    private static String kind(JsonNode message) {
        String type = message.path("type").asText();
        return type.substring(type.lastIndexOf('.') + 1);
    }
}
