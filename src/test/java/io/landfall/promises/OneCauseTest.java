package io.landfall.promises;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.landfall.emulator.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One cause that hits many exports is one message, and it names them all. */
class OneCauseTest {
    private static final int EXPORTS = 40;

    @TempDir
    Path folder;

    @Test
    void fortyExportsBehindOneRefusedTokenAreOneMessage() throws Exception {
        try (Stage stage = new Stage(folder)) {
            stage.startIn(Duration.ofHours(-7));
            List<String> names = new ArrayList<>();
            for (int n = 10; n < 10 + EXPORTS; n++) {
                names.add("export-" + n);
                stage.export("export-" + n, "lake", "json", Outcome.ON_TIME)
                        .key("export.export-" + n + ".grace", "1h")
                        .key("export.export-" + n + ".first-grace", "1h")
                        .seenBefore("export-" + n);
            }
            stage.key("platform.client-secret", "refused");
            Stage.Ended verified = stage.command("verify", "--alert", "--json");
            assertThat(verified.code()).as(verified.err()).isEqualTo(2);
            assertThat(verified.json().path("results"))
                    .allSatisfy(r -> assertThat(r.path("verdict").asText()).isEqualTo("UNKNOWN"));
            List<JsonNode> messages = new ArrayList<>();
            for (var message : stage.world.webhook().received()) {
                messages.add(new ObjectMapper().readTree(message.body()).path("data"));
            }
            assertThat(messages).singleElement().satisfies(m -> {
                assertThat(m.path("key").asText()).isEqualTo("default/prod/cause/platform:default/DENIED");
                assertThat(m.path("severity").asText()).isEqualTo("ticket");
                assertThat(m.path("export").isNull()).isTrue();
                assertThat(m.path("affected")).extracting(JsonNode::asText).containsExactlyElementsOf(names);
            });
            stage.command("verify", "--alert");
            assertThat(stage.world.webhook().received()).hasSize(1);
        }
    }
}
