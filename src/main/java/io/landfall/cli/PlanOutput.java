package io.landfall.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.landfall.flowservice.FlowServiceFailure;
import io.landfall.model.Action;
import io.landfall.plan.Broken;
import io.landfall.plan.Planned;
import io.landfall.runtime.PerSandbox;
import io.landfall.runtime.ProvisioningResult;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** What {@code plan} and {@code apply} print. */
final class PlanOutput {
    private PlanOutput() {}

    /** Prints plans; the exit code says whether there is something to do. */
    static int plan(CommandSpec spec, boolean json, PerSandbox<Planned> plans) {
        List<Action> actions = plans.brought().stream()
                .flatMap(p -> p.plan().actions().stream())
                .toList();
        print(spec, json, actions, "to do");
        boolean broken = complain(spec, plans.barred(), plans.brought().stream().flatMap(p -> p.broken().stream()));
        return broken
                ? Exit.FAILED
                : actions.stream().allMatch(a -> a.kind() == Action.Kind.NO_OP) ? Exit.WELL : Exit.TELL;
    }

    /** Prints what was carried out; the exit code says whether everything declared is so. */
    static int apply(CommandSpec spec, boolean json, PerSandbox<ProvisioningResult> results) {
        List<Action> actions = results.brought().stream()
                .flatMap(r -> Stream.concat(r.carriedOut().stream(), r.left().stream()))
                .toList();
        print(spec, json, actions, "carried out");
        boolean broken =
                complain(spec, results.barred(), results.brought().stream().flatMap(r -> r.broken().stream()));
        boolean complete = results.brought().stream().allMatch(ProvisioningResult::complete);
        return complete && !broken ? Exit.WELL : Exit.FAILED;
    }

    private static void print(CommandSpec spec, boolean json, List<Action> actions, String what) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Json.print(spec, document(actions));
            return;
        }
        Table table = new Table("EXPORT", "ENTITY", "ACTION", "ID", "REASON");
        for (Action a : actions) {
            table.row(a.export().export(), a.entity().key(), a.kind().key(), a.id().orElse("-"), a.reason());
            a.fields()
                    .forEach(f -> table.row(
                            "", "", "", "", "  " + f.path() + ": " + shown(f.from()) + " → " + shown(f.to())));
        }
        table.lines().forEach(out::println);
        out.println(changes(actions) + " changes " + what);
    }

    private static ObjectNode document(List<Action> actions) {
        ObjectNode document = Json.object().put("changes", changes(actions));
        ArrayNode nodes = document.putArray("actions");
        for (Action a : actions) {
            ObjectNode node = nodes.addObject()
                    .put("export", a.export().export())
                    .put("entity", a.entity().key())
                    .put("action", a.kind().key())
                    .put("id", a.id().orElse(null))
                    .put("reason", a.reason());
            ArrayNode fields = node.putArray("fields");
            a.fields()
                    .forEach(f -> fields.addObject()
                            .put("path", f.path())
                            .put("from", f.from())
                            .put("to", f.to()));
        }
        return document;
    }

    private static boolean complain(CommandSpec spec, List<FlowServiceFailure> barred, Stream<Broken> broken) {
        List<String> lines = new ArrayList<>();
        barred.forEach(failure -> lines.add("landfall " + spec.name() + ": " + Landfall.words(failure)));
        broken.map(b -> "export " + b.export().export() + ": " + b.message() + remedy(b))
                .forEach(lines::add);
        lines.forEach(spec.commandLine().getErr()::println);
        return !lines.isEmpty();
    }

    private static String remedy(Broken broken) {
        return broken.trouble().map(t -> " — " + t.remedy()).orElse("");
    }

    private static long changes(List<Action> actions) {
        return actions.stream().filter(a -> a.kind().changes()).count();
    }

    private static String shown(String value) {
        return value == null ? "(none)" : value;
    }
}
