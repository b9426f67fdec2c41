package io.landfall.plan;

import io.landfall.model.Action;
import io.landfall.model.Action.Field;
import io.landfall.model.Action.Kind;
import io.landfall.model.EntityType;
import io.landfall.model.Export;
import io.landfall.model.FlowObject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The plan of one export; one instance for one plan. */
final class ExportPlanner {

    private static final String SIX_MONTHS =
            " No end is declared: Adobe stops an export six months after its creation, so set the end.";

    private static final String ROTATED = "Its credentials are others than those that were sent last.";

    private final Declared declared;
    private final Export export;
    private final Observed observed;
    private final Lookup lookup;
    private final List<Todo> todos = new ArrayList<>();
    private final Map<EntityType, String> ids = new EnumMap<>(EntityType.class);

    ExportPlanner(Declared declared, Observed observed) {
        this.declared = declared;
        this.export = declared.export();
        this.observed = observed;
        this.lookup = new Lookup(declared, observed);
    }

    ExportPlan plan() {
        if (export.flowId().isPresent() && lookup.flow().isEmpty()) {
            return ExportPlan.broken(
                    export.key(),
                    "dataflow " + export.flowId().get() + " does not exist in sandbox "
                            + export.key().sandbox());
        }
        if (!export.manage()) {
            return watched();
        }
        if (!export.enabled()) {
            return switchedOff();
        }
        List<Todo> conflicts = new Conflicts(declared, observed, lookup).found();
        if (!conflicts.isEmpty()) {
            existing("left as it is because of the conflict");
            todos.addAll(conflicts);
            return done();
        }
        base();
        boolean newSource = source();
        target();
        flow(newSource);
        todos.addAll(Orphans.of(export, observed, List.copyOf(todos)));
        return done();
    }

    private ExportPlan watched() {
        if (lookup.flow().isEmpty()) {
            return ExportPlan.broken(
                    export.key(), "there is no dataflow to watch: give its export." + export.name() + ".flow-id");
        }
        existing("watched only");
        return done();
    }

    private ExportPlan switchedOff() {
        Optional<FlowObject> flow = lookup.flow();
        if (flow.isEmpty()) {
            todo(EntityType.FLOW, Kind.NO_OP, flow, "Switched off, and there is no dataflow.", List.of());
        } else if (flow.get().disabled()) {
            existing("switched off");
        } else {
            todo(EntityType.FLOW, Kind.DISABLE, flow, "The export is declared with enabled=false.", List.of());
        }
        return done();
    }

    private void base() {
        Optional<FlowObject> base = lookup.base();
        Optional<Wanted> wanted = declared.wanted(EntityType.BASE_CONNECTION);
        if (base.isPresent()) {
            compare(
                    EntityType.BASE_CONNECTION,
                    base.get(),
                    wanted.filter(w -> lookup.marked(base.get(), w) || taken(base.get())));
        } else {
            wanted.ifPresent(w -> create(w, "There is no base connection of this storage yet."));
        }
    }

    /** Whether the dataflow gets another source connection than the one it points to. */
    private boolean source() {
        Optional<FlowObject> pointed = lookup.source();
        Optional<Wanted> wanted = declared.wanted(EntityType.SOURCE_CONNECTION);
        if (wanted.isEmpty() || wanted.get().adopted()) {
            pointed.ifPresent(s -> compare(EntityType.SOURCE_CONNECTION, s, wanted));
            return false;
        }
        Optional<FlowObject> fitting = lookup.fittingSource();
        if (fitting.isPresent()) {
            if (taken(fitting.get())) {
                compare(EntityType.SOURCE_CONNECTION, fitting.get(), wanted);
            } else {
                same(fitting.get(), "As declared.");
            }
            return pointed.filter(p -> p.id().equals(fitting.get().id())).isEmpty();
        }
        Wanted source = wanted.get();
        if (pointed.isEmpty()) {
            create(source, "There is no source connection with these datasets yet.");
        } else {
            Field change = new Field(
                    "params.datasets",
                    Differences.shown(pointed.get().datasets()),
                    Differences.shown(source.datasets()));
            todo(
                    EntityType.SOURCE_CONNECTION,
                    Kind.REPLACE,
                    pointed,
                    "The datasets of a source connection cannot be changed: another one takes its place.",
                    List.of(change));
            ids.remove(EntityType.SOURCE_CONNECTION);
        }
        return true;
    }

    private void target() {
        Optional<FlowObject> target = lookup.target();
        Optional<Wanted> wanted = declared.wanted(EntityType.TARGET_CONNECTION);
        if (target.isPresent()) {
            compare(EntityType.TARGET_CONNECTION, target.get(), wanted);
        } else {
            wanted.ifPresent(w -> create(w, "There is no target connection of this export yet."));
        }
    }

    private void flow(boolean newSource) {
        Wanted wanted = declared.wanted(EntityType.FLOW).orElseThrow();
        String warning = endless(wanted) ? SIX_MONTHS : "";
        Optional<FlowObject> flow = lookup.flow();
        if (flow.isEmpty()) {
            create(wanted, "There is no dataflow of this export yet." + warning);
            return;
        }
        FlowObject object = flow.get();
        List<Field> fields = new ArrayList<>(Differences.fields(wanted, object));
        if (newSource) {
            String to = ids.getOrDefault(EntityType.SOURCE_CONNECTION, "(the new one)");
            fields.add(new Field("sourceConnectionIds", String.join(", ", object.sourceIds()), to));
        }
        boolean adopted = export.flowId().isPresent();
        if (!adopted && !object.name().equals(wanted.name())) {
            fields.add(new Field("name", object.name(), wanted.name()));
        }
        mark(wanted, object, adopted).ifPresent(fields::add);
        if (taken(object)) {
            todo(EntityType.FLOW, Kind.ADOPT, flow, "An existing dataflow becomes Landfall's." + warning, fields);
        } else if (fields.isEmpty()) {
            same(object, "As declared." + warning);
        } else {
            todo(EntityType.FLOW, Kind.UPDATE, flow, "It differs from what is declared." + warning, fields);
        }
        if (object.disabled()) {
            todo(EntityType.FLOW, Kind.ENABLE, flow, "It is disabled and declared as enabled.", List.of());
        }
    }

