package io.landfall.promises;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.landfall.cli.Landfall;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The whole job, as a newcomer sees it: provision, poll, verify, alert, resolve. */
class MainJobTest {

    @Test
    void theDemoIsTheReportOfTheContract() throws Exception {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Landfall.execute(new PrintWriter(out, true), new PrintWriter(err, true), "demo", "--json");
        JsonNode report = new ObjectMapper().readTree(out.toString());
        assertThat(report.path("surprises")).as(err.toString()).isEmpty();
        assertThat(code).as(err.toString()).isZero();
        assertThat(report.fieldNames())
                .toIterable()
                .contains("checkedAt", "results", "conditions", "incidents", "messages");

        Map<String, String> verdicts = new HashMap<>();
        report.path("results").forEach(r -> {
            verdicts.put(r.path("export").asText(), r.path("verdict").asText());
            assertThat(r.fieldNames())
                    .toIterable()
                    .contains(
                            "export",
                            "storage",
                            "dataset",
                            "slot",
                            "verdict",
                            "depth",
                            "run",
                            "folder",
                            "files",
                            "bytes",
                            "records",
                            "findings");
        });
        assertThat(verdicts)
                .containsEntry("orders", "LANDED")
                .containsEntry("web-events", "LANDED")
                .containsEntry("loyalty", "LANDED")
                .containsEntry("price-list", "NOTHING_TO_EXPORT")
                .containsEntry("returns", "MISSING")
                .containsEntry("invoices", "CORRUPT")
                .containsEntry("payments", "RUN_FAILED")
                .containsEntry("surveys", "NOT_STARTED")
                .containsEntry("stores", "LANDED_LATE");

        List<String> stores = new ArrayList<>();
        for (JsonNode message : report.path("messages")) {
            assertThat(message.path("specversion").asText()).isEqualTo("1.0");
            if (message.path("subject").asText().equals("stores")) {
                stores.add(message.path("type").asText());
            }
        }
        assertThat(stores).containsExactly("io.landfall.incident.opened", "io.landfall.incident.resolved");
    }
}
