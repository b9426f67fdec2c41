package io.landfall.runtime;

import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import org.quartz.CronExpression;

/** How far two polls are apart, by {@code poll.cron}. */
final class Polls {
    private Polls() {}

    static Duration gap(String cron, Clock clock) {
        try {
            CronExpression expression = new CronExpression(cron);
            Date first = expression.getNextValidTimeAfter(Date.from(clock.instant()));
            Date second = first == null ? null : expression.getNextValidTimeAfter(first);
            return second == null ? Duration.ofSeconds(30) : Duration.between(first.toInstant(), second.toInstant());
        } catch (ParseException e) {
            throw new IllegalStateException("poll.cron was checked", e);
        }
    }
}
