package io.landfall.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlowServiceListsTest extends FlowServiceFixture {

    @Test
    void followsPagesByTheLink() throws Exception {
        for (int i = 0; i < 105; i++) {
            sandbox.create(
                    EntityKind.BASE_CONNECTION, Bodies.s3Base(KEY, SECRET).put("name", "c" + i));
        }

        List<String> names = new ArrayList<>();
        String next = "/connections?limit=50&property=state==enabled";
        while (next != null) {
            JsonNode page = caller.json(next);
            page.path("items").forEach(item -> names.add(item.path("name").asText()));
            JsonNode link = page.path("_links").path("next").path("href");
            assertThat(page.has("_links")).isTrue();
            if (!link.isMissingNode()) {
                assertThat(link.asText())
                        .startsWith("/connections?")
                        .contains("state==enabled")
                        .endsWith("%3D");
            }
            next = link.isMissingNode() ? null : link.asText();
        }

        assertThat(names).hasSize(105).doesNotHaveDuplicates();
        assertThat(names.get(0)).isEqualTo("c104");
        assertThat(caller.json("/connections").path("items")).hasSize(20);
        assertThat(caller.get("/connections?limit=101").statusCode()).isEqualTo(400);
        assertThat(caller.get("/connections?continuationToken=xyz").statusCode())
                .isEqualTo(400);
    }

    @Test
    void filtersCountsAndOrders() throws Exception {
        String first = flow("landfall/a");
        String second = flow("landfall/b");
        flow("landfall/c");

        assertThat(ids("/flows?property=name==landfall/a,landfall/b")).containsExactly(second, first);
        assertThat(ids("/flows?property=inheritedAttributes.properties.isDestinationFlow==true"))
                .hasSize(3);
        assertThat(ids("/flows?property=inheritedAttributes.targetConnections%5B%5D.connectionSpec.id=="
                        + DestinationKind.S3.connectionSpec() + "&property=name==landfall/a"))
                .containsExactly(first);
        assertThat(ids("/flows?orderby=-name").get(2)).isEqualTo(first);
        assertThat(ids("/flows?orderby=%2Bname").get(0)).isEqualTo(first);
        assertThat(caller.get("/flows?count=true").body()).isEqualTo("{\"count\":3}");
        assertThat(caller.get("/flows?count=true&limit=3").body()).contains("1401-400");
        assertThat(caller.get("/flows?orderby=colour").body()).contains("1433-400");
        assertThat(caller.get("/flows?property=nonsense").body()).contains("1448-400");
        assertThat(caller.get("/flows?property=createdAt%3E1,2").body()).contains("1443-400");
    }

    @Test
    void listsRunsNewestFirst() throws Exception {
        String one = flow("landfall/a");
        String two = flow("landfall/b");
        String third = flow("landfall/c");
        String early = sandbox.putRun(run(one, NOW.minusSeconds(7200)).state("Success"));
        String late = sandbox.putRun(run(two, NOW.minusSeconds(3600)).state("failed"));
        sandbox.putRun(run(third, NOW));

        assertThat(ids("/runs?property=flowId==" + one + "," + two)).containsExactly(late, early);
        assertThat(ids("/runs?property=flowId==" + one + "," + two
                        + "&property=metrics.durationSummary.startedAtUTC%3E"
                        + NOW.minusSeconds(4000).toEpochMilli()))
                .containsExactly(late);
        assertThat(ids("/runs?property=state==Success")).containsExactly(early);
        assertThat(read("/runs/" + early).path("flowId").asText()).isEqualTo(one);
        assertThat(caller.get("/runs/nobody").statusCode()).isEqualTo(404);
        assertThat(read("/flows/" + one).at("/lastRunDetails/id").asText()).isEqualTo(early);
        assertThat(ids("/runs?limit=1")).hasSize(1);
    }

    @Test
    void runsLookLikeTheDocumentedOnes() throws Exception {
        String flow = flow("landfall/a");
        String source = read("/flows/" + flow).at("/sourceConnectionIds/0").asText();
        String done = sandbox.putRun(run(flow, NOW)
                .state("success")
                .completed(NOW.plusSeconds(60))
                .dataset(Catalogue.ORDERS.id(), 500L)
                .dataset(Catalogue.RETURNS.id(), 100L)
                .files(6)
                .bytes(9000));
        String zero = sandbox.putRun(run(flow, NOW).state("success").dataset(Catalogue.ORDERS.id(), 0L));
        String bare = sandbox.putRun(run(flow, NOW).withoutMetrics().state(null));

        JsonNode metrics = read("/runs/" + done).path("metrics");
        assertThat(metrics.at("/recordSummary/outputRecordCount").asLong()).isEqualTo(600);
        assertThat(metrics.at("/recordSummary/sourceSummaries/0/id").asText()).isEqualTo(source);
        assertThat(metrics.at("/recordSummary/targetSummaries/0/entitySummaries/1/id")
                        .asText())
                .isEqualTo("dataset:" + Catalogue.RETURNS.id());
        assertThat(metrics.at("/fileSummary/outputFileCount").asInt()).isEqualTo(6);
        assertThat(metrics.at("/durationSummary/completedAtUTC").asLong())
                .isEqualTo(NOW.plusSeconds(60).toEpochMilli());
        metrics = read("/runs/" + zero).path("metrics");
        assertThat(metrics.at("/recordSummary/inputRecordCount").asLong(-1)).isZero();
        assertThat(metrics.path("recordSummary").has("outputRecordCount")).isFalse();
        assertThat(metrics.has("fileSummary")).isFalse();
        assertThat(read("/runs/" + bare).path("metrics")).isEmpty();
    }

    @Test
    void listsDatasetsByOffset() throws Exception {
        String list = "/connectionSpecs/" + DestinationKind.DATA_LAKE
                + "/configs?outputType=activationDatasets&outputField=datasets&start=0&limit=5";
        assertThat(caller.json(list).path("pageInfo").toString())
                .isEqualTo("{\"start\":0,\"end\":4,\"total\":12,\"hasNext\":true}");

        service.behaviour().shortDatasetPages(2);
        JsonNode page = caller.json(list.replace("limit=5", "limit=20") + "&properties=name");
        assertThat(page.path("items")).hasSize(2);
        assertThat(page.at("/items/0").toString())
                .isEqualTo("{\"id\":\"5ef3e3259ad2a1191ab7dd7d\",\"name\":\"Web events\"}");
        assertThat(page.at("/pageInfo/hasNext").asBoolean()).isTrue();

        service.behaviour().datasetPageInfo(false);
        assertThat(caller.json(list).has("pageInfo")).isFalse();
    }

    @Test
    void givesTheLandingZonesCredentials() throws Exception {
        String path = "/data/foundation/connectors/landingzone/credentials?type=dlz_destination";
        assertThat(caller.get(path).statusCode()).isEqualTo(404);
        service.landingZone(Json.object().put("containerName", "dlz-destination"));

        assertThat(caller.get(path).body()).contains("dlz-destination");
        assertThat(service.landingZoneResets()).isZero();
        caller.post(path + "&action=refresh", null);
        assertThat(service.landingZoneResets()).isEqualTo(1);
    }

    private List<String> ids(String path) throws Exception {
        List<String> ids = new ArrayList<>();
        caller.json(path).path("items").forEach(item -> ids.add(item.path("id").asText()));
        return ids;
    }

    private static EmulatedRun run(String flow, Instant at) {
        return EmulatedRun.of(flow, at).started(at.plus(Duration.ofSeconds(1)));
    }
}
