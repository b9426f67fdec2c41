package io.landfall.model;

import java.time.Duration;
import java.util.List;

/** What is to be done about an incident, with its reason; decided from the latest verdict and the open incident. */
public sealed interface Step {

    String reason();

    /**
     * An incident takes its next state, and somebody may be told.
     *
     * @param incident as it stands after the step
     * @param tell one message per channel
     * @param hold how long the messages wait, so that more members can be named in them
     */
    record Change(Kind kind, Incident incident, List<Telling> tell, Duration hold, String reason) implements Step {

        public Change {
            tell = List.copyOf(tell);
        }
    }

    /** Nothing changes; the key is the slot's own. */
    record Nothing(String key, String reason) implements Step {}

    /** What becomes of the incident. */
    enum Kind {
        OPEN,
        /** Another slot or export is hit by the same; channels that know of it are told nothing new. */
        JOIN,
        WORSEN,
        REMIND,
        /** Some of its slots are good again, others are not. */
        MEND,
        RESOLVE
    }

    /** One message to one channel. */
    record Telling(String channel, Message kind) {}

    /** The kinds of message, as CloudEvents types name them behind {@code io.landfall.incident.}. */
    enum Message {
        OPENED,
        WORSENED,
        REMINDED,
        RESOLVED,
        TEST;

        public String key() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
