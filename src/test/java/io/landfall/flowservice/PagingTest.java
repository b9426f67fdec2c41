package io.landfall.flowservice;

import static io.landfall.flowservice.Requests.PLATFORM;
import static io.landfall.flowservice.Requests.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.flowservice.FlowServiceFailure.Rejected;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagingTest {

    private static final FlowServiceRequest RUNS = FlowServiceRequest.get(PLATFORM, "prod", "runs", "list runs")
            .with("property", "flowId==a,b")
            .with("property", "metrics.durationSummary.startedAtUTC>1593134665781")
            .with("limit", "2");
    private static final FlowServiceRequest DATASETS = FlowServiceRequest.get(PLATFORM, "prod", "datasets", "list")
            .with("start", "0")
            .with("limit", "100");

    private final Paging paging = new Paging();

    private Paging.Cursor take(Paging.Cursor cursor, String json) {
        return paging.take(cursor, new Answer(200, json(json)));
    }

    @Test
    void encodesAQueryAsDocumented() {
        assertThat(RUNS.httpQuery())
                .isEqualTo(
                        "property=flowId==a,b&property=metrics.durationSummary.startedAtUTC%3E1593134665781&limit=2");
        assertThat(FlowServiceRequest.get(PLATFORM, "prod", "flows", "x").httpQuery())
                .isNull();
        assertThat(FlowServiceRequest.get(PLATFORM, "prod", "flows/../a b?c", "x")
                        .httpPath())
                .isEqualTo("/flows/%2E%2E/a%20b%3Fc");
    }

    @Test
    void followsTheLinkAndRepeatsTheFilters() {
        Paging.Cursor cursor = take(
                paging.begin(RUNS),
                "{'items':[1,2],'_links':{'next':{'href':"
                        + "'/runs?property=flowId==a,b&limit=2&continuationToken=eyJmYWtlIjoxfQ%3D%3D'}}}");
        assertThat(cursor.more()).isTrue();
        assertThat(cursor.next().query())
                .containsExactlyInAnyOrder(
                        new FlowServiceRequest.Parameter("property", "flowId==a,b"),
                        new FlowServiceRequest.Parameter(
                                "property", "metrics.durationSummary.startedAtUTC>1593134665781"),
                        new FlowServiceRequest.Parameter("limit", "2"),
                        new FlowServiceRequest.Parameter("continuationToken", "eyJmYWtlIjoxfQ=="));

        Paging.Cursor last = take(cursor, "{'items':[3],'_links':{}}");
        assertThat(last.more()).isFalse();
        assertThat(paging.items(last)).extracting(n -> n.asInt()).containsExactly(1, 2, 3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'items':[]}",
                "{'items':[],'_links':{}}",
                "{'items':[],'_links':null}",
                "{'items':[],'_links':{'next':null}}",
                "{'items':[],'_links':{'next':{'href':''}}}"
            })
    void endsWithoutALink(String page) {
        assertThat(take(paging.begin(RUNS), page).more()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/runs?continuationToken=x",
                "/data/foundation/flowservice/runs?continuationToken=x",
                "https://platform.example.test/data/foundation/flowservice/runs?continuationToken=x",
                "/runs?property=inheritedAttributes.targetConnections[].id==x&continuationToken=x"
            })
    void acceptsTheSameListAtTheSameHost(String href) {
        assertThat(take(paging.begin(RUNS), "{'items':[],'_links':{'next':{'href':'" + href + "'}}}")
                        .more())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example.test/data/foundation/flowservice/runs?continuationToken=x",
                "http://platform.example.test/data/foundation/flowservice/runs?continuationToken=x",
                "//evil.example.test/runs?continuationToken=x",
                "https://platform.example.test@evil.example.test/runs?continuationToken=x",
                "/flows?continuationToken=x",
                "/../ims/token?continuationToken=x",
                "mailto:x",
                "%zz"
            })
    void refusesToBeLedElsewhere(String href) {
        Paging.Cursor begun = paging.begin(RUNS);
        assertThatThrownBy(() -> take(begun, "{'items':[],'_links':{'next':{'href':'" + href + "'}}}"))
                .isInstanceOf(Rejected.class);
    }

    @Test
    void refusesAPageThatLeadsBack() {
        String page = "{'items':[1],'_links':{'next':{'href':'/runs?continuationToken=x'}}}";
        Paging.Cursor second = take(paging.begin(RUNS), page);
        assertThatThrownBy(() -> take(second, page)).hasMessageContaining("leads back");
    }

    @Test
    void refusesAListThatDoesNotEnd() {
        Paging.Cursor cursor = paging.begin(RUNS);
        for (int page = 1; page < Paging.MOST_PAGES; page++) {
            cursor = take(cursor, "{'items':[],'_links':{'next':{'href':'/runs?continuationToken=" + page + "'}}}");
        }
        Paging.Cursor last = cursor;
        assertThatThrownBy(() -> take(last, "{'items':[],'_links':{'next':{'href':'/runs?continuationToken=end'}}}"))
                .hasMessageContaining("does not end");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'items':null}", "{'items':{}}", "{'count':95}", "[]"})
    void anAnswerWithoutItemsIsNotAnEmptyList(String answer) {
        Paging.Cursor begun = paging.begin(RUNS);
        assertThatThrownBy(() -> take(begun, answer)).hasMessageContaining("a list without items");
    }

    @Test
    void aShortPageOfDatasetsIsNotTheLast() {
        Paging.Cursor second = take(
                paging.begin(DATASETS),
                "{'items':[1,2,3,4,5],'pageInfo':{'start':0,'end':4,'total':149,'hasNext':true}}");
        assertThat(second.next().parameter("start")).contains("5");
        assertThat(take(second, "{'items':[6],'pageInfo':{'hasNext':false}}").more())
                .isFalse();
    }

    @Test
    void withoutPageInfoOnlyAnEmptyPageIsTheLast() {
        Paging.Cursor second = take(paging.begin(DATASETS), "{'items':[1,2]}");
        assertThat(second.next().parameter("start")).contains("2");
        assertThat(take(second, "{'items':[]}").more()).isFalse();
    }

    @Test
    void anEmptyPageThatPromisesMoreIsBroken() {
        Paging.Cursor begun = paging.begin(DATASETS);
        assertThatThrownBy(() -> take(begun, "{'items':[],'pageInfo':{'hasNext':true}}"))
                .isInstanceOf(Rejected.class);
    }
}
