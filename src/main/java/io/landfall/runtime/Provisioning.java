package io.landfall.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.landfall.flowservice.Answer;
import io.landfall.flowservice.ConnectionSpec;
import io.landfall.flowservice.Entities;
import io.landfall.flowservice.FlowServiceFailure;
import io.landfall.model.Action;
import io.landfall.model.Config;
import io.landfall.model.EntityType;
import io.landfall.model.FlowObject;
import io.landfall.plan.Broken;
import io.landfall.plan.Observed;
import io.landfall.plan.Planned;
import io.landfall.plan.Todo;
import io.landfall.runtime.ProvisioningTurn.Step;
import io.landfall.state.Intents;
import io.landfall.state.LockOwner;
import io.landfall.state.Locks;
import io.landfall.state.SentCredentials;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The deciding part of the routes {@code plan}, {@code apply} and their parts: each method is one verb between two
 * steps of a route. It reads and writes locks and intents; the calls are the route's.
 */
public class Provisioning {

    /** An object that is not found while it is read or changed went away since the look. */
    private static final Set<Step> MAY_BE_GONE = Set.of(Step.READ, Step.SEND);

    private final ProvisioningCredentials credentials;
    private final ProvisioningLists lists;
    private final ProvisioningSteps steps;
    private final Locks locks;
    private final Intents intents;
    private final Clock clock;
    private final Duration settle;

    /**
     * @param settle how long to wait after an unclear answer until what it made shows up in lists
     */
    public Provisioning(
            Config config, Locks locks, Intents intents, SentCredentials sent, Clock clock, Duration settle) {
        this.credentials = new ProvisioningCredentials(sent);
        this.lists = new ProvisioningLists(config, credentials);
        this.steps = new ProvisioningSteps(lists, locks, intents, clock, settle);
        this.locks = locks;
        this.intents = intents;
        this.clock = clock;
        this.settle = settle;
    }

    /** Begins a look at everything that planning needs. */
    public ProvisioningLook look(ProvisioningScope scope) {
        return new ProvisioningLook(scope, lists.all(scope), new Observed(List.of(), List.of()), clock.instant());
    }

    /** Takes in a list that was read. */
    public ProvisioningLook seen(ProvisioningLook look, List<JsonNode> items) {
        return lists.seen(look, items);
    }

    /** Compares what is declared with what was seen. */
    public Planned plan(ProvisioningLook look) {
        return lists.plan(look);
    }

    /** Begins an apply. */
    public ProvisioningRound round(ProvisioningLook look) {
        return new ProvisioningRound(
                look.scope(),
                look.observed(),
                look.at(),
                look.scope().exports(),
                ProvisioningResult.nothing(),
                LockOwner.here().toString(),
                Set.of(),
                Map.of());
    }

    /** Gives the next export its turn. */
    public ProvisioningTurn turn(ProvisioningRound round) {
        ProvisioningTurn turn = new ProvisioningTurn(round, clock.instant().plus(ProvisioningSteps.LOCK_PATIENCE));
        return next(turn);
    }

    /** Decides what comes next: wait, look, read, send, or nothing more. */
    public ProvisioningTurn next(ProvisioningTurn turn) {
        return steps.next(turn);
    }

    /** Begins another look, at the objects alone. */
    public ProvisioningLook lookAgain(ProvisioningTurn turn) {
        ProvisioningScope scope = turn.round.scope();
        Observed known = new Observed(List.of(), turn.observed.eligible());
        return new ProvisioningLook(scope, lists.objects(scope), known, clock.instant());
    }

    /** Goes on with a new look. */
    public ProvisioningTurn looked(ProvisioningTurn turn, ProvisioningLook look) {
        turn.observed = look.observed();
        turn.lookedAt = look.at();
        turn.lookDue = false;
        turn.fresh.clear();
        return turn;
    }

    /** Takes in the object that was read by its id; only under this etag it may be changed. */
    public ProvisioningTurn read(ProvisioningTurn turn, Answer answer) {
        JsonNode item = Entities.single(turn.request, answer);
        EntityType type = turn.todo.action().entity();
        FlowObject object = Entities.object(type, item).orElseThrow();
        FlowObject known = turn.observed.find(type, object.id()).orElse(object);
        boolean folderLost = turn.tries.containsKey("folder")
                && known.type() == EntityType.FLOW
                && Entities.folder(object).isEmpty();
        if (folderLost) {
            turn.folderSpelling = 1;
        }
        turn.observed = turn.observed.with(object);
        turn.fresh.put(object.id(), item);
        turn.reading = null;
        return turn;
    }

    /** Takes in what the service asks of the connections that are about to be sent. */
    public ProvisioningTurn specified(ProvisioningTurn turn, Answer answer) {
        turn.specs.put(turn.spec, ConnectionSpec.of(Entities.single(turn.request, answer)));
        return turn;
    }

    /** Writes down what is about to be sent. */
    public ProvisioningTurn begin(ProvisioningTurn turn) {
        Action action = turn.todo.action();
        String key = ProvisioningSteps.key(turn, action.entity());
        Intents.Intent intent =
                intents.begin(key, action.entity().key(), action.kind().key(), turn.hash, action.id());
        turn.intent = intent.id();
        turn.intents.add(intent.id());
        if (action.kind() == Action.Kind.CREATE) {
            sent(turn);
        }
        return turn;
    }

