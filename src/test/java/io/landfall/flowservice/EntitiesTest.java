package io.landfall.flowservice;

import static io.landfall.flowservice.Requests.GET;
import static io.landfall.flowservice.Requests.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.landfall.model.Dataflow;
import io.landfall.model.Dataset;
import io.landfall.model.EntityType;
import io.landfall.model.FlowObject;
import io.landfall.model.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntitiesTest {

    private static final JsonNode FLOW = json("{'id':'7a6e996c','createdAt':1658340453699,'name':'landfall/orders',"
            + "'description':'d','flowSpec':{'id':'269ba276','version':'1.0'},'state':'enabled',"
            + "'version':'\\\"0503\\\"','etag':'\\\"0503\\\"','sourceConnectionIds':['s1'],'targetConnectionIds':['t1'],"
            + "'scheduleParams':{'interval':3,'timeUnit':'hour','startTime':1668474000,'endTime':1975901210,"
            + "'folderNameTemplate':'%DATASET_ID%'},'lastRunDetails':null}");

    @Test
    void readsADataflow() {
        FlowObject flow = Entities.object(EntityType.FLOW, FLOW).orElseThrow();
        assertThat(flow)
                .returns("7a6e996c", FlowObject::id)
                .returns("\"0503\"", FlowObject::etag)
                .returns("269ba276", FlowObject::specId)
                .returns(List.of("s1"), FlowObject::sourceIds)
                .returns(List.of("t1"), FlowObject::targetIds)
                .returns(Instant.ofEpochMilli(1658340453699L), FlowObject::createdAt);
        assertThat(flow.fields()).containsEntry("scheduleParams.interval", "3");

        Dataflow dataflow =
                Entities.dataflow(FLOW, List.of(new Dataset("d1", "n"))).orElseThrow();
        assertThat(dataflow.schedule())
                .isEqualTo(new Schedule(
                        Instant.ofEpochSecond(1668474000),
                        Duration.ofHours(3),
                        Optional.of(Instant.ofEpochSecond(1975901210))));
        assertThat(dataflow.folderTemplate()).contains("%DATASET_ID%");
    }

    @ParameterizedTest
    @CsvSource({"1, day, PT24H", "24, hour, PT24H", "12, HOUR, PT12H", "0, day, PT0S", "0, '', PT0S"})
    void readsIntervals(int interval, String unit, Duration every) {
        JsonNode flow = json("{'id':'a','scheduleParams':{'interval':" + interval + ",'timeUnit':'" + unit
                + "','startTime':1668474000000}}");
        Dataflow dataflow = Entities.dataflow(flow, List.of()).orElseThrow();
        assertThat(dataflow.schedule().every()).isEqualTo(every);
        assertThat(dataflow.schedule().start()).isEqualTo(Instant.ofEpochSecond(1668474000));
        assertThat(dataflow.schedule().end()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'id':'a'}",
                "{'id':'a','scheduleParams':{'interval':3,'timeUnit':'fortnight','startTime':1}}",
                "{'id':'a','scheduleParams':{'interval':-3,'timeUnit':'hour','startTime':1}}",
                "{'id':'a','scheduleParams':{'interval':3,'timeUnit':'hour'}}",
                "{'scheduleParams':{'interval':3,'timeUnit':'hour','startTime':1668474000}}"
            })
    void aDataflowWithoutAReadableScheduleHasNoSlots(String flow) {
        assertThat(Entities.dataflow(json(flow), List.of())).isEmpty();
    }

    @Test
    void takesNoSecretOutOfABaseConnection() {
        JsonNode base = json("{'id':'b','auth':{'specName':'SFTP with Password','params':{'domain':'h',"
                + "'username':'u','password':'canary','authorizedDate':'2022-08-03'}}}");
        FlowObject object = Entities.object(EntityType.BASE_CONNECTION, base).orElseThrow();
        assertThat(object.fields()).containsOnlyKeys("auth.specName", "auth.params.domain");
        assertThat(object.toString()).doesNotContain("canary");
    }

    @Test
    void readsTheDatasetsOfASourceConnection() {
        JsonNode source =
                json("{'id':'s','params':{'datasets':[{'dataSetId':'d1','name':'One'},{'dataSetId':'d2'},{}]}}");
        assertThat(Entities.object(EntityType.SOURCE_CONNECTION, source)
                        .orElseThrow()
                        .datasets())
                .containsExactly(new Dataset("d1", "One"), new Dataset("d2", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'items':[]}", "{'items':[{},{}]}", "{}"})
    void aGetByIdAnswersExactlyOne(String answer) {
        assertThatThrownBy(() -> Entities.single(GET, new Answer(200, json(answer))))
                .hasMessageContaining("not found");
    }
}
