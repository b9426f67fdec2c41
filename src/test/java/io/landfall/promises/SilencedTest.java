package io.landfall.promises;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.landfall.emulator.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is silenced is not told, is shown all the same, and is told when the silence ends and it still is wrong. */
class SilencedTest {
    @TempDir
    Path folder;

    private Stage stage;

    @BeforeEach
    void open() {
        stage = new Stage(folder);
        stage.startIn(Duration.ofHours(-7)).export("orders", "lake", "json", Outcome.NOT_STARTED);
        stage.key("export.orders.grace", "1h").key("export.orders.first-grace", "1h");
        stage.key("export.orders.label.owner", "core").seenBefore("orders");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void nothingIsToldUntilItEnds() {
        Stage.Ended added = stage.command(
                "silence", "add", "--export", "orders", "--for", "4h", "--reason", "a migration", "--json");
        assertThat(added.code()).as(added.err()).isZero();
        String id = added.json().path("id").asText();
        assertThat(stage.command("verify", "--alert").code()).isEqualTo(2);
        assertThat(stage.told("orders")).isEmpty();

        Stage.Ended status = stage.command("status", "--json");
        assertThat(status.code()).isEqualTo(2);
        assertThat(status.json().path("incidents")).isNotEmpty();
        JsonNode silence = status.json().path("silences").get(0);
        assertThat(silence.path("id").asText()).isEqualTo(id);
        assertThat(silence.path("reason").asText()).isEqualTo("a migration");
        assertThat(stage.command("status").out())
                .contains("silenced:")
                .contains(id)
                .contains("a migration");
        assertThat(stage.command("silence", "list").out()).contains(id).contains("of orders");

        assertThat(stage.command("silence", "end", id).out()).contains("ended " + id);
        assertThat(stage.command("silence", "list", "--json").json().path("silences"))
                .isEmpty();
        assertThat(stage.command("silence", "list", "--all", "--json").json().path("silences"))
                .hasSize(1);
        assertThat(stage.command("verify", "--alert").code()).isEqualTo(2);
        assertThat(stage.told("orders"))
                .containsOnly("opened")
                .hasSameSizeAs(status.json().path("incidents"));
    }

    @Test
    void wrongUsageIsSaidInWords() {
        usage("silence what? Give --export, --verdict or --label", "--for", "4h", "--reason", "x");
        usage("there is no export nosuch; declared are orders", "--export", "nosuch", "--for", "4h", "--reason", "x");
        usage("there are no alerts of LANDED", "--verdict", "LANDED", "--for", "4h", "--reason", "x");
        usage(
                "'4 hours' is not a time such as 30m, 4h or 2d",
                "--export",
                "orders",
                "--for",
                "4 hours",
                "--reason",
                "x");
        usage("--reason", "--export", "orders", "--for", "4h");
        usage("--for", "--export", "orders", "--reason", "x");
        usage("--for", "--export", "orders", "--reason", "x", "--for", "4h", "--until-fixed");
        usage("--label", "--label", "owner", "--for", "4h", "--reason", "x");
        Stage.Ended ended = stage.command("silence", "end", "nosuch");
        assertThat(ended.code()).isEqualTo(64);
        assertThat(ended.err()).contains("there is no silence nosuch that lasts now; there is none");
    }

    @Test
    void aSilenceByLabelAndVerdictLastsUntilItIsFixed() {
        Stage.Ended added = stage.command(
                "silence",
                "add",
                "--label",
                "owner=core",
                "--verdict",
                "not_started",
                "--verdict",
                "no_dataflow",
                "--until-fixed",
                "--reason",
                "x");
        assertThat(added.code()).as(added.err()).isZero();
        assertThat(added.out()).contains("NOT_STARTED,NO_DATAFLOW owner=core is silenced until it is fixed");
        stage.command("verify", "--alert");
        assertThat(stage.told("orders")).isEmpty();
    }

    private void usage(String words, String... options) {
        String[] all = new String[options.length + 2];
        all[0] = "silence";
        all[1] = "add";
        System.arraycopy(options, 0, all, 2, options.length);
        Stage.Ended ended = stage.command(all);
        assertThat(ended.code()).as(ended.err()).isEqualTo(64);
        assertThat(ended.err()).contains(words);
        assertThat(ended.out()).isEmpty();
    }
}