    /** Records that the service carried it out. */
    public ProvisioningTurn done(ProvisioningTurn turn, Answer answer) {
        Todo todo = turn.todo;
        Action action = todo.action();
        Optional<String> id = Optional.of(answer.id()).filter(i -> !i.isBlank()).or(action::id);
        if (id.isEmpty()) {
            return unsure(turn, "the answer holds no id");
        }
        intents.end(turn.intent, Intents.State.DONE, id, Optional.empty());
        turn.unclear = Optional.empty();
        turn.carriedOut.add(
                new Action(action.export(), action.entity(), action.kind(), id, action.reason(), action.fields()));
        if (action.kind() != Action.Kind.CREATE) {
            sent(turn);
        }
        switch (action.kind()) {
            case CREATE, REPLACE -> made(turn, id.get());
            case UPDATE, ADOPT -> {
                turn.fresh.remove(id.get());
                turn.reading = id.get();
            }
            case ENABLE, DISABLE -> turn.observed = turn.observed.with(switched(todo));
            case NO_OP, CONFLICT -> throw new IllegalStateException("nothing to carry out: " + action.kind());
        }
        if (todo.paths().contains("/scheduleParams")) {
            turn.tries.put("folder", 1);
        }
        return turn;
    }

    /**
     * Keeps the hash of what a base connection is sent with: of a new one before, as nobody may hear whether it was
     * made; of a change after it, or a change that never arrived would be forgotten.
     */
    private void sent(ProvisioningTurn turn) {
        if (turn.todo.action().entity() == EntityType.BASE_CONNECTION) {
            credentials.sent(turn.export, turn.credentials);
        }
    }

    private void made(ProvisioningTurn turn, String id) {
        EntityType type = turn.todo.action().entity();
        ObjectNode made = turn.body.deepCopy();
        made.put("id", id).put("createdAt", clock.millis()).put("state", "enabled");
        turn.observed = turn.observed.with(Entities.object(type, made).orElseThrow());
        boolean folderToVerify = type == EntityType.FLOW && turn.export.folder().isPresent();
        if (folderToVerify) {
            turn.reading = id;
            turn.tries.put("folder", 1);
        }
    }

    private static FlowObject switched(Todo todo) {
        FlowObject o = todo.object().orElseThrow();
        String state = todo.action().kind() == Action.Kind.ENABLE ? "enabled" : "disabled";
        return new FlowObject(
                o.type(),
                o.id(),
                o.name(),
                o.description(),
                state,
                o.etag(),
                o.createdAt(),
                o.specId(),
                o.baseId(),
                o.sourceIds(),
                o.targetIds(),
                o.fields(),
                o.datasets());
    }

    /**
     * Decides what a failure means for this export: look again, or give it up. The other exports go on.
     *
     * @throws IllegalStateException for a failure that is not the platform's
     */
    public ProvisioningTurn failed(ProvisioningTurn turn, Exception thrown) {
        FlowServiceFailure failure = FlowServiceFailure.in(thrown)
                .orElseThrow(() -> new IllegalStateException("not a failure of the platform", thrown));
        boolean sent = turn.step == Step.SEND;
        if (sent && failure instanceof FlowServiceFailure.Ambiguous) {
            turn.unclear = Optional.of(failure);
            return unsure(turn, failure.facts().message());
        }
        if (sent) {
            intents.end(
                    turn.intent,
                    Intents.State.FAILED,
                    Optional.empty(),
                    Optional.of(failure.facts().toString()));
        }
        boolean changed = failure instanceof FlowServiceFailure.Rejected r && r.changedMeanwhile();
        boolean gone = failure instanceof FlowServiceFailure.Rejected r
                && (r.notFound() || r.notNow())
                && MAY_BE_GONE.contains(turn.step);
        if ((changed || gone) && turn.count("again") < ProvisioningSteps.MOST_TRIES) {
            turn.fresh.clear();
            turn.reading = null;
            if (!changed) {
                turn.lookDue = true;
                turn.waitMillis = settle.toMillis();
            }
            return turn;
        }
        turn.broken = Optional.of(new Broken(turn.export.key(), failure.getMessage(), Optional.of(failure.trouble())));
        return turn;
    }

    private ProvisioningTurn unsure(ProvisioningTurn turn, String why) {
        intents.end(turn.intent, Intents.State.UNSURE, Optional.empty(), Optional.of(why));
        turn.unsure = Optional.of(turn.todo);
        turn.waitMillis = settle.toMillis();
        turn.lookDue = true;
        return turn;
    }

    /** Ends the turn and lets its locks go. */
    public ProvisioningRound end(ProvisioningTurn turn) {
        release(turn.round);
        return turn.round.after(turn);
    }

    /** Lets all locks of a round go. */
    public void release(ProvisioningRound round) {
        locks.release(round.owner());
    }

    /** What the apply did. */
    public ProvisioningResult result(ProvisioningRound round) {
        return round.result();
    }
}
