package io.landfall.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.landfall.state.Database;
import io.landfall.state.Figures;
import io.landfall.state.TestState;
import io.landfall.web.Metrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is shipped for Prometheus and Grafana asks for metrics that there are. */
class MonitoringTest {
    private static final Path FOLDER = Path.of("k8s", "monitoring");
    private static final Pattern OURS = Pattern.compile("\\blandfall_[a-z_]+");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"landfall.rules.yaml", "dashboard.json"})
    void asksForMetricsThatThereAre(String file) throws IOException {
        Set<String> asked = new TreeSet<>();
        Matcher matcher = OURS.matcher(Files.readString(FOLDER.resolve(file)));
        while (matcher.find()) {
            asked.add(matcher.group());
        }
        assertThat(asked).isNotEmpty();
        assertThat(names()).containsAll(asked);
    }

    @Test
    void theDashboardIsJson() throws IOException {
        assertThat(new ObjectMapper()
                        .readTree(FOLDER.resolve("dashboard.json").toFile())
                        .path("panels"))
                .hasSize(6);
    }

    @Test
    void prometheusTakesTheRules() throws Exception {
        assumeTrue(promtool("--version") == 0, "promtool is not installed: the rules are not checked by it");
        assertThat(promtool(
                        "check", "rules", FOLDER.resolve("landfall.rules.yaml").toString()))
                .isZero();
    }

    /** Every metric of ours, each with a row in the database that makes it show. */
    private Set<String> names() {
        try (Database database = TestState.in(folder)) {
            database.jdbi().useHandle(h -> {
                h.execute(
                        "INSERT INTO verdict (export_key, due_ms, dataset_id, verdict, depth, files, bytes, findings,"
                                + " checked_ms) VALUES ('default/prod/orders', ?, 'd', 'LANDED', 'INTEGRITY', 1, 2, '', 0)",
                        Clock.systemUTC().millis());
                h.execute(
                        "INSERT INTO incident (id, key, topic, platform, sandbox, export, dataset, what, severity,"
                                + " since_ms, opened_ms, sequence, summary, evidence, findings)"
                                + " VALUES ('i', 'k', 't', 'default', 'prod', 'orders', '*', 'DRIFT', 'INFO', 0, 0, 0, '', '', '')");
                h.execute(
                        "INSERT INTO notification (id, incident_id, kind, sequence, channel, line, stand_in, created_ms,"
                                + " state, attempts, next_ms) VALUES ('n', 'i', 'opened', 0, 'ops', 'l', FALSE, 0, 'dead', 0, 0)");
            });
            String text = new Metrics(
                            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                            new Figures(database.jdbi()),
                            new Metrics.HandOvers(() -> Map.of("verify", 1L), () -> Map.of("verify", 1L)),
                            Clock.systemUTC())
                    .text();
            Set<String> names = new TreeSet<>();
            Matcher matcher =
                    Pattern.compile("^(landfall_[a-z_]+)\\{", Pattern.MULTILINE).matcher(text);
            while (matcher.find()) {
                names.add(matcher.group(1));
            }
            return names;
        }
    }

    private static int promtool(String... words) throws InterruptedException {
        String[] command = new String[words.length + 1];
        command[0] = "promtool";
        System.arraycopy(words, 0, command, 1, words.length);
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).as(said).isTrue();
            return process.exitValue();
        } catch (IOException notInstalled) {
            return -1;
        }
    }
}
