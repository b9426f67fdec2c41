package io.landfall.calendar;

import io.landfall.model.Slot;
import java.time.Duration;
import java.time.Instant;

/**
 * When a slot is looked at: often right after it is due, seldom later, and once right at the deadline. The gap is an
 * eighth of the time since the slot, at least one poll, at most thirty minutes.
 */
public final class Looks {
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final int PART = 8;

    private Looks() {}

    /**
     * The time of the next look, always after {@code now}.
     *
     * @param now when the slot was last looked at
     * @param poll the gap between two ticks of {@code poll.cron}; where it is longer than thirty minutes it wins
     */
    public static Instant next(Slot slot, Instant now, Duration poll) {
        if (now.isBefore(slot.due())) {
            return slot.due();
        }
        Duration part = Duration.between(slot.due(), now).dividedBy(PART);
        Duration capped = part.compareTo(LONGEST) > 0 ? LONGEST : part;
        Instant next = now.plus(capped.compareTo(poll) < 0 ? poll : capped);
        return now.isBefore(slot.deadline()) && next.isAfter(slot.deadline()) ? slot.deadline() : next;
    }
}
