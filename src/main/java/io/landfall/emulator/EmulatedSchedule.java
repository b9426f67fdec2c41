package io.landfall.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * When a dataflow is due, from its {@code scheduleParams} (Flow Service §8): seconds since the epoch, UTC.
 *
 * @param every zero for a one-time export
 * @param end exclusive
 */
public record EmulatedSchedule(Instant start, Duration every, Instant end) {

    private static final Set<Integer> HOURS = Set.of(3, 6, 8, 9, 12);
    private static final long SECONDS_END = 100_000_000_000L;

    /** The schedule of a dataflow as it stands in Flow Service. */
    public static EmulatedSchedule of(JsonNode flow) {
        JsonNode params = flow.path("scheduleParams");
        Duration unit = params.path("timeUnit").asText().equals("day") ? Duration.ofDays(1) : Duration.ofHours(1);
        return new EmulatedSchedule(
                Instant.ofEpochSecond(params.path("startTime").asLong()),
                unit.multipliedBy(params.path("interval").asLong()),
                Instant.ofEpochSecond(params.path("endTime").asLong()));
    }

    /** All due times in {@code [from, to)} and before the end. */
    public List<Instant> slots(Instant from, Instant to) {
        Instant last = to.isBefore(end) ? to : end;
        List<Instant> due = new ArrayList<>();
        if (every.isZero()) {
            if (!start.isBefore(from) && start.isBefore(last)) {
                due.add(start);
            }
            return due;
        }
        long behind = Math.max(0, Duration.between(start, from).toSeconds());
        long skipped = Math.floorDiv(behind + every.toSeconds() - 1, every.toSeconds());
        for (Instant slot = start.plus(every.multipliedBy(skipped)); slot.isBefore(last); slot = slot.plus(every)) {
            if (!slot.isBefore(from)) {
                due.add(slot);
            }
        }
        return due;
    }

    /**
     * Checks the schedule of a request and adds the end that the service would choose: six months after creation.
     *
     * @throws Refusal (400) for combinations that do not exist
     */
    static void complete(ObjectNode flow, Instant created) {
        if (!(flow.path("scheduleParams") instanceof ObjectNode params)) {
            throw new Refusal(Reply.error(400, "Missing field: scheduleParams is required"));
        }
        for (String field : List.of("startTime", "interval")) {
            if (!params.path(field).isIntegralNumber()) {
                throw new Refusal(Reply.error(400, "Missing field: scheduleParams." + field + " must be a number"));
            }
        }
        int interval = params.path("interval").asInt();
        boolean once = params.path("exportMode").asText().equals("DAILY_FULL_EXPORT");
        boolean known =
                switch (params.path("timeUnit").asText()) {
                    case "hour" -> HOURS.contains(interval) && !once;
                    case "day" -> once ? interval == 0 : interval == 1;
                    default -> false;
                };
        if (!known) {
            throw new Refusal(
                    Reply.error(400, "scheduleParams: exportMode, timeUnit and interval do not fit together"));
        }
        if (!params.hasNonNull("endTime")) {
            params.put("endTime", created.atZone(ZoneOffset.UTC).plusMonths(6).toEpochSecond());
        }
        long start = params.path("startTime").asLong();
        if (start >= SECONDS_END || params.path("endTime").asLong() >= SECONDS_END) {
            throw new Refusal(Reply.error(400, "scheduleParams: times are in seconds"));
        }
        if (params.path("endTime").asLong() <= start) {
            throw new Refusal(Reply.error(400, "scheduleParams: endTime must be after startTime"));
        }
    }
}