    /** Whether it is adopted with its dataflow: one with somebody's mark is left to them. */
    private boolean taken(FlowObject object) {
        return export.flowId().isPresent() && Mark.of(object.description()).isEmpty();
    }

    /** Parameters, then the mark; an object without a mark that ours points to keeps its description. */
    private void compare(EntityType type, FlowObject object, Optional<Wanted> wanted) {
        if (wanted.isEmpty()) {
            same(object, "As it is.");
            return;
        }
        List<Field> fields = new ArrayList<>(Differences.fields(wanted.get(), object));
        if (taken(object)) {
            mark(wanted.get(), object, true).ifPresent(fields::add);
            todo(type, Kind.ADOPT, Optional.of(object), "It becomes Landfall's with its dataflow.", fields);
            return;
        }
        if (Mark.of(object.description()).isPresent()) {
            Optional<Field> mark = mark(wanted.get(), object, false);
            boolean base = type == EntityType.BASE_CONNECTION;
            if (base && (mark.isPresent() || !fields.isEmpty())) {
                wanted.get().secrets().forEach(path -> fields.add(new Field(path, "***", "***")));
            } else if (base && declared.rotated()) {
                todo(type, Kind.UPDATE, Optional.of(object), ROTATED, List.of(new Field("auth", "***", "***")));
                return;
            }
            mark.ifPresent(fields::add);
        }
        if (fields.isEmpty()) {
            same(object, "As declared.");
        } else {
            todo(type, Kind.UPDATE, Optional.of(object), "It differs from what is declared.", fields);
        }
    }

    private static Optional<Field> mark(Wanted wanted, FlowObject object, boolean writeNew) {
        Optional<Mark> before = Mark.of(object.description());
        if (before.isEmpty() ? !writeNew : stays(before.get(), wanted)) {
            return Optional.empty();
        }
        String from = before.map(Mark::toString).orElse(null);
        return Optional.of(new Field("description", from, wanted.mark().toString()));
    }

    /** Where nothing is declared a mark does not get old, and only the dataflow's can pass to another export. */
    private static boolean stays(Mark mark, Wanted wanted) {
        boolean whoever = wanted.type() != EntityType.FLOW || mark.name().equals(wanted.owner());
        return wanted.adopted() ? whoever : mark.equals(wanted.mark());
    }

    private static boolean endless(Wanted flow) {
        return flow.fields().containsKey("scheduleParams.startTime")
                && !flow.fields().containsKey("scheduleParams.endTime")
                && !flow.fields().getOrDefault("scheduleParams.interval", "").equals("0");
    }

    private void existing(String reason) {
        lookup.base().ifPresent(o -> seen(o, reason));
        lookup.source().ifPresent(o -> seen(o, reason));
        lookup.target().ifPresent(o -> seen(o, reason));
        lookup.flow().ifPresent(o -> seen(o, reason));
    }

    /** Left alone whatever the differences, which are shown. */
    private void seen(FlowObject object, String reason) {
        List<Field> fields = new ArrayList<>();
        declared.wanted(object.type()).filter(w -> !export.manage()).ifPresent(w -> {
            fields.addAll(Differences.fields(w, object));
            if (!w.datasets().isEmpty() && !Differences.sameDatasets(w.datasets(), object.datasets())) {
                String from = Differences.shown(object.datasets());
                fields.add(new Field("params.datasets", from, Differences.shown(w.datasets())));
            }
        });
        todo(object.type(), Kind.NO_OP, Optional.of(object), sentence(reason), fields);
    }

    private static String sentence(String reason) {
        return Character.toUpperCase(reason.charAt(0)) + reason.substring(1) + ".";
    }

    private void create(Wanted wanted, String reason) {
        List<Field> fields = new ArrayList<>();
        wanted.fields().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(f -> fields.add(new Field(f.getKey(), null, f.getValue())));
        wanted.secrets().forEach(path -> fields.add(new Field(path, null, "***")));
        if (!wanted.datasets().isEmpty()) {
            fields.add(new Field("params.datasets", null, Differences.shown(wanted.datasets())));
        }
        todo(wanted.type(), Kind.CREATE, Optional.empty(), reason, fields);
    }

    private void same(FlowObject object, String reason) {
        todo(object.type(), Kind.NO_OP, Optional.of(object), reason, List.of());
    }

    private void todo(EntityType type, Kind kind, Optional<FlowObject> object, String reason, List<Field> fields) {
        object.ifPresent(o -> ids.put(type, o.id()));
        List<String> paths = kind == Kind.UPDATE || kind == Kind.ADOPT ? Differences.paths(fields) : List.of();
        todos.add(new Todo(action(type, kind, object.map(FlowObject::id), reason, fields), object, paths));
    }

    private Action action(EntityType type, Kind kind, Optional<String> id, String reason, List<Field> fields) {
        return new Action(export.key(), type, kind, id, reason, fields);
    }

    private ExportPlan done() {
        return new ExportPlan(export.key(), todos, ids, Optional.empty());
    }
}
