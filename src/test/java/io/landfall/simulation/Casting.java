package io.landfall.simulation;

import io.landfall.model.Landing;
import io.landfall.model.Run;
import io.landfall.model.RunState;
import io.landfall.model.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Makes the runs and files of one slot, and writes down what they mean while it makes them. */
final class Casting {
    private static final long RECORDS = 1_200;
    private static final long FILES = 3;

    /** Seconds: {@code verify.settle}. */
    private static final long SETTLE = 120;

    private final String flow;
    private final long due;
    private final long deadline;
    private final Random random;
    private final long began;
    private final long ended;
    private final List<Phase> phases = new ArrayList<>();

    Casting(String flow, long due, long next, long deadline, Random random) {
        this.flow = flow;
        this.due = due;
        this.deadline = deadline;
        this.random = random;
        // a run may begin up to five minutes early, and until five minutes before the next slot
        long room = next - due - Plot.EARLY - 2;
        began = switch (random.nextInt(8)) {
            case 0 -> due - Plot.EARLY;
            case 1 -> due - random.nextInt(Plot.EARLY);
            case 2 -> due + room;
            case 3 -> due + (long) (room * random.nextDouble());
            default -> due + random.nextInt(1200);
        };
        ended = began + 30 + random.nextInt(random.nextInt(6) == 0 ? 8 * 3600 : 2400);
    }

    List<Phase> of(Fate fate) {
        add(0, List.of(), Landing.none(), Verdict.NOT_STARTED);
        switch (fate) {
            case GOOD -> finished(run(0, began, ended, RunState.SUCCEEDED, RECORDS, FILES, null), 3, good(ended - 1));
            case WITHOUT_COUNTS -> withoutCounts();
            case LAGGING -> lagging();
            case FAILED -> finished(run(0, began, ended, RunState.FAILED, null, null, null), 0, Verdict.RUN_FAILED);
            case RETRIED -> again(RunState.FAILED, 0, Verdict.RUN_FAILED);
            case AD_HOC -> adHoc();
            case SLOW, STUCK, STRANGE -> unfinished(fate);
            case NO_RUN -> {}
            case NOTHING ->
                finished(run(0, began, ended, RunState.SUCCEEDED, 0L, 0L, null), 0, Verdict.NOTHING_TO_EXPORT);
            case MISSING ->
                finished(run(0, began, ended, RunState.SUCCEEDED, RECORDS, FILES, null), 0, Verdict.MISSING);
            case SHORT ->
                finished(run(0, began, ended, RunState.SUCCEEDED, RECORDS, FILES, null), 2, Verdict.INCOMPLETE);
            case PARTIAL ->
                finished(run(0, began, ended, RunState.PARTIAL, RECORDS, FILES, null), 3, Verdict.INCOMPLETE);
            case LOSSES ->
                finished(run(0, began, ended, RunState.SUCCEEDED, RECORDS, FILES, 7L), 3, Verdict.INCOMPLETE);
            case ZERO_BYTES -> damaged(1, 0, 0, Verdict.EMPTY);
            case WRONG_FORMAT -> damaged(0, 1, 0, Verdict.WRONG_FORMAT);
            case CORRUPT -> damaged(0, 0, 1, Verdict.CORRUPT);
            case SPEECHLESS ->
                finished(run(0, began, ended, RunState.SUCCEEDED, unknown(), unknown(), null), 0, Verdict.UNKNOWN);
        }
        return phases;
    }

    private void begun() {
        add(began, List.of(run(0, began, 0, RunState.UNFINISHED, null, null, null)), Landing.none(), Verdict.RUN_STUCK);
    }

    private void finished(Run run, int files, Verdict means) {
        begun();
        add(ended, List.of(run), files == 0 ? Landing.none() : landing(files, ended - 1, 0, 0, 0), means);
    }

    private void damaged(int empty, int format, int corrupt, Verdict means) {
        begun();
        Run run = run(0, began, ended, RunState.SUCCEEDED, RECORDS, FILES, null);
        add(ended, List.of(run), landing(3, ended - 1, empty, format, corrupt), means);
    }

