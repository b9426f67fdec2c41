package io.landfall.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import io.landfall.flowservice.ConnectionSpec;
import io.landfall.flowservice.FlowServiceFailure;
import io.landfall.flowservice.FlowServiceRequest;
import io.landfall.model.Action;
import io.landfall.model.Export;
import io.landfall.plan.Broken;
import io.landfall.plan.Observed;
import io.landfall.plan.Todo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One export's turn in an apply: where it stands and what comes next. It belongs to one exchange; the route asks what
 * to do, {@link Provisioning} moves it on.
 */
public final class ProvisioningTurn {

    enum Step {
        WAIT,
        LOOK,
        READ,
        SPECIFY,
        SEND,
        OVER
    }

    final ProvisioningRound round;
    final Export export;
    final String key;
    final String storageKey;

    Step step = Step.WAIT;
    long waitMillis;
    FlowServiceRequest request;

    Observed observed;
    Instant lookedAt;
    boolean lookDue;

    final Set<String> locked = new HashSet<>();
    Instant lockBy;

    /** The object to read now, and what reading brought, by id: only this may be changed under its etag. */
    String reading;

    final Map<String, JsonNode> fresh = new HashMap<>();

    /** The connection specs that were read in this round, by id; the one to read now. */
    final Map<String, ConnectionSpec> specs;

    String spec;

    /** Whether all that is to be sent was held against what the service asks for. */
    boolean checked;

    /** What is sent now, as which intent, with which body. */
    Todo todo;

    String intent;
    String hash;
    JsonNode body;

    /** Those in the body, when it is a base connection's. */
    Map<String, String> credentials = Map.of();

    final Map<String, Integer> tries = new HashMap<>();
    int folderSpelling;
    Optional<Todo> unsure = Optional.empty();

    /** Why the last change that may or may not have been carried out was not clear. */
    Optional<FlowServiceFailure> unclear = Optional.empty();

    final List<Action> carriedOut = new ArrayList<>();
    final List<Action> left = new ArrayList<>();
    final Set<String> intents;
    Optional<Broken> broken = Optional.empty();

    ProvisioningTurn(ProvisioningRound round, Instant lockBy) {
        this.round = round;
        this.export = round.remaining().get(0);
        this.key = export.key().toString();
        this.storageKey = export.key().scope() + "/storage:" + export.storage();
        this.observed = round.observed();
        this.lookedAt = round.lookedAt();
        this.lockBy = lockBy;
        this.intents = new HashSet<>(round.intents());
        this.specs = new HashMap<>(round.specs());
    }

    public boolean more() {
        return step != Step.OVER;
    }

    public boolean waiting() {
        return step == Step.WAIT;
    }

    public boolean looking() {
        return step == Step.LOOK;
    }

    public boolean reading() {
        return step == Step.READ;
    }

    public boolean specifying() {
        return step == Step.SPECIFY;
    }

    public boolean sending() {
        return step == Step.SEND;
    }

    /** How long to wait now. */
    public long waitMillis() {
        return waitMillis;
    }

    /** The call to make now. */
    public FlowServiceRequest request() {
        return request;
    }

    /** How often this has been tried, this time included. */
    int count(String what) {
        return tries.merge(what, 1, Integer::sum);
    }

    @Override
    public String toString() {
        return key + " " + step;
    }
}
