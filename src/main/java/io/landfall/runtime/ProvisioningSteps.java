package io.landfall.runtime;

import io.landfall.model.Action;
import io.landfall.model.Action.Kind;
import io.landfall.model.EntityType;
import io.landfall.model.FlowObject;
import io.landfall.plan.Broken;
import io.landfall.plan.Declared;
import io.landfall.plan.ExportPlan;
import io.landfall.plan.Planner;
import io.landfall.plan.Todo;
import io.landfall.plan.Wanted;
import io.landfall.runtime.ProvisioningLists.Declaration;
import io.landfall.runtime.ProvisioningTurn.Step;
import io.landfall.state.Intents;
import io.landfall.state.Locks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What comes next in one export's turn. The plan is made anew for each step out of what is known by then, and its first
 * change is the step: so a turn that was broken off, or whose call had no clear answer, goes on by itself.
 */
final class ProvisioningSteps {

    /** How often one change is sent at most. */
    static final int MOST_TRIES = 3;

    /** How long to wait for somebody else's lock: longer than a dead one lives. */
    static final Duration LOCK_PATIENCE = Locks.LIFE.plusSeconds(30);

    private static final long LOCK_POLL_MILLIS = 500;
    private static final Duration LOOK_LASTS = Duration.ofMinutes(1);

    private final ProvisioningLists lists;
    private final Locks locks;
    private final Intents intents;
    private final Clock clock;
    private final Duration settle;

    ProvisioningSteps(ProvisioningLists lists, Locks locks, Intents intents, Clock clock, Duration settle) {
        this.lists = lists;
        this.locks = locks;
        this.intents = intents;
        this.clock = clock;
        this.settle = settle;
    }

    /** The key of intents and lock: the export's, or the storage's for a base connection, which exports share. */
    static String key(ProvisioningTurn turn, EntityType type) {
        return type == EntityType.BASE_CONNECTION ? turn.storageKey : turn.key;
    }

    ProvisioningTurn next(ProvisioningTurn turn) {
        if (turn.step == Step.WAIT) {
            turn.waitMillis = 0;
        }
        turn.step = decide(turn);
        return turn;
    }

    private Step decide(ProvisioningTurn turn) {
        if (turn.broken.isPresent()) {
            return Step.OVER;
        }
        if (turn.waitMillis > 0 || !holds(turn, turn.key)) {
            return turn.broken.isPresent() ? Step.OVER : Step.WAIT;
        }
        if (turn.lookDue) {
            return Step.LOOK;
        }
        if (turn.reading != null) {
            return read(turn, turn.todo.action().entity(), turn.reading);
        }
        Declaration declaration = lists.declare(turn.export, turn.observed);
        if (declaration.broken().isPresent()) {
            return broken(turn, declaration.broken());
        }
        ExportPlan plan = Planner.plan(declaration.declared().orElseThrow(), turn.observed);
        if (plan.broken().isPresent()) {
            return broken(turn, plan.broken());
        }
        Optional<Todo> todo = plan.todos().stream()
                .filter(t -> t.action().kind().changes())
                .filter(t ->
                        t.action().kind() != Kind.ENABLE || turn.round.scope().byHand())
                .findFirst();
        if (todo.isPresent() && todo.get().action().entity() == EntityType.BASE_CONNECTION) {
            if (!holds(turn, turn.storageKey)) {
                return turn.broken.isPresent() ? Step.OVER : Step.WAIT;
            }
            if (turn.lookDue) {
                return Step.LOOK;
            }
        }
        settleOpen(turn, plan);
        if (todo.isEmpty()) {
            turn.left.addAll(plan.actions());
            return Step.OVER;
        }
        return carryOut(turn, todo.get(), plan, declaration);
    }

    private Step carryOut(ProvisioningTurn turn, Todo todo, ExportPlan plan, Declaration declaration) {
        Action action = todo.action();
        EntityType type = action.entity();
        turn.todo = todo;
        String id = todo.object().map(FlowObject::id).orElse("");
        Declared declared = declaration.declared().orElseThrow();
        Optional<String> spec = ProvisioningChecks.spec(plan, declared).filter(s -> !turn.specs.containsKey(s));
        if (spec.isPresent()) {
            return specify(turn, spec.get());
        }
        if (!turn.checked) {
            List<String> wrong = ProvisioningChecks.declared(plan, declared, declaration.bodies(), turn.specs);
            if (!wrong.isEmpty()) {
                return broken(turn, Optional.of(notSent(turn, wrong)));
            }
            turn.checked = true;
        }
        if (todo.patches() && !turn.fresh.containsKey(id)) {
            return read(turn, type, id);
        }
        if (turn.count(type + " " + action.kind() + " " + todo.paths()) > MOST_TRIES) {
            return broken(turn, Optional.of(stillToDo(turn, action)));
        }
        Wanted wanted = declared.wanted(type).orElseThrow();
        ProvisioningBodies bodies = declaration.bodies();
        String purpose = action.kind().key() + " " + type.key() + " " + wanted.name();
        turn.hash = wanted.mark().hash();
        turn.body = switch (action.kind()) {
            case CREATE, REPLACE ->
                bodies.create(wanted, wanted.mark().writtenTo(wanted.description()), plan.ids(), turn.folderSpelling);
            case UPDATE, ADOPT ->
                bodies.patch(
                        wanted,
                        todo.object().orElseThrow(),
                        turn.fresh.get(id),
                        todo.paths(),
                        plan.ids(),
                        turn.folderSpelling);
            case ENABLE, DISABLE, NO_OP, CONFLICT -> null;
        };
        if (turn.body != null) {
            List<String> wrong = ProvisioningChecks.request(wanted, turn.body, turn.specs);
            if (!wrong.isEmpty()) {
                return broken(turn, Optional.of(notSent(turn, wrong)));
            }
        }
        boolean credentials = type == EntityType.BASE_CONNECTION
                && (action.kind() == Kind.CREATE || todo.paths().stream().anyMatch(p -> p.startsWith("/auth")));
        turn.credentials = credentials ? bodies.credentials() : Map.of();
        turn.request = ProvisioningRequests.change(turn.round.scope(), todo, turn.body, purpose);
        return Step.SEND;
    }