    /** Where the run tells no end either, nobody can say that the files are all there until they have settled. */
    private void withoutCounts() {
        Run run = run(0, began, ended, RunState.SUCCEEDED, unknown(), unknown(), null);
        begun();
        Verdict means = run.completedAt().isPresent() ? good(ended - 1) : Verdict.UNKNOWN;
        add(ended, List.of(run), landing(2, ended - 1, 0, 0, 0, false), means);
        add(ended - 1 + SETTLE, List.of(run), landing(2, ended - 1, 0, 0, 0), good(ended - 1));
    }

    private void lagging() {
        Run run = run(0, began, ended, RunState.SUCCEEDED, RECORDS, FILES, null);
        begun();
        add(ended, List.of(run), Landing.none(), Verdict.MISSING);
        long some = ended + 1 + random.nextInt(1200);
        add(some, List.of(run), landing(2, some, 0, 0, 0), Verdict.INCOMPLETE);
        long all = some + 1 + random.nextInt(4 * 3600);
        add(all, List.of(run), landing(3, all, 0, 0, 0), good(all));
    }

    private void again(RunState first, int files, Verdict means) {
        begun();
        Run before = run(0, began, ended, first, null, null, null);
        add(ended, List.of(before), Landing.none(), means);
        // a repetition keeps the start of what it repeats
        Run second = run(1, began, 0, RunState.UNFINISHED, null, null, null);
        long then = ended + 60 + random.nextInt(3600);
        add(then, List.of(before, second), Landing.none(), Verdict.RUN_STUCK);
        long over = then + 60 + random.nextInt(3600);
        Run good = run(1, began + 1, over, RunState.SUCCEEDED, RECORDS, FILES, null);
        add(over, List.of(good, before), landing(3, over - 1, 0, 0, 0), good(over - 1));
    }

    private void adHoc() {
        finished(run(0, began, ended, RunState.SUCCEEDED, RECORDS, FILES, null), 3, good(ended - 1));
        Phase landed = phases.get(phases.size() - 1);
        Run more = run(1, began + 1, 0, random.nextBoolean() ? RunState.UNFINISHED : RunState.FAILED, null, null, null);
        add(ended + 60, List.of(more, landed.runs().get(0)), landed.landing(), landed.means());
    }

    private void unfinished(Fate fate) {
        RunState state = fate == Fate.STRANGE ? RunState.UNKNOWN : RunState.UNFINISHED;
        add(began, List.of(run(0, began, 0, state, null, null, null)), Landing.none(), Verdict.RUN_STUCK);
        if (fate != Fate.STUCK) {
            long over = Math.max(ended, deadline + random.nextInt(7200));
            Run good = run(0, began, over, RunState.SUCCEEDED, RECORDS, FILES, null);
            add(over, List.of(good), landing(3, over - 1, 0, 0, 0), good(over - 1));
        }
    }

    private Verdict good(long newest) {
        return newest > deadline ? Verdict.LANDED_LATE : Verdict.LANDED;
    }

    private Long unknown() {
        return random.nextBoolean() ? null : -1L;
    }

    private void add(long from, List<Run> runs, Landing landing, Verdict means) {
        phases.add(new Phase(Instant.ofEpochSecond(from), runs, landing, means));
    }

    private static Landing landing(int files, long newest, int empty, int format, int corrupt) {
        return landing(files, newest, empty, format, corrupt, true);
    }

    private static Landing landing(int files, long newest, int empty, int format, int corrupt, boolean settled) {
        return new Landing(
                Optional.of("aep/exportTime=" + newest),
                files,
                files * 1_000L,
                Optional.of(Instant.ofEpochSecond(newest)),
                Optional.empty(),
                empty,
                format,
                corrupt,
                settled,
                List.of());
    }

    private Run run(int number, long from, long to, RunState state, Long records, Long files, Long lost) {
        boolean queued = to == 0 && random.nextInt(3) == 0;
        return new Run(
                "run-" + due + "-" + number,
                flow,
                state,
                state == RunState.UNKNOWN ? "Paused_By_Moon" : state.name().toLowerCase(java.util.Locale.ROOT),
                Instant.ofEpochSecond(from),
                Instant.ofEpochSecond(Math.max(from, to)),
                queued ? Optional.empty() : Optional.of(Instant.ofEpochSecond(from)),
                to == 0 || random.nextInt(8) == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(to)),
                Optional.ofNullable(records),
                Optional.ofNullable(files),
                Map.of(),
                Optional.ofNullable(lost),
                Optional.empty(),
                List.of());
    }
}
