package io.landfall.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShownTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\nb",
                "a\rb",
                "a\u001bb",
                "a\u0000b",
                "a\u202eb",
                "a\u200bb",
                "a\u2028b",
                "a\ud800b",
                "a\ufeffb",
                "a\u009bb"
            })
    void whatCannotBeSeenIsAQuestionMark(String text) {
        assertThat(Shown.shown(text)).isEqualTo("a?b");
    }

    @Test
    void otherTextIsLeftAsItIs() {
        String text = "aep/Größe 注文/${x} {{y}} <b>&amp; 😀";
        assertThat(Shown.shown(text)).isEqualTo(text);
    }

    @Test
    void longTextIsCutInItsMiddle() {
        String shown = Shown.shown("b" + "-".repeat(2_000) + ".gz.parquet", 60);
        assertThat(shown).hasSize(60).startsWith("b---").contains("-…-").endsWith(".gz.parquet");
        assertThat(Shown.shown("x".repeat(120))).doesNotContain("…");
    }

    @Test
    void aCutNeverLeavesHalfACharacter() {
        for (int max = 3; max < 40; max++) {
            String shown = Shown.shown("😀".repeat(100), max);
            assertThat(shown.length()).isLessThanOrEqualTo(max);
            assertThat(shown.replace("😀", "").replace("…", "").replace("?", ""))
                    .isEmpty();
        }
    }
}
