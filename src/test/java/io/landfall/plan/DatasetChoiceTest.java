package io.landfall.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.model.Dataset;
import io.landfall.model.DatasetRef;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatasetChoiceTest {

    private static final List<Dataset> ELIGIBLE = List.of(
            new Dataset("a1", "Web events"),
            new Dataset("a2", "Orders"),
            new Dataset("a3", "Twin"),
            new Dataset("a4", "Twin"),
            new Dataset("a5", "Customers"));

    @Test
    void findsByIdAndByNameEachOnce() {
        DatasetChoice choice = DatasetChoice.among(
                ELIGIBLE, List.of(DatasetRef.name("Orders"), DatasetRef.id("a1"), DatasetRef.id("a2")));
        assertThat(choice.problems()).isEmpty();
        assertThat(choice.datasets()).extracting(Dataset::id).containsExactly("a2", "a1");
    }

    @Test
    void namesTheNearestOfWhatIsUnknown() {
        DatasetChoice choice = DatasetChoice.among(ELIGIBLE, List.of(DatasetRef.name("web event")));
        assertThat(choice.problems())
                .singleElement()
                .asString()
                .startsWith("dataset name:web event is not among the 5 datasets of this sandbox that can be exported;"
                        + " the nearest: Web events (a1), ");
    }

    @Test
    void anAmbiguousNameAsksForAnId() {
        DatasetChoice choice = DatasetChoice.among(ELIGIBLE, List.of(DatasetRef.name("Twin"), DatasetRef.id("zz")));
        assertThat(choice.problems())
                .hasSize(2)
                .first()
                .isEqualTo("dataset name:Twin is ambiguous, take an id: a3, a4");
    }

    @Test
    void nothingIsEligible() {
        assertThat(DatasetChoice.among(List.of(), List.of(DatasetRef.id("a1"))).problems())
                .containsExactly("dataset a1 is not among the 0 datasets of this sandbox that can be exported");
    }
}
