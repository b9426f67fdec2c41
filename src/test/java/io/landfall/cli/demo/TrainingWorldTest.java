package io.landfall.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.canary.Canaries;
import io.landfall.cli.Landfall;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher makes its class archive by this command, and none when it does not end well. */
class TrainingWorldTest {
    @TempDir
    Path folder;

    @Test
    void hasALandingToVerify() {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        try (TrainingWorld training = TrainingWorld.start(folder)) {
            int code = Landfall.execute(
                    new PrintWriter(out, true),
                    new PrintWriter(err, true),
                    "verify",
                    "--config",
                    training.config().toString());
            assertThat(code).as(out + "\n" + err).isZero();
        }
        Canaries.note(Canaries.Way.COMMAND, out.toString());
        assertThat(out.toString()).contains("orders", "LANDED");
    }
}
