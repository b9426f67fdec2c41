package io.landfall.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Routes are what happens: each step of each file is taken out once, and one of the tests that are responsible for the
 * file has to notice. {@code -Dlandfall.mutate=alert,verify} takes some files only.
 */
@Tag("long")
class RouteMutationTest {
    private static final Duration LEAST_PATIENCE = Duration.ofSeconds(4);

    private static final List<String> SUMMARY = new CopyOnWriteArrayList<>();
    private static final long BEGUN = System.nanoTime();
    private static final AtomicInteger MUTANTS = new AtomicInteger();

    /** A copy of all routes, and a process that reads it: files are worked on side by side. */
    @TempDir
    Path home;

    private Fork fork;

    @BeforeEach
    void copy() throws IOException {
        Files.createDirectories(home.resolve("routes"));
        for (String name : Routes.names()) {
            write(name, new RouteSteps(Routes.file(name)).whole());
        }
        fork = new Fork(Path.of("target", "mutation.log"));
    }

    @AfterEach
    void end() {
        fork.close();
    }

    @AfterAll
    static void sum() {
        SUMMARY.forEach(System.out::println);
        long seconds = Duration.ofNanos(System.nanoTime() - BEGUN).toSeconds();
        System.out.println(MUTANTS + " mutants in " + seconds + " s");
    }

    /** The longest first, so that nobody waits for it in the end. */
    static List<String> files() throws IOException {
        String some = System.getProperty("landfall.mutate", "");
        List<String> names = new ArrayList<>(some.isBlank() ? Routes.names() : List.of(some.split(",")));
        Map<String, Integer> steps = new HashMap<>();
        for (String name : names) {
            steps.put(name, new RouteSteps(Routes.file(name)).all().size());
        }
        names.sort(Comparator.comparing(steps::get, Comparator.reverseOrder()));
        return names;
    }

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @MethodSource("files")
    void eachStepIsMissedWhenItIsTakenOut(String file) throws IOException {
        RouteSteps route = new RouteSteps(Routes.file(file));
        List<RouteSteps.Step> steps = route.all();
        List<String> survivors = new ArrayList<>();
        Map<String, Duration> tests = unchanged(file);
        LinkedList<String> order = new LinkedList<>(tests.keySet());
        Set<String> killers = new LinkedHashSet<>();
        long begun = System.nanoTime();
        for (RouteSteps.Step step : steps) {
            write(file, route.without(step));
            Optional<String> killer = killer(order, tests, killers);
            MUTANTS.incrementAndGet();
            System.out.printf(
                    "%s.camel.yaml %d/%d %s: %s%n",
                    file,
                    steps.indexOf(step) + 1,
                    steps.size(),
                    step.name(),
                    killer.map(k -> "killed by " + k).orElse("SURVIVED"));
            if (killer.isEmpty()) {
                survivors.add(step.name());
            }
        }
        write(file, route.whole());
        killers.forEach(id -> passes(id, "with nothing taken out, once more"));
        SUMMARY.add("%s.camel.yaml: %d steps, %d killed, %d s%s"
                .formatted(
                        file,
                        steps.size(),
                        steps.size() - survivors.size(),
                        Duration.ofNanos(System.nanoTime() - begun).toSeconds(),
                        survivors.isEmpty() ? "" : ", survivors: " + survivors));
        assertThat(survivors).as("steps of %s that no test misses", file).isEmpty();
    }

    /** The tests of a file and how long each one takes; they pass while nothing is taken out. */
    private Map<String, Duration> unchanged(String file) {
        Map<String, Duration> tests = new LinkedHashMap<>();
        for (String testClass : Responsible.forFile(file)) {
            for (String id : fork.list(testClass)) {
                tests.put(id, passes(id, "with nothing taken out"));
            }
        }
        return tests;
    }

    /** How long it took. */
    private Duration passes(String id, String when) {
        Fork.Result result = fork.run(home, id, Duration.ofMinutes(2));
        assertThat(result.failure()).as("%s, %s", name(id), when).isEmpty();
        return Duration.ofMillis(result.millis());
    }

    /**
     * The first test that fails, or hangs; it is tried first at the next step, which is likely to be its too. A test that
     * has not failed before fails once more: it may be one that fails now and then.
     */
    private Optional<String> killer(LinkedList<String> order, Map<String, Duration> tests, Set<String> killers) {
        for (String id : List.copyOf(order)) {
            Duration patience = tests.get(id).multipliedBy(3).plus(LEAST_PATIENCE);
            Fork.Result result = fork.run(home, id, patience);
            if (result.failure().isPresent() && (result.ended() || killers.contains(id) || again(id, patience))) {
                killers.add(id);
                order.remove(id);
                order.addFirst(id);
                return Optional.of(
                        name(id) + (result.ended() ? " (" + result.failure().get() + ")" : ""));
            }
        }
        return Optional.empty();
    }

    private boolean again(String id, Duration patience) {
        return fork.run(home, id, patience).failure().isPresent();
    }

    private static String name(String id) {
        return id.replaceAll(".*\\[class:([^]]*\\.)?([^].]+)].*:([^](]+)[^]]*]", "$2.$3");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(home.resolve("routes").resolve(name + ".camel.yaml"), text);
    }
}
