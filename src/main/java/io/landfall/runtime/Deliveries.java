package io.landfall.runtime;

import io.landfall.alert.Mute;
import io.landfall.alert.Redactor;
import io.landfall.alert.Render;
import io.landfall.alert.StillTrue;
import io.landfall.alert.Tend;
import io.landfall.model.Channel;
import io.landfall.model.Config;
import io.landfall.model.Export;
import io.landfall.model.Incident;
import io.landfall.model.Silence;
import io.landfall.state.Incidents;
import io.landfall.state.Notification;
import io.landfall.state.OpenIncident;
import io.landfall.state.Outbox;
import io.landfall.state.Silences;
import io.landfall.state.Standing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What {@code routes/alert.camel.yaml} decides on: which message is due, what it says, and what became of it. */
public final class Deliveries {
    static final int FALLBACK_ATTEMPTS = 5;
    static final Duration FALLBACK_AFTER = Duration.ofMinutes(2);
    static final Duration DEAD_AFTER = Duration.ofDays(1);
    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(5);
    private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(10);
    private static final int ERROR_LENGTH = 500;
    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    private final Incidents incidents = new Incidents();
    private final Outbox outbox = new Outbox();
    private final Silences silences = new Silences();
    private final Jdbi jdbi;
    private final Config config;
    private final Clock clock;
    private final Render render;
    private final Redactor redactor;
    private final Tend tend;

    public Deliveries(Jdbi jdbi, Config config, Clock clock) {
        this.jdbi = jdbi;
        this.config = config;
        this.clock = clock;
        this.render = new Render(config);
        this.redactor = new Redactor(config);
        this.tend = new Tend(config);
    }

    /** Every message that could be sent now; also those that were decided by a process that died before it said so. */
    public List<String> due() {
        return jdbi.inTransaction(tx -> outbox.dueIds(tx, clock.instant()));
    }

    /** As {@link #due}, by somebody who has looked at all that a cause could hit. */
    public List<String> dueAtOnce() {
        return jdbi.inTransaction(tx -> {
            outbox.gathered(tx, clock.instant());
            return outbox.dueIds(tx, clock.instant());
        });
    }

    /** Ends silences, reminds and withdraws where it is time; gives the messages that follow. */
    public List<String> tend() {
        return jdbi.inTransaction(tx -> {
            Instant now = clock.instant();
            Standing standing = incidents.standing(tx, now);
            List<Incident> open =
                    standing.open().stream().map(OpenIncident::incident).toList();
            Mute mute = new Mute(config, standing.silences(), now);
            silences.cover(tx, mute.covering(open));
            silences.end(tx, mute.fixed(open), now);
            return incidents.apply(tx, tend.decide(standing, now), now);
        });
    }

    /** Looks the truth up again, and writes the message as it is true now; not due where nothing is to be sent. */
    public Delivery prepare(String id) {
        return jdbi.inTransaction(tx -> {
            Instant now = clock.instant();
            return outbox.due(tx, id, now) ? prepare(tx, outbox.load(tx, id).orElseThrow(), now) : Delivery.none(id);
        });
    }

    private Delivery prepare(Handle tx, Notification n, Instant now) {
        Channel channel = config.channels().get(n.channel());
        if (channel == null) {
            outbox.drop(tx, n.id(), "the channel is no longer declared");
            return Delivery.none(n.id());
        }
        Incident incident = incidents.byId(tx, n.incidentId()).orElseThrow();
        Optional<Silence> silence = new Mute(config, silences.relevant(tx, now), now).over(incident);
        Optional<String> dropped = StillTrue.dropped(n, incident, outbox.of(tx, n.incidentId(), n.channel()), silence);
        if (dropped.isPresent()) {
            outbox.drop(tx, n.id(), dropped.get());
            return Delivery.none(n.id());
        }
        outbox.begin(tx, n.id());
        return delivery(n.id(), channel, render.render(n, incident, channel, now));
    }

