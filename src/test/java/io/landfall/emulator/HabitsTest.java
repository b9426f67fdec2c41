package io.landfall.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the service does by itself, each habit by its switch. */
class HabitsTest extends FlowServiceFixture {

    private String state(String path) throws Exception {
        return read(path).path("state").asText();
    }

    @Test
    void anEtagChangesOnceMoreWhileTheEntityIsLookedAt() throws Exception {
        service.behaviour().touchAfterReads(2);
        String path = "/flows/" + flow("landfall/orders");
        String first = read(path).path("etag").asText();
        assertThat(read(path).path("etag").asText()).isEqualTo(first);
        assertThat(caller.patch(path, first, "[{\"op\":\"replace\",\"path\":\"/name\",\"value\":\"other\"}]")
                        .statusCode())
                .isEqualTo(412);
        String second = read(path).path("etag").asText();
        assertThat(second).isNotEqualTo(first);
        assertThat(read(path).path("etag").asText()).as("once").isEqualTo(second);
        assertThat(read(path).path("updatedBy").asText()).isEqualTo("acp_foundation_connectors@AdobeID");
    }

    @Test
    void aNewEntityPassesThroughInitializingAndTakesNoActionUntilThen() throws Exception {
        service.behaviour().initializing(2);
        String path = "/flows/" + flow("landfall/orders");
        var refused = caller.post(path + "/action?op=disable", null);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("1422-400");
        assertThat(caller.json("/flows").path("items").path(0).path("state").asText())
                .isEqualTo("initializing");
        String etag = read(path).path("etag").asText();
        assertThat(caller.patch(path, etag, "[{\"op\":\"replace\",\"path\":\"/name\",\"value\":\"other\"}]")
                        .statusCode())
                .as("changes are allowed meanwhile (Flow Service §3)")
                .isEqualTo(200);
        assertThat(state(path)).isEqualTo("enabled");
        assertThat(caller.post(path + "/action?op=disable", null).statusCode()).isEqualTo(200);
    }

    @Test
    void aDeletedEntityLingers() throws Exception {
        service.behaviour().lingering(2);
        String path = "/flows/" + flow("landfall/orders");
        var deleted = caller.send("DELETE", path, null);
        assertThat(deleted.statusCode()).isEqualTo(202);
        assertThat(deleted.body()).isEmpty();
        String etag = read(path).path("etag").asText();
        assertThat(caller.patch(path, etag, "[{\"op\":\"replace\",\"path\":\"/name\",\"value\":\"other\"}]")
                        .body())
                .contains("1416-400", "delete-finalizing");
        assertThat(state(path)).isEqualTo("delete-finalizing");
        assertThat(caller.get(path).statusCode()).isEqualTo(404);
        assertThat(caller.json("/flows").path("items")).isEmpty();
    }

    @Test
    void wordsComeInSeveralCases() throws Exception {
        service.behaviour().spellAtWill(true);
        Set<String> states = new HashSet<>();
        Set<String> formats = new HashSet<>();
        Set<String> runs = new HashSet<>();
        for (int n = 0; n < 20; n++) {
            String flow = flow("landfall/orders-" + n);
            states.add(state("/flows/" + flow));
            String target =
                    read("/flows/" + flow).path("targetConnectionIds").path(0).asText();
            formats.add(read("/targetConnections/" + target)
                    .at("/params/datasetFileType")
                    .asText());
            sandbox.putRun(EmulatedRun.of(flow, NOW).state("success"));
        }
        caller.json("/runs")
                .path("items")
                .forEach(run -> runs.add(run.at("/metrics/statusSummary/status").asText()));
        assertThat(states).containsExactlyInAnyOrder("ENABLED", "enabled", "Enabled");
        assertThat(formats).containsExactlyInAnyOrder("PARQUET", "parquet", "Parquet");
        assertThat(runs).containsExactlyInAnyOrder("SUCCESS", "success", "Success");
    }
}
