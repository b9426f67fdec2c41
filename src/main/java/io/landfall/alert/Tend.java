package io.landfall.alert;

import io.landfall.model.Condition;
import io.landfall.model.Config;
import io.landfall.model.Config.ProvisionMode;
import io.landfall.model.Export;
import io.landfall.model.ExportKey;
import io.landfall.model.Incident;
import io.landfall.model.Incident.Member;
import io.landfall.model.Incident.Resolution;
import io.landfall.model.Silence;
import io.landfall.model.Step;
import io.landfall.model.Step.Telling;
import io.landfall.state.OpenIncident;
import io.landfall.state.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What becomes of incidents without a new verdict: reminders, exports that nobody expects any more, conditions. Pure. */
public final class Tend {
    /** How long an {@code apply} of {@code run} may take before somebody is told that there is no dataflow. */
    static final Duration MAKING = Duration.ofMinutes(2);

    private final Audience audience;
    private final ProvisionMode mode;
    private final UnaryOperator<String> redact;

    public Tend(Config config) {
        this.audience = new Audience(config);
        this.mode = config.settings().provisionMode();
        this.redact = new Redactor(config)::redact;
    }

    /**
     * Withdraws what is no longer declared or is disabled, tells again what was silenced and is still wrong, and reminds
     * of the rest where {@code repeat} has elapsed.
     */
    public List<Step> decide(Standing standing, Instant now) {
        Board board = new Board(audience, standing, now);
        for (OpenIncident open : board.open()) {
            Incident incident = open.incident();
            List<Member> left = incident.bad().stream()
                    .filter(m -> !expected(m.export()))
                    .map(m -> m.left(Resolution.WITHDRAWN))
                    .toList();
            if (!left.isEmpty()) {
                board.leave(open, left, "export removed or disabled");
            } else if (!incident.cause() && !expected(incident.export())) {
                board.resolve(open, List.of(), Resolution.WITHDRAWN, "export removed or disabled");
            } else if (incident.condition() && !compared(incident)) {
                board.resolve(open, List.of(), Resolution.WITHDRAWN, "nobody compares (provision.mode=off)");
            } else {
                remind(board, open, now);
            }
        }
        return board.steps();
    }

    private void remind(Board board, OpenIncident open, Instant now) {
        Incident incident = open.incident();
        Optional<Silence> silence = board.mute().over(incident);
        if (silence.isPresent()) {
            board.nothing(incident.key(), Board.silenced(silence.get()));
            return;
        }
        List<Telling> again = board.mute()
                .lifted(incident)
                .map(ended -> audience.afterSilence(open, ended))
                .orElse(List.of());
        List<Telling> tell = again.isEmpty() ? audience.reminded(open, now) : again;
        if (tell.isEmpty()) {
            board.nothing(incident.key(), "repeat has not elapsed");
        } else {
            board.remind(open, tell, again.isEmpty() ? "repeat elapsed" : "its silence ended");
        }
    }

    /**
     * Opens what is raised and was not, tells what became worse, and resolves what no longer is so.
     *
     * @param found what could not be asked is neither opened nor resolved
     */
    public List<Step> conditions(ExportKey key, Found found, Standing standing, Instant now) {
        Board board = new Board(audience, standing, now);
        Optional<Export> export = audience.export(key).filter(Export::enabled);
        for (Condition condition : Condition.values()) {
            String topic = key + "/" + Incident.ALL + "/" + condition;
            if (!found.asked().contains(condition) || condition == Condition.UNEXPLAINED_FOLDER) {
                board.nothing(topic, "not asked");
                continue;
            }
            Optional<Raised> raised =
                    Optional.ofNullable(found.raised().get(condition)).filter(r -> export.isPresent());
            Optional<OpenIncident> open = board.at(topic);
            if (raised.isPresent()) {
                raise(board, topic, export.get(), condition, raised.get());
            } else if (open.isPresent()) {
                board.resolve(open.get(), List.of(), how(condition, found), "no longer so");
            } else {
                board.nothing(topic, "not so");
            }
        }
        return board.steps();
    }

    private void raise(Board board, String topic, Export export, Condition condition, Raised raised) {
        Account account = Account.of(condition, export, raised, redact);
        Optional<OpenIncident> open = board.at(topic);
        if (open.isEmpty()) {
            Duration hold = condition == Condition.NO_DATAFLOW && mode == ProvisionMode.APPLY ? MAKING : Duration.ZERO;
            board.open(topic, export.key(), account, hold);
        } else if (raised.worseThan(open.get().incident())) {
            board.worsen(open.get(), List.of(), account, "worse");
        } else if (!open.get().incident().findings().equals(account.findings())) {
            board.restate(open.get(), account, "no worse, but otherwise");
        } else {
            board.nothing(topic, "known");
        }
    }

    /** Who has no dataflow, or one that has ended, need not hear that its end is no longer near. */
    private static Resolution how(Condition condition, Found found) {
        boolean worse =
                found.raised().containsKey(Condition.ENDED) || found.raised().containsKey(Condition.NO_DATAFLOW);
        return worse && condition != Condition.CREDENTIAL_EXPIRING ? Resolution.SUPERSEDED : Resolution.LANDED;
    }

    /** What is compared with the declared export alone is not looked at with {@code provision.mode=off}. */
    private boolean compared(Incident incident) {
        return switch (Condition.valueOf(incident.what())) {
            case DRIFT, DATASET_GONE -> mode != ProvisionMode.OFF;
            case NO_DATAFLOW, ENDED, ENDING_SOON, CREDENTIAL_EXPIRING, UNEXPLAINED_FOLDER -> true;
        };
    }

    private boolean expected(ExportKey key) {
        return audience.export(key).filter(Export::enabled).isPresent();
    }
}