    /** The channel took it. */
    public void sent(String id) {
        jdbi.useTransaction(tx -> outbox.sent(tx, id, clock.instant()));
    }

    /** What waited for this message. */
    public List<String> next(String id) {
        return jdbi.inTransaction(tx -> outbox.next(tx, id, clock.instant()));
    }

    /**
     * The channel did not take it: it is tried again, for a day.
     *
     * @return the message to the fallback channel, where it is time for that
     */
    public List<String> failed(String id, Throwable error) {
        return jdbi.inTransaction(tx -> {
            Instant now = clock.instant();
            Notification n = outbox.load(tx, id).orElseThrow();
            outbox.failed(tx, id, words(error), now.plus(backoff(n.attempts())));
            Duration age = Duration.between(n.createdAt(), now);
            if (age.compareTo(DEAD_AFTER) >= 0) {
                outbox.dead(tx, id);
                LOG.error("Message {} was given up after {} attempts", id, n.attempts());
            }
            boolean late = n.attempts() >= FALLBACK_ATTEMPTS || age.compareTo(FALLBACK_AFTER) >= 0;
            return late && !n.standIn() ? standIn(tx, n, now) : List.of();
        });
    }

    private List<String> standIn(Handle tx, Notification n, Instant now) {
        return Optional.ofNullable(config.channels().get(n.channel()))
                .flatMap(Channel::fallback)
                .filter(name -> !name.equals(n.channel()) && config.channels().containsKey(name))
                .map(name -> List.of(outbox.standIn(tx, n, name, now)))
                .orElse(List.of());
    }

    /** Gives the execution back as failed, without a secret in the words, so that it is tried again. */
    public void again(String id) throws Undelivered {
        Optional<Notification> n = jdbi.inTransaction(tx -> outbox.load(tx, id));
        throw new Undelivered(id + ": " + n.flatMap(Notification::lastError).orElse("not delivered"));
    }

    /** Looks at an HTTP channel's status; other channels have none. The URI never stands in an error this way. */
    public void answered(Integer status) throws Undelivered {
        if (status != null && (status < 200 || status > 299)) {
            throw new Undelivered("the channel answered with status " + status);
        }
    }

    /** A test message for a channel; it leaves no row. */
    public Delivery test(String name) {
        Channel channel = config.channels().get(name);
        if (channel == null) {
            throw new IllegalArgumentException("no such channel: " + name);
        }
        String id = "test-" + UUID.randomUUID();
        return delivery(id, channel, render.test(channel, id, clock.instant()));
    }

    /** What {@code heartbeat.to} is told after each complete round. */
    public String heartbeat() {
        long enabled =
                config.exports().values().stream().filter(Export::enabled).count();
        String exports = enabled == 0 ? "no export is enabled" : enabled + (enabled == 1 ? " export" : " exports");
        return "Landfall: round complete at " + clock.instant() + ", " + exports;
    }

    /** A heartbeat could not be sent: the receiver's own alarm is what it is for, so this is only written down. */
    public void missed(Throwable error) {
        LOG.warn("The heartbeat was not sent: {}", words(error));
    }

    private static Delivery delivery(String id, Channel channel, Render.Rendered text) {
        return new Delivery(id, true, channel.name(), text.contentType(), text.body(), text.subject());
    }

    private String words(Throwable error) {
        String text = error instanceof Undelivered
                ? error.getMessage()
                : error.getClass().getSimpleName() + ": " + error.getMessage();
        String line = redactor.redact(text).replaceAll("\\p{Cntrl}", " ");
        return line.length() > ERROR_LENGTH ? line.substring(0, ERROR_LENGTH) : line;
    }

    private static Duration backoff(int attempts) {
        Duration wait = FIRST_BACKOFF.multipliedBy(1L << Math.min(attempts, 10));
        return wait.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : wait;
    }
}
