package io.landfall.flowservice;

import static io.landfall.flowservice.Requests.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.model.Run;
import io.landfall.model.RunState;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("zones")
class RunAnswersTest {

    private static Run run(String metrics) {
        return RunAnswers.run(json("{'id':'r','flowId':'f','createdAt':1680721868500,'updatedAt':1680721889296,"
                        + "'metrics':" + metrics + "}"))
                .orElseThrow();
    }

    @Test
    void readsARunOfTwoDatasets() {
        Run run = run("{'durationSummary':{'startedAtUTC':1680721870000,'completedAtUTC':1680721990000},"
                + "'recordSummary':{'inputRecordCount':100600,'createdRecordCount':100550,'outputRecordCount':100500,"
                + "'sourceSummaries':[{'id':'s1','entitySummaries':[{'id':'dataset:a','inputRecordCount':7},"
                + "{'id':'dataset:b','inputRecordCount':9}]}],"
                + "'targetSummaries':[{'id':'t1','entitySummaries':[{'id':'dataset:a','outputRecordCount':100000},"
                + "{'id':'segment:x','outputRecordCount':1}]}],'failedRecordCount':2},"
                + "'fileSummary':{'inputFileCount':7,'outputFileCount':6},'statusSummary':{'status':'success'}}");
        assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(run.startedAt()).contains(Instant.ofEpochMilli(1680721870000L));
        assertThat(run.completedAt()).contains(Instant.ofEpochMilli(1680721990000L));
        assertThat(run.records()).contains(100500L);
        assertThat(run.files()).contains(6L);
        assertThat(run.failedRecords()).contains(2L);
        assertThat(run.recordsByDataset()).isEqualTo(Map.of("a", 100000L, "b", 9L));
        assertThat(run.sourceConnectionId()).contains("s1");
    }

    @Test
    void countsMayBeMissingOrMinusOne() {
        Run run = run("{'durationSummary':{'startedAtUTC':1597434147190},'sizeSummary':{'inputBytes':-1},"
                + "'fileSummary':{'outputFileCount':-1},'recordSummary':{'outputRecordCount':-1},"
                + "'statusSummary':{'status':'failed','errors':[{'code':'CONNECTOR-2001-500',"
                + "'message':'Error\\u001b[31m in processing'}]}}");
        assertThat(run.state()).isEqualTo(RunState.FAILED);
        assertThat(run.records()).isEmpty();
        assertThat(run.files()).isEmpty();
        assertThat(run.completedAt()).isEmpty();
        assertThat(run.errors()).containsExactly("CONNECTOR-2001-500 Error [31m in processing");
    }

    @Test
    void zeroIsACountAndTheInputCountsWhereNothingElseDoes() {
        Run run = run("{'recordSummary':{'inputRecordCount':0,'sourceSummaries':[{'id':'s','entitySummaries':[]}]}}");
        assertThat(run.records()).contains(0L);
        assertThat(run.state()).isEqualTo(RunState.UNKNOWN);
        assertThat(run.files()).isEmpty();
    }

    @Test
    void secondsAreRecognisedAndTheOtherNameOfTheEndToo() {
        Run run = run("{'durationSummary':{'startedAtUTC':1680721870,'stoppedAtUTC':1680721990}}");
        assertThat(run.startedAt()).contains(Instant.ofEpochSecond(1680721870));
        assertThat(run.completedAt()).contains(Instant.ofEpochSecond(1680721990));
    }

    @Test
    void everythingMayBeMissing() {
        Run run = RunAnswers.run(json("{'id':'r','flowId':'f'}")).orElseThrow();
        assertThat(run.state()).isEqualTo(RunState.UNKNOWN);
        assertThat(run.began()).isEqualTo(Instant.EPOCH);
        assertThat(RunAnswers.run(json("{'id':'r'}"))).isEmpty();
        assertThat(RunAnswers.run(json("{'flowId':'f'}"))).isEmpty();
        assertThat(RunAnswers.run(json("{'id':'r','flowId':'f','metrics':[1,'x']}")))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "success, SUCCEEDED",
        "Success, SUCCEEDED",
        "COMPLETED, SUCCEEDED",
        "partialSuccess, PARTIAL",
        "PARTIAL_SUCCESS, PARTIAL",
        "Partial Failure, PARTIAL",
        "failed, FAILED",
        "FAILED, FAILED",
        "inProgress, UNFINISHED",
        "IN_PROGRESS, UNFINISHED",
        "Processing, UNFINISHED",
        "Waiting, UNFINISHED",
        "QUEUED, UNFINISHED",
        "SCHEDULED, UNFINISHED",
        "'', UNKNOWN",
        "successful-ish, UNKNOWN",
        "unsuccess, UNKNOWN"
    })
    void readsStatesInTheirManySpellings(String spelling, RunState state) {
        assertThat(RunAnswers.state(spelling)).isEqualTo(state);
    }
}
