package io.landfall.routes;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * A process that runs one test after the other as it is told, each with the routes of a folder of its own; so that one
 * that never ends can be killed. Told on stdin: {@code list CLASS}, {@code run HOME ID}. Says on stdout: the tests' ids
 * and an empty line; {@code pass MILLIS} or {@code fail MILLIS WHAT}.
 */
final class MutationWorker {
    private MutationWorker() {}

    public static void main(String[] args) throws IOException {
        PrintStream answers = System.out;
        System.setOut(System.err);
        Launcher launcher = LauncherFactory.create();
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            String[] words = order.split(" ", 3);
            if (words[0].equals("list")) {
                list(launcher, words[1], answers);
            } else {
                System.setProperty("landfall.home", words[1]);
                answers.println(run(launcher, words[2]));
            }
            answers.flush();
        }
        System.exit(0);
    }

    private static void list(Launcher launcher, String name, PrintStream answers) {
        var plan = launcher.discover(request(selectClass(name)));
        for (TestIdentifier root : plan.getRoots()) {
            plan.getDescendants(root).stream()
                    .filter(t -> t.getUniqueId().matches(".*\\[(method|test-template|test-factory):[^]]*]"))
                    .forEach(t -> answers.println(t.getUniqueId()));
        }
        answers.println();
    }

    private static String run(Launcher launcher, String id) {
        long begun = System.nanoTime();
        Outcome outcome = new Outcome();
        launcher.execute(request(selectUniqueId(id)), outcome);
        long millis = (System.nanoTime() - begun) / 1_000_000;
        if (outcome.failure == null && outcome.passed == 0) {
            outcome.failure = "no test was run";
        }
        return outcome.failure == null ? "pass " + millis : "fail " + millis + " " + outcome.failure;
    }

    private static LauncherDiscoveryRequest request(DiscoverySelector selector) {
        return LauncherDiscoveryRequestBuilder.request().selectors(selector).build();
    }

    private static final class Outcome implements TestExecutionListener {
        private int passed;
        private String failure;

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
                passed += test.isTest() ? 1 : 0;
            } else if (failure == null) {
                String why = result.getThrowable().map(Throwable::toString).orElse("aborted");
                failure = test.getDisplayName() + ": " + why.replaceAll("\\s+", " ");
            }
        }
    }
}
