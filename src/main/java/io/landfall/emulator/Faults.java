package io.landfall.emulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The faults that a server is told to have, by rule. The first rule that matches a request and is not used up is
 * taken. Thread-safe.
 *
 * <pre>{@code
 * faults.on("POST", "/flows$").times(1).afterEffect().then(Fault.reset());
 * faults.on("GET", "/runs").inSandbox("prod").then(Fault.tooMany("5"));
 * }</pre>
 */
public final class Faults {

    private final List<Rule> rules = new ArrayList<>();
    private CountDownLatch held = new CountDownLatch(1);

    Faults() {}

    /**
     * Begins a rule; it takes effect with {@link Rule#then}.
     *
     * @param method or {@code *} for any
     * @param path a regular expression that is searched for in the path, without the query and, for calls to Flow
     *     Service, without its base: {@code ^/flows$}
     */
    public Rule on(String method, String path) {
        return new Rule(method, Pattern.compile(path));
    }

    /** Forgets all rules and lets hanging requests go. */
    public synchronized void clear() {
        rules.clear();
        release();
    }

    /** Lets requests go that hang or are delayed now. */
    public synchronized void release() {
        held.countDown();
        held = new CountDownLatch(1);
    }

    synchronized Rule take(Call call) {
        for (Rule rule : rules) {
            if (rule.left != 0 && rule.matches(call)) {
                rule.left -= rule.left > 0 ? 1 : 0;
                rule.used++;
                return rule;
            }
        }
        return null;
    }

    /** Waits until released, at most this long. */
    void hold(Duration atMost) {
        CountDownLatch latch;
        synchronized (this) {
            latch = held;
        }
        try {
            latch.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException serverIsClosing) {
            Thread.currentThread().interrupt();
        }
    }

    /** Which requests, how often, when, and what then. Without further calls: each time, before any effect. */
    public final class Rule {

        private final String method;
        private final Pattern path;
        private String sandbox;
        private String org;
        private int left = -1;
        private int used;
        private boolean after;
        private Fault fault;

        private Rule(String method, Pattern path) {
            this.method = method;
            this.path = path;
        }

        /** Only requests with this {@code x-sandbox-name}. */
        public Rule inSandbox(String name) {
            sandbox = name;
            return this;
        }

        /** Only requests with this {@code x-gw-ims-org-id}. */
        public Rule ofOrganisation(String id) {
            org = id;
            return this;
        }

        /** Only the next n matching requests. */
        public Rule times(int n) {
            left = n;
            return this;
        }

        /** The request has its effect, and only its answer is lost. */
        public Rule afterEffect() {
            after = true;
            return this;
        }

        /** Puts the rule into force, behind those that are there. */
        public Rule then(Fault what) {
            fault = what;
            synchronized (Faults.this) {
                rules.add(this);
            }
            return this;
        }

        /** How many requests it has hit. */
        public int used() {
            synchronized (Faults.this) {
                return used;
            }
        }

        boolean isAfter() {
            return after;
        }

        Fault fault() {
            return fault;
        }

        private static String below(String path) {
            return path.startsWith(FlowService.BASE) ? path.substring(FlowService.BASE.length()) : path;
        }

        private boolean matches(Call call) {
            return (method.equals("*") || method.equals(call.method()))
                    && path.matcher(below(call.path())).find()
                    && (org == null || org.equals(call.headers().get("x-gw-ims-org-id")))
                    && (sandbox == null || sandbox.equals(call.headers().get("x-sandbox-name")));
        }
    }
}
