package io.landfall.state;

import io.landfall.model.Step;
import java.time.Instant;
import java.util.Optional;

/**
 * A row of the outbox: one message to one channel.
 *
 * @param id {@code <message>@<channel>}; also the id of the execution that delivers it
 * @param sequence the incident's, when this was written down
 * @param line messages of one line and channel are sent in their order
 * @param standIn sent by a fallback for a channel that keeps failing
 * @param attempts begun, the one under way included
 * @param nextAt not before
 */
public record Notification(
        String id,
        String incidentId,
        Step.Message kind,
        int sequence,
        String channel,
        String line,
        boolean standIn,
        Instant createdAt,
        State state,
        int attempts,
        Instant nextAt,
        Optional<Instant> sentAt,
        Optional<String> lastError) {

    /** Where a message is. */
    public enum State {
        PENDING,
        SENT,
        /** No longer true when its turn came. */
        DROPPED,
        /** Given up after a day of failures. */
        DEAD
    }

    /** The same on every channel and at every attempt, so that a receiver can tell a repetition. */
    public String message() {
        return message(incidentId, kind, sequence);
    }

    static String message(String incident, Step.Message kind, int sequence) {
        return incident + "-" + kind.key() + "-" + sequence;
    }
}
