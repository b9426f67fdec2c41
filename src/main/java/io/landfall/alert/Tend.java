package io.landfall.alert;

import io.landfall.model.Condition;
import io.landfall.model.Config;
import io.landfall.model.Export;
import io.landfall.model.ExportKey;
import io.landfall.model.Incident;
import io.landfall.model.Incident.Member;
import io.landfall.model.Incident.Resolution;
import io.landfall.model.Step;
import io.landfall.model.Step.Telling;
import io.landfall.state.OpenIncident;
import io.landfall.state.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What becomes of incidents without a new verdict: reminders, exports that nobody expects any more, conditions. Pure. */
public final class Tend {
    private final Audience audience;
    private final UnaryOperator<String> redact;

    public Tend(Config config) {
        this.audience = new Audience(config);
        this.redact = new Redactor(config)::redact;
    }

    /** Withdraws what is no longer declared or is disabled, and reminds of the rest where {@code repeat} has elapsed. */
    public List<Step> decide(Standing standing, Instant now) {
        Board board = new Board(audience, standing, now);
        for (OpenIncident open : board.open()) {
            Incident incident = open.incident();
            List<Member> left = incident.bad().stream()
                    .filter(m -> !expected(m.export()))
                    .map(m -> m.left(Resolution.WITHDRAWN))
                    .toList();
            List<Telling> remind = audience.reminded(open, now);
            if (!left.isEmpty()) {
                board.leave(open, left, "export removed or disabled");
            } else if (!incident.cause() && !expected(incident.export())) {
                board.resolve(open, List.of(), Resolution.WITHDRAWN, "export removed or disabled");
            } else if (remind.isEmpty()) {
                board.nothing(incident.key(), "repeat has not elapsed");
            } else {
                board.remind(open, remind, "repeat elapsed");
            }
        }
        return board.steps();
    }

    /**
     * Opens what is raised and resolves what no longer is.
     *
     * @param raised every condition that the export has now, with its detail
     */
    public List<Step> conditions(ExportKey key, Map<Condition, String> raised, Standing standing, Instant now) {
        Board board = new Board(audience, standing, now);
        Optional<Export> export = audience.export(key).filter(Export::enabled);
        for (Condition condition : Condition.values()) {
            String topic = key + "/" + Incident.ALL + "/" + condition;
            Optional<OpenIncident> open = board.at(topic);
            boolean bad =
                    export.isPresent() && raised.containsKey(condition) && condition != Condition.UNEXPLAINED_FOLDER;
            if (bad && open.isEmpty()) {
                Account account =
                        Account.of(condition.name(), condition.severity(), export.get(), raised.get(condition), redact);
                board.open(topic, key, Incident.ALL, Optional.empty(), now, account, List.of(), Duration.ZERO, "first");
            } else if (bad) {
                board.nothing(topic, "known");
            } else if (open.isPresent()) {
                board.resolve(open.get(), List.of(), Resolution.WITHDRAWN, "no longer so");
            }
        }
        return board.steps();
    }

    private boolean expected(ExportKey key) {
        return audience.export(key).filter(Export::enabled).isPresent();
    }
}
