package io.landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Only the command that is called is made; whoever asks for help, or misspells one, meets them all. */
class LandfallTest {
    private static final Pattern LISTED = Pattern.compile("(?m)^  ([a-z][a-z-]+) ");

    private record Said(int code, String text) {}

    private static Said said(String... words) {
        StringWriter text = new StringWriter();
        PrintWriter both = new PrintWriter(text, true);
        int code = Landfall.execute(both, both, words);
        return new Said(code, text.toString());
    }

    private static List<String> listed() {
        String help = said("--help").text();
        return LISTED.matcher(help.substring(help.indexOf("Commands:")))
                .results()
                .map(m -> m.group(1))
                .toList();
    }

    @Test
    void helpListsEveryCommand() {
        assertThat(listed())
                .containsExactly(
                        "demo",
                        "check",
                        "doctor",
                        "datasets",
                        "plan",
                        "apply",
                        "adopt",
                        "run",
                        "verify",
                        "status",
                        "alert-test",
                        "silence",
                        "generate-completion",
                        "help");
    }

    @Test
    void eachIsFoundByItsName() {
        for (String command : listed()) {
            Said said = said(command, "--help");
            assertThat(said.code()).as(command).isZero();
            assertThat(said.text()).as(command).contains("Usage: landfall " + command);
        }
        assertThat(said("silence", "list", "--help").text()).contains("Usage: landfall silence list");
    }

    @Test
    void aMisspeltOneIsAnsweredWithTheNearest() {
        Said said = said("verfy");
        assertThat(said.code()).isEqualTo(Exit.USAGE);
        assertThat(said.text()).contains("landfall verify");
    }
}
