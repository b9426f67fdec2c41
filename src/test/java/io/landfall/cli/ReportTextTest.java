package io.landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportTextTest {
    @Test
    void aCellIsQuotedByRfc4180WhereItHasTo() {
        assertThat(ReportText.cell("plain text; more")).isEqualTo("plain text; more");
        assertThat(ReportText.cell("a,b")).isEqualTo("\"a,b\"");
        assertThat(ReportText.cell("say \"no\"")).isEqualTo("\"say \"\"no\"\"\"");
        assertThat(ReportText.cell("two\nlines")).isEqualTo("\"two\nlines\"");
        assertThat(ReportText.cell("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"})
    void aCellIsNoFormula(String text) {
        assertThat(ReportText.cell(text).replaceFirst("^\"", "")).startsWith("'" + text.charAt(0));
    }

    @Test
    void eachLineEndsAsRfc4180Says() {
        StringWriter out = new StringWriter();
        ReportText.csv(new PrintWriter(out), List.of(), List.of());
        assertThat(out)
                .hasToString(
                        "export,dataset,slot,verdict,checkedAt,runId,runState,files,bytes,records,folder,findings\r\n");
    }
}