    private static Step read(ProvisioningTurn turn, EntityType type, String id) {
        turn.request = ProvisioningRequests.read(turn.round.scope(), type, id);
        return Step.READ;
    }

    private static Step specify(ProvisioningTurn turn, String spec) {
        turn.spec = spec;
        turn.request = ProvisioningRequests.specify(turn.round.scope(), spec);
        return Step.SPECIFY;
    }

    private static Broken notSent(ProvisioningTurn turn, List<String> wrong) {
        return Broken.of(turn.export.key(), "not sent, as Flow Service would refuse it: " + String.join("; ", wrong));
    }

    private static Step broken(ProvisioningTurn turn, Optional<Broken> why) {
        turn.broken = why;
        return Step.OVER;
    }

    private static Broken stillToDo(ProvisioningTurn turn, Action action) {
        return turn.unclear
                .map(last -> new Broken(
                        turn.export.key(),
                        last.getMessage() + " (sent " + MOST_TRIES + " times; looking again shows no effect)",
                        Optional.of(last.trouble())))
                .orElseGet(() -> Broken.of(turn.export.key(), unchanged(turn, action)));
    }

    private static String unchanged(ProvisioningTurn turn, Action action) {
        String fields = action.fields().stream()
                .map(Action.Field::path)
                .distinct()
                .collect(java.util.stream.Collectors.joining(", "));
        String folder = turn.folderSpelling > 0 && fields.contains("Template")
                ? "; the folder template was dropped in both spellings"
                : "";
        return action.kind().key() + " of the " + action.entity().key() + " was sent " + MOST_TRIES
                + " times and still is to be done" + (fields.isEmpty() ? "" : ": " + fields) + folder;
    }

    /** Takes or renews a lock; right after taking it, finds out whether the last look still holds. */
    private boolean holds(ProvisioningTurn turn, String name) {
        if (!locks.take(name, turn.round.owner())) {
            turn.locked.remove(name);
            if (clock.instant().isAfter(turn.lockBy)) {
                String owner = locks.heldBy(name).orElse("nobody any more");
                turn.broken = Optional.of(
                        Broken.of(turn.export.key(), "another apply is at work on " + name + " (" + owner + ")"));
            }
            turn.waitMillis = LOCK_POLL_MILLIS;
            return false;
        }
        if (turn.locked.add(name)) {
            outdated(turn, name);
        }
        return turn.waitMillis == 0;
    }

    /** Calls that may still show up in lists are waited for; anybody else's work since the look asks for another. */
    private void outdated(ProvisioningTurn turn, String name) {
        Instant now = clock.instant();
        boolean others = intents.since(name, turn.lookedAt).stream().anyMatch(i -> !turn.intents.contains(i.id()));
        Optional<Instant> settled = intents.open(name).stream()
                .map(i -> i.at().plus(settle))
                .filter(at -> at.isAfter(turn.lookedAt))
                .max(Instant::compareTo);
        turn.lookDue |=
                others || settled.isPresent() || turn.lookedAt.plus(LOOK_LASTS).isBefore(now);
        turn.waitMillis = settled.map(
                        at -> Math.max(0, Duration.between(now, at).toMillis()))
                .orElse(0L);
    }

    /** What the plan no longer asks for has happened; what it still asks for has not. */
    private void settleOpen(ProvisioningTurn turn, ExportPlan plan) {
        settleOpen(turn, plan, turn.key, true);
        settleOpen(turn, plan, turn.storageKey, turn.locked.contains(turn.storageKey));
    }

    private void settleOpen(ProvisioningTurn turn, ExportPlan plan, String key, boolean locked) {
        for (Intents.Intent intent : intents.open(key)) {
            Optional<EntityType> type = java.util.Arrays.stream(EntityType.values())
                    .filter(t -> t.key().equals(intent.entity()))
                    .findFirst();
            boolean stillToDo = plan.todos().stream()
                    .map(Todo::action)
                    .anyMatch(a -> a.entity().key().equals(intent.entity())
                            && a.kind().key().equals(intent.action()));
            if (!stillToDo) {
                Optional<String> id = type.map(plan.ids()::get);
                intents.end(intent.id(), Intents.State.DONE, id, Optional.of("found by looking again"));
                if (intent.id().equals(turn.intent)) {
                    turn.unsure.ifPresent(todo -> turn.carriedOut.add(found(todo.action(), id)));
                }
            } else if (locked) {
                intents.end(
                        intent.id(), Intents.State.FAILED, Optional.empty(), Optional.of("not found by looking again"));
            }
        }
    }

    private static Action found(Action action, Optional<String> id) {
        return new Action(
                action.export(), action.entity(), action.kind(), id.or(action::id), action.reason(), action.fields());
    }
}
