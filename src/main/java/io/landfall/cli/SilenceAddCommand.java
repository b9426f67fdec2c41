package io.landfall.cli;

import io.landfall.model.Config;
import io.landfall.model.Silence;
import io.landfall.runtime.Silencing;
import io.landfall.runtime.Wiring;
import io.landfall.spec.Durations;
import io.landfall.spec.Loaded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code silence add}. */
@Command(
        name = "add",
        description = {
            "Begins a silence now. What it covers has one of the exports, one of the verdicts and all of the labels;",
            "an incident that hits many exports is silenced only by a silence that covers all of them."
        },
        mixinStandardHelpOptions = true)
final class SilenceAddCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Files files;

    @Option(names = "--export", paramLabel = "EXPORT", description = "alerts about this export; repeatable")
    private List<String> exports = new ArrayList<>();

    @Option(
            names = "--verdict",
            paramLabel = "VERDICT",
            description = "alerts of this verdict or condition, such as MISSING or DRIFT; repeatable")
    private List<String> verdicts = new ArrayList<>();

    @Option(names = "--label", paramLabel = "K=V", description = "alerts about exports with this label; repeatable")
    private Map<String, String> labels = new LinkedHashMap<>();

    @ArgGroup(multiplicity = "1")
    private Lasting lasting;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "why, for those who wonder")
    private String reason;

    @Option(names = "--json", description = "print one JSON document")
    private boolean json;

    /** How long. */
    static final class Lasting {
        @Option(names = "--for", paramLabel = "TIME", converter = Time.class, description = "as 30m, 4h or 2d")
        private Duration time;

        @Option(names = "--until-fixed", description = "until nothing of what it covers is wrong any more")
        private boolean untilFixed;
    }

    /** A duration as property files have it. */
    static final class Time implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            return Durations.of(text)
                    .orElseThrow(
                            () -> new TypeConversionException("'" + text + "' is not a time such as 30m, 4h or 2d"));
        }
    }

    @Override
    public Integer call() {
        Loaded loaded = files.load();
        Config config = loaded.config().orElseThrow();
        if (exports.isEmpty() && verdicts.isEmpty() && labels.isEmpty()) {
            throw Stop.usage("silence what? Give --export, --verdict or --label");
        }
        if (reason.isBlank()) {
            throw Stop.usage("--reason: why? Somebody is going to wonder");
        }
        Exports.named(config, exports);
        Set<String> known = Silencing.verdicts();
        Set<String> chosen = new TreeSet<>();
        for (String verdict : verdicts) {
            chosen.add(verdict.toUpperCase(Locale.ROOT));
            if (!known.containsAll(chosen)) {
                throw Stop.usage("--verdict: there are no alerts of " + verdict + "; there are those of "
                        + String.join(", ", known));
            }
        }
        labels.forEach((name, value) -> {
            if (config.exports().values().stream()
                    .noneMatch(e -> value.equals(e.labels().get(name)))) {
                spec.commandLine().getErr().println("no export has the label " + name + "=" + value + " now");
            }
        });
        try (Wiring wiring = Wiring.of(loaded)) {
            Silencing silencing = wiring.silencing();
            Silence silence = silencing.add(
                    Set.copyOf(exports),
                    chosen,
                    labels,
                    lasting.untilFixed ? Optional.empty() : Optional.of(lasting.time),
                    reason.strip());
            if (json) {
                Json.print(spec, SilenceOutput.json(silence, wiring.clock().instant()));
            } else {
                spec.commandLine().getOut().println(SilenceOutput.line(silence));
            }
            silencing
                    .covered(silence)
                    .forEach(i -> spec.commandLine().getErr().println("silenced: " + i.what() + " " + i.summary()));
            return Exit.WELL;
        }
    }
}
