package io.landfall.flowservice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.landfall.model.EntityType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One request, one fault, one sentence. */
class RequestRulesTest {

    private static final String NAMED = "'name':'landfall/orders',";
    private static final String SCHEDULE =
            "'exportMode':'FIRST_FULL_THEN_INCREMENTAL','interval':3,'timeUnit':'hour','startTime':100,'endTime':200";

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static List<String> flow(String schedule) {
        return RequestRules.violations(EntityType.FLOW, json("{" + NAMED + "'scheduleParams':{" + schedule + "}}"));
    }

    @Test
    void nothingIsWrongWithWhatTheDocumentsShow() {
        assertThat(flow(SCHEDULE)).isEmpty();
        assertThat(flow(SCHEDULE.replace("3,'timeUnit':'hour'", "1,'timeUnit':'day'")))
                .isEmpty();
        assertThat(flow("'exportMode':'DAILY_FULL_EXPORT','interval':0,'timeUnit':'day','startTime':100"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'interval':3 | 'interval':8 | scheduleParams.interval is not 3, 6, 9 or 12 hours, 1 day, or 0 for once",
                "'timeUnit':'hour' | 'timeUnit':'day' | scheduleParams.interval is not 3, 6, 9 or 12 hours, 1 day, or 0"
                        + " for once",
                "'interval':3 | 'interval':0 | scheduleParams.exportMode is not DAILY_FULL_EXPORT, as the interval wants"
                        + " it",
                "FIRST_FULL_THEN_INCREMENTAL | DAILY_FULL_EXPORT | scheduleParams.exportMode is not"
                        + " FIRST_FULL_THEN_INCREMENTAL, as the interval wants it",
                "'endTime':200 | 'endTime':100 | scheduleParams.endTime is not after startTime",
                "'startTime':100 | 'startTime':'soon' | scheduleParams.startTime is not a number of seconds"
            })
    void ofASchedule(String right, String wrong, String sentence) {
        assertThat(SCHEDULE).contains(right);
        assertThat(flow(SCHEDULE.replace(right, wrong))).containsExactly(sentence);
    }

    @Test
    void jsonIsCompressedOnly() {
        String target = "{" + NAMED + "'params':{'datasetFileType':'JSON','compression':'NONE'}}";
        assertThat(RequestRules.violations(EntityType.TARGET_CONNECTION, json(target)))
                .containsExactly("params.compression is not GZIP, and JSON is exported compressed only");
        for (String fits : List.of(target.replace("NONE", "GZIP"), target.replace("JSON", "PARQUET"))) {
            assertThat(RequestRules.violations(EntityType.TARGET_CONNECTION, json(fits)))
                    .isEmpty();
        }
    }

    @Test
    void datasetsAreNamedByTheirIds() {
        String source = "{" + NAMED + "'params':{'datasets':[%s]}}";
        String fits = "{'dataSetId':'5ef3e3259ad2a1191ab7dd7d'}";
        assertThat(RequestRules.violations(EntityType.SOURCE_CONNECTION, json(source.formatted(fits))))
                .isEmpty();
        assertThat(RequestRules.violations(EntityType.SOURCE_CONNECTION, json(source.formatted(""))))
                .containsExactly("params.datasets is empty");
        assertThat(RequestRules.violations(
                        EntityType.SOURCE_CONNECTION, json(source.formatted(fits + ",{'dataSetId':'orders'}"))))
                .containsExactly("params.datasets.dataSetId is not an id of 24 letters or digits");
    }

    @ParameterizedTest
    @CsvSource({"landfall/", "orders", "landfall/Orders", "landfall/-orders", "''"})
    void namesAreOurs(String name) {
        assertThat(RequestRules.violations(EntityType.BASE_CONNECTION, json("{'name':'" + name + "'}")))
                .containsExactly("name is not landfall/ and a name of up to 63 lower-case letters, digits and hyphens");
    }

    @Test
    void idsAreUuids() {
        String id = "63e0b47b-94bd-4b20-a395-81ff6b496335";
        String flow = "{'sourceConnectionIds':['%s'],'targetConnectionIds':['%s']}";
        assertThat(RequestRules.ids(json(flow.formatted(id, id)))).isEmpty();
        assertThat(RequestRules.ids(json(flow.formatted("", id)))).containsExactly("sourceConnectionIds is not a UUID");
        assertThat(RequestRules.ids(json("{'targetConnectionIds':[]}")))
                .containsExactly("targetConnectionIds is empty");
        assertThat(RequestRules.ids(json("{'baseConnectionId':'x'}")))
                .containsExactly("baseConnectionId is not a UUID");
    }

    @Test
    void aPatchIsHeldAgainstWhatItChangesAlone() {
        String patch = "[{'op':'replace','path':'/description','value':'x'},"
                + "{'op':'replace','path':'/auth/params','value':{'a':'b'}},"
                + "{'op':'replace','path':'/sourceConnectionIds','value':['x']},"
                + "{'op':'replace','path':'/scheduleParams','value':{" + SCHEDULE.replace("200", "50") + "}}]";
        assertThat(RequestRules.violations(EntityType.FLOW, json(patch)))
                .containsExactly("scheduleParams.endTime is not after startTime");
        assertThat(RequestRules.ids(json(patch))).containsExactly("sourceConnectionIds is not a UUID");
        assertThat(RequestRules.whole(json(patch)).at("/auth/params/a").asText())
                .isEqualTo("b");
    }
}
