package io.landfall.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class FlowServiceEntitiesTest extends FlowServiceFixture {

    @Test
    void aNewDataflowIsEnabledAndEndsAfterSixMonths() throws Exception {
        JsonNode flow = read("/flows/" + flow("landfall/orders"));

        assertThat(flow.path("state").asText()).isEqualTo("enabled");
        assertThat(flow.path("scheduleParams").path("endTime").asLong())
                .isEqualTo(Instant.parse("2027-06-01T10:00:00Z").getEpochSecond());
        assertThat(flow.at("/inheritedAttributes/properties/isDestinationFlow").asBoolean())
                .isTrue();
        assertThat(flow.at("/inheritedAttributes/targetConnections/0/connectionSpec/id")
                        .asText())
                .isEqualTo(DestinationKind.S3.connectionSpec());
        assertThat(flow.at("/inheritedAttributes/targetConnections/0/baseConnection/id")
                        .asText())
                .isNotEmpty();
        assertThat(flow.path("etag").asText()).matches("\"[0-9a-f]{8}-0000-0200-0000-[0-9a-f]{12}\"");
        assertThat(flow.path("version")).isEqualTo(flow.path("etag"));
        assertThat(flow.has("lastRunDetails")).isFalse();
    }

    @Test
    void theEtagOfThePostIsStale() throws Exception {
        JsonNode posted = Json.parse(
                caller.post("/connections", Bodies.s3Base(KEY, SECRET)).body());
        JsonNode seen = read("/connections/" + posted.path("id").asText());

        assertThat(seen.path("etag")).isNotEqualTo(posted.path("etag"));
        assertThat(seen.path("updatedBy").asText()).isEqualTo("acp_foundation_connectors@AdobeID");

        service.behaviour().touchAfterCreate(false);
        posted = Json.parse(
                caller.post("/connections", Bodies.s3Base(KEY, SECRET)).body());
        assertThat(read("/connections/" + posted.path("id").asText()).path("etag"))
                .isEqualTo(posted.path("etag"));
    }

    @Test
    void secretsComeBackShortened() throws Exception {
        JsonNode base = read("/connections/" + caller.create("/connections", Bodies.s3Base(KEY, SECRET)));

        assertThat(base.at("/auth/params/s3AccessKey").asText()).isEqualTo(KEY);
        assertThat(base.at("/auth/params/s3SecretKey").asText()).isEqualTo("012****");
        assertThat(base.at("/auth/params/authorizedDate").asText()).isEqualTo("2026-12-01");
    }

    @Test
    void aPatchNeedsThePresentEtagInItsQuotes() throws Exception {
        String path = "/flows/" + flow("landfall/orders");
        String etag = read(path).path("etag").asText();
        String patch = "[{\"op\":\"replace\",\"path\":\"/name\",\"value\":\"other\"},"
                + "{\"op\":\"REPLACE\",\"path\":\"/scheduleParams/endTime\",\"value\":1900000000}]";

        var missing = caller.send("PATCH", path, patch);
        assertThat(missing.statusCode()).isEqualTo(400);
        assertThat(missing.body()).contains("1403-400");
        var unquoted = caller.patch(path, etag.replace("\"", ""), patch);
        assertThat(unquoted.statusCode()).isEqualTo(412);
        assertThat(Json.parse(unquoted.body()).path("errorMessage").asText())
                .isEqualTo("Supplied version=[" + etag.replace("\"", "")
                        + "] does not match the current version on entity=[" + etag + "]");

        var done = caller.patch(path, etag, patch);
        assertThat(done.statusCode()).isEqualTo(200);
        JsonNode flow = read(path);
        assertThat(flow.path("name").asText()).isEqualTo("other");
        assertThat(flow.at("/scheduleParams/endTime").asLong()).isEqualTo(1_900_000_000L);
        assertThat(flow.path("etag"))
                .isEqualTo(Json.parse(done.body()).path("etag"))
                .isNotEqualTo(Json.node(etag));
        assertThat(caller.patch(path, etag, patch).statusCode()).isEqualTo(412);
    }

    @Test
    void aPatchIsAllOrNothing() throws Exception {
        String path = "/flows/" + flow("landfall/orders");
        String etag = read(path).path("etag").asText();

        var refused = caller.patch(
                path,
                etag,
                "[{\"op\":\"replace\",\"path\":\"/name\",\"value\":\"other\"},{\"op\":\"move\",\"path\":\"/name\"}]");

        assertThat(refused.body()).contains("1434-400");
        assertThat(read(path).path("name").asText()).isEqualTo("landfall/orders");
        assertThat(caller.patch(path, etag, "[]").body()).contains("1405-400");
        String gone = "[{\"op\":\"replace\",\"path\":\"/sourceConnectionIds\",\"value\":[\"nobody\"]}]";
        assertThat(caller.patch(path, etag, gone).body()).contains("1439-400");
    }

    @Test
    void actionsEnableAndDisable() throws Exception {
        String path = "/flows/" + flow("landfall/orders");

        assertThat(caller.post(path + "/action?op=disable", null).statusCode()).isEqualTo(200);
        assertThat(read(path).path("state").asText()).isEqualTo("disabled");
        assertThat(caller.post(path + "/action?op=ENABLE", null).statusCode()).isEqualTo(200);
        assertThat(read(path).path("state").asText()).isEqualTo("enabled");
        assertThat(caller.post(path + "/action?op=explode", null).body()).contains("1422-400");
    }

    @Test
    void deletesWith202ButNotWhatIsInUse() throws Exception {
        String id = flow("landfall/orders");
        String base = read("/connections").path("id").asText();

        assertThat(caller.send("DELETE", "/connections/" + base, null).body()).contains("1418-400");
        var gone = caller.send("DELETE", "/flows/" + id, null);
        assertThat(gone.statusCode()).isEqualTo(202);
        assertThat(gone.headers().firstValue("Content-Length")).contains("0");
        assertThat(caller.get("/flows/" + id).statusCode()).isEqualTo(404);
        assertThat(caller.send("DELETE", "/connections/" + base, null).statusCode())
                .isEqualTo(202);
    }

    @Test
    void refusesBadBodies() throws Exception {
        ObjectNode good = Bodies.s3Base(KEY, SECRET);
        refused("/connections", changed(good, b -> ((ObjectNode) b.path("connectionSpec")).remove("version")), 422, "");
        refused(
                "/connections",
                changed(good, b -> b.set("connectionSpec", Bodies.spec("nothing"))),
                400,
                "valid spec id");
        refused(
                "/connections",
                changed(good, b -> ((ObjectNode) b.path("auth")).put("specName", "x")),
                400,
                "1415-400");
        refused(
                "/connections",
                changed(good, b -> ((ObjectNode) b.at("/auth/params")).remove("s3SecretKey")),
                400,
                "s3SecretKey");
        refused(
                "/connections",
                changed(good, b -> ((ObjectNode) b.at("/auth/params")).put("s3AccessKey", "x")),
                400,
                "pattern");
        refused(
                "/sourceConnections",
                Bodies.source(new Dataset("000000000000000000000000", "x", "")),
                400,
                "Dataset not found");
        refused("/sourceConnections", Bodies.source(), 400, "datasets");
        String base = caller.create("/connections", good);
        ObjectNode target = Bodies.target(DestinationKind.S3, base, "a", "CSV", "GZIP");
        refused("/targetConnections", target, 400, "datasetFileType");
        refused(
                "/targetConnections",
                Bodies.target(DestinationKind.S3, "nobody", "a", "JSON", "GZIP"),
                400,
                "1439-400");
        refused("/targetConnections", Bodies.target(DestinationKind.SFTP, base, "a", "JSON", "GZIP"), 400, "differs");
        assertThat(caller.send("POST", "/connections", "{").statusCode()).isEqualTo(400);
        assertThat(caller.send("POST", "/connections", null).body()).contains("content-type");
    }

    @Test
    void refusesBadDataflows() throws Exception {
        JsonNode made = read("/flows/" + flow("landfall/orders"));
        ObjectNode good = Bodies.flow(
                DestinationKind.S3,
                "second",
                made.at("/sourceConnectionIds/0").asText(),
                made.at("/targetConnectionIds/0").asText(),
                NOW);
        refused("/flows", changed(good, b -> b.put("state", "enabled")), 400, "1410-400");
        refused("/flows", changed(good, b -> b.set("flowSpec", Bodies.spec("x"))), 400, "1413-400");
        refused(
                "/flows",
                changed(good, b -> b.set("flowSpec", Bodies.spec(DestinationKind.DLZ.flowSpec()))),
                400,
                "target");
        refused(
                "/flows",
                changed(good, b -> ((ObjectNode) b.path("scheduleParams")).put("interval", 4)),
                400,
                "interval");
        refused(
                "/flows",
                changed(good, b -> ((ObjectNode) b.path("scheduleParams")).put("startTime", NOW.toEpochMilli())),
                400,
                "seconds");
        refused("/flows", changed(good, b -> b.putArray("sourceConnectionIds")), 400, "sourceConnectionIds");
    }

    @Test
    void keepsOnlyOneSpellingOfTheFolderTemplate() throws Exception {
        JsonNode made = read("/flows/" + flow("landfall/orders"));
        service.behaviour().folderTemplate("folderNameTemplate");
        ObjectNode body = Bodies.flow(
                DestinationKind.S3,
                "second",
                made.at("/sourceConnectionIds/0").asText(),
                made.at("/targetConnectionIds/0").asText(),
                NOW);
        ((ObjectNode) body.path("scheduleParams")).put("foldernameTemplate", "%DATASET_ID%");

        JsonNode schedule = read("/flows/" + caller.create("/flows", body)).path("scheduleParams");

        assertThat(schedule.has("foldernameTemplate")).isFalse();
        assertThat(schedule.path("interval").asInt()).isEqualTo(3);
    }

    @Test
    void describesAllSixDestinations() throws Exception {
        for (DestinationKind kind : DestinationKind.values()) {
            JsonNode spec = read("/connectionSpecs/" + kind.connectionSpec());
            assertThat(spec.path("name").asText()).isEqualTo(kind.title());
            List<String> required = new java.util.ArrayList<>();
            spec.at("/targetSpec/spec/required").forEach(r -> required.add(r.asText()));
            assertThat(required).containsAll(kind.targetParams()).contains("fileType");
        }
        assertThat(read("/connectionSpecs/" + DestinationKind.DLZ.connectionSpec())
                        .path("authSpec"))
                .isEmpty();
        assertThat(read("/connectionSpecs/" + DestinationKind.SFTP.connectionSpec())
                        .path("authSpec"))
                .hasSize(2);
        assertThat(caller.get("/connectionSpecs/nothing").statusCode()).isEqualTo(404);
    }

    private void refused(String path, JsonNode body, int status, String text) throws Exception {
        var answer = caller.post(path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(text);
    }

    private static ObjectNode changed(ObjectNode body, Consumer<ObjectNode> change) {
        ObjectNode copy = body.deepCopy();
        change.accept(copy);
        return copy;
    }
}
