package io.landfall.runtime;

/**
 * What {@code doctor} says of one thing that it tried.
 *
 * @param what the thing
 * @param of whose: a platform and sandbox, a storage, a channel; empty where there is only one
 * @param said what was seen, in a line without a secret
 * @param remedy what a person can do; empty unless it failed
 */
public record Finding(String what, String of, State state, String said, String remedy) {

    /** How it went. */
    public enum State {
        OK("ok"),
        FAIL("FAIL"),
        NOT_TRIED("not tried");

        private final String word;

        State(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    static Finding ok(String what, String of, String said) {
        return new Finding(what, of, State.OK, said, "");
    }

    static Finding fail(String what, String of, String said, String remedy) {
        return new Finding(what, of, State.FAIL, said, remedy);
    }

    static Finding notTried(String what, String of, String why) {
        return new Finding(what, of, State.NOT_TRIED, why, "");
    }
}
