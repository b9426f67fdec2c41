package io.landfall.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkTest {

    private static final Mark MARK = new Mark("orders", "0123456789ab");

    @Test
    void standsAtTheEndOfADescriptionInPlaceOfAnOlderOne() {
        String first = MARK.writtenTo("By hand, [sic]");
        assertThat(first).isEqualTo("By hand, [sic] [landfall orders 0123456789ab]");
        assertThat(Mark.of(first)).contains(MARK);
        assertThat(new Mark("orders", "ba9876543210").writtenTo(first))
                .isEqualTo("By hand, [sic] [landfall orders ba9876543210]");
        assertThat(MARK.writtenTo("")).isEqualTo(MARK.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "words",
                "[landfall orders]",
                "[landfall orders 0123456789ab] and more",
                "[landfall orders xyz]"
            })
    void anythingElseIsNoMark(String description) {
        assertThat(Mark.of(description)).isEmpty();
    }

    @Test
    void theHashDependsOnTheFieldsNotOnTheirOrder() {
        assertThat(Mark.hash(Map.of("a", "1", "b", "2"))).isEqualTo(Mark.hash(Map.of("b", "2", "a", "1")));
        assertThat(Mark.hash(Map.of("a", "1", "b", "2"))).isNotEqualTo(Mark.hash(Map.of("a", "1\nb=1:2")));
        assertThat(Mark.hash(Map.of())).hasSize(12);
    }
}
