package io.landfall.runtime;

import io.landfall.alert.Mute;
import io.landfall.model.Condition;
import io.landfall.model.Config;
import io.landfall.model.Incident;
import io.landfall.model.Silence;
import io.landfall.model.Verdict;
import io.landfall.state.Incidents;
import io.landfall.state.Silences;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/** Silences as people make and end them, also while {@code run} works on the same database. */
public final class Silencing {
    private final Silences silences = new Silences();
    private final Incidents incidents = new Incidents();
    private final Config config;
    private final Jdbi jdbi;
    private final Clock clock;

    public Silencing(Config config, Jdbi jdbi, Clock clock) {
        this.config = config;
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** The names of what can be silenced: bad verdicts and conditions. */
    public static Set<String> verdicts() {
        return Stream.concat(
                        Arrays.stream(Verdict.values()).filter(v -> v.bad(true)).map(Verdict::name),
                        Arrays.stream(Condition.values())
                                .filter(c -> c != Condition.UNEXPLAINED_FOLDER)
                                .map(Condition::name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Begins a silence now.
     *
     * @param lasts absent: until what it covers is fixed
     */
    public Silence add(
            Set<String> exports,
            Set<String> verdicts,
            Map<String, String> labels,
            Optional<Duration> lasts,
            String reason) {
        Instant now = Instant.ofEpochMilli(clock.millis());
        Silence silence = new Silence(
                UUID.randomUUID().toString().substring(0, 8),
                exports,
                verdicts,
                labels,
                reason,
                now,
                lasts.map(now::plus),
                false,
                Optional.empty());
        jdbi.useTransaction(tx -> silences.add(tx, silence));
        return silence;
    }

    /** All that are kept, the newest first. */
    public List<Silence> all() {
        return jdbi.withHandle(silences::all);
    }

    /** Those that last now. */
    public List<Silence> active() {
        return all().stream().filter(s -> s.active(clock.instant())).toList();
    }

    /** The open incidents of which nobody is told because of it. */
    public List<Incident> covered(Silence silence) {
        Mute mute = new Mute(config, List.of(silence), clock.instant());
        return jdbi.withHandle(incidents::open).stream()
                .filter(i -> mute.over(i).isPresent())
                .toList();
    }

    /** Ends some; what they covered and still is wrong is told again within half a minute while {@code run} runs. */
    public void end(List<String> ids) {
        jdbi.useTransaction(tx -> silences.end(tx, ids, clock.instant()));
    }
}
