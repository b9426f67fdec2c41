package io.landfall.routes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A route file as data: what it is made of, and itself with one of these taken out. */
final class RouteSteps {
    /** Lists whose entries are steps, or small steps written together, or branches of one. */
    private static final Set<String> LISTS =
            Set.of("steps", "headers", "when", "doCatch", "onException", "interceptFrom");

    /** Branches that are not in a list. */
    private static final Set<String> BRANCHES = Set.of("otherwise", "doFinally");

    private final String text;

    RouteSteps(Path file) throws IOException {
        this.text = Files.readString(file);
    }

    /** @param name for people: the route's id and the way down to the step */
    record Step(String name, List<Object> path) {}

    /** Everything that can be taken out: whole routes, templates, error handlers, and each step inside of them. */
    List<Step> all() {
        List<Step> steps = new ArrayList<>();
        List<?> top = read();
        for (int i = 0; i < top.size(); i++) {
            Map<?, ?> entry = (Map<?, ?>) top.get(i);
            String id = String.valueOf(((Map<?, ?>) entry.values().iterator().next()).get("id"));
            steps.add(new Step(id, List.of(i)));
            walk(entry, id, List.of(i), steps);
        }
        return steps;
    }

    /** The file without a step. */
    String without(Step step) {
        Object root = read();
        Object at = root;
        for (Object key : step.path().subList(0, step.path().size() - 1)) {
            at = at instanceof List<?> list ? list.get((Integer) key) : ((Map<?, ?>) at).get(key);
        }
        Object last = step.path().get(step.path().size() - 1);
        if (at instanceof List<?> list) {
            list.remove((int) (Integer) last);
        } else {
            ((Map<?, ?>) at).remove(last);
        }
        return write(root);
    }

    /** The file as it is, written as the mutants are. */
    String whole() {
        return write(read());
    }

    List<?> read() {
        return (List<?>) new Load(LoadSettings.builder().build()).loadFromString(text);
    }

    private static String write(Object root) {
        return new Dump(DumpSettings.builder().build()).dumpToString(root);
    }

    private static void walk(Object node, String name, List<Object> path, List<Step> steps) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                List<Object> here = and(path, key);
                if (LISTS.contains(key.toString()) && value instanceof List<?> list) {
                    for (int i = 0; i < list.size(); i++) {
                        String step = name + " > " + i + " " + title(key.toString(), list.get(i));
                        steps.add(new Step(step, and(here, i)));
                        walk(list.get(i), step, and(here, i), steps);
                    }
                } else if (BRANCHES.contains(key.toString())) {
                    String branch = name + " > " + key;
                    steps.add(new Step(branch, here));
                    walk(value, branch, here, steps);
                } else {
                    walk(value, name, here, steps);
                }
            });
        }
    }

    /** What kind of step it is, and its id or what else tells it from its neighbours. */
    private static String title(String list, Object step) {
        Map<?, ?> map = (Map<?, ?>) step;
        if (list.equals("when") || list.equals("doCatch")) {
            return list;
        }
        if (list.equals("headers")) {
            return "header " + map.get("name");
        }
        String kind = String.valueOf(map.keySet().iterator().next());
        if (map.get(kind) instanceof Map<?, ?> options) {
            for (String telling : List.of("id", "name", "method")) {
                if (options.get(telling) instanceof String value) {
                    return kind + " " + value;
                }
            }
        }
        return kind;
    }

    private static List<Object> and(List<Object> path, Object more) {
        List<Object> longer = new ArrayList<>(path);
        longer.add(more);
        return longer;
    }
}
