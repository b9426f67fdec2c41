package io.landfall.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The simulation of the whole notices a judge, an outbox, a calendar and work that are broken on purpose. */
class BrokenWholeTest {
    /** Small enough to be quick, with all kinds of mishaps. */
    private static final int EXPORTS = 12;

    private static final int DAYS = 4;
    private static final int TRIES = 8;

    @ParameterizedTest
    @MethodSource("broken")
    void whatIsBrokenIsSeen(String what, Performance.Bend bend, Predicate<String> lost, String words) {
        String said = LongStream.rangeClosed(1, TRIES)
                .mapToObj(seed -> complaint(seed, bend, lost))
                .filter(complaint -> !complaint.isEmpty())
                .findFirst()
                .orElse("");
        System.out.println("noticed, " + what + ": " + said.lines().findFirst().orElse("nothing"));
        assertThat(said).as(what).containsPattern(words).contains("seed ");
    }

    private static String complaint(long seed, Performance.Bend bend, Predicate<String> lost) {
        try {
            new Performance(Season.of(seed, EXPORTS, DAYS), bend, lost).play();
            return "";
        } catch (AssertionError seen) {
            return seen.getMessage();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static List<Arguments> broken() {
        Predicate<String> nothing = id -> false;
        return List.of(
                Arguments.of("judge: barred is missing", Bends.barredIsMissing(), nothing, "was judged"),
                Arguments.of("judge: a run is enough", Bends.trustingJudge(), nothing, "was judged LANDED"),
                Arguments.of(
                        "outbox: sent before it is",
                        Bends.sentTooEarly(),
                        nothing,
                        "resolved before opened|silent miss"),
                Arguments.of("outbox: sent and forgotten", Bends.sentAndForgotten(), nothing, "said 2 times"),
                Arguments.of("calendar: an hour off", Bends.anHourOff(), nothing, "has no slot at"),
                Arguments.of("calendar: skipped slots", Bends.skippedSlots(), nothing, "silent miss"),
                Arguments.of("work: lost looks", Bends.none(), lostLooks(), "silent miss"));
    }

    private static Predicate<String> lostLooks() {
        return id -> id.startsWith("verify/default/prod/export-1/");
    }
}
