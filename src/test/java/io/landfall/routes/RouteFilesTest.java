package io.landfall.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every route file keeps to, so that somebody who knows Camel but not Java reads {@code routes/} and understands. */
class RouteFilesTest {
    private static final int MOST_STEPS = 12;
    private static final int MOST_LINES = 120;
    private static final int LONGEST_DESCRIPTION = 200;
    private static final Set<String> LEAVING = Set.of("to", "toD", "enrich", "pollEnrich", "wireTap", "poll");
    private static final Set<String> SCRIPTS =
            Set.of("script", "groovy", "js", "mvel", "ognl", "spel", "java", "joor", "python", "csimple", "process");
    private static final String READS_A_VALUE = "\\$\\{(body|exception|[a-zA-Z]+(\\.[a-zA-Z][\\w-]*)+)}";

    static List<String> files() {
        return Routes.names();
    }

    /** One map of a file, with the route that it is in and the key that it hangs on. */
    private record Node(String route, String key, Map<?, ?> map) {}

    private static List<?> top(String file) throws IOException {
        return new RouteSteps(Routes.file(file)).read();
    }

    private static List<Node> nodes(String file) throws IOException {
        List<Node> nodes = new ArrayList<>();
        for (Object entry : top(file)) {
            Map<?, ?> only = (Map<?, ?>) entry;
            String key = String.valueOf(only.keySet().iterator().next());
            Map<?, ?> body = (Map<?, ?>) only.get(key);
            collect(String.valueOf(body.get("id")), key, body, nodes);
        }
        return nodes;
    }

    private static void collect(String route, String key, Object value, List<Node> nodes) {
        if (value instanceof Map<?, ?> map) {
            nodes.add(new Node(route, key, map));
            map.forEach((k, v) -> collect(route, String.valueOf(k), v, nodes));
        } else if (value instanceof List<?> list) {
            list.forEach(v -> collect(route, key, v, nodes));
        }
    }

    private static List<Node> named(String file, String... keys) throws IOException {
        return nodes(file).stream().filter(n -> List.of(keys).contains(n.key())).toList();
    }

    @ParameterizedTest
    @MethodSource("files")
    void eachRouteHasAnIdAndSaysInASentenceWhatItDoes(String file) throws IOException {
        for (Object entry : top(file)) {
            assertThat(((Map<?, ?>) entry).keySet().stream().map(String::valueOf))
                    .isSubsetOf("route", "routeTemplate", "routeConfiguration");
            Map<?, ?> route =
                    (Map<?, ?>) ((Map<?, ?>) entry).values().iterator().next();
            assertThat(route.get("id")).as("id of a route in %s", file).isInstanceOf(String.class);
            assertThat(route.get("description"))
                    .as("description of %s", route.get("id"))
                    .isInstanceOf(String.class)
                    .asString()
                    .matches("(?s)[A-Z].*\\.\\s*")
                    .hasSizeLessThanOrEqualTo(LONGEST_DESCRIPTION);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void eachStepThatLeavesTheProcessHasAnId(String file) throws IOException {
        for (Node node : nodes(file)) {
            if (node.key().equals("steps")) {
                node.map().forEach((kind, options) -> {
                    if (LEAVING.contains(String.valueOf(kind))) {
                        assertThat(options).as("%s in %s", kind, node.route()).isInstanceOf(Map.class);
                        assertThat(((Map<?, ?>) options).get("id"))
                                .as("id of %s in %s", options, node.route())
                                .isInstanceOf(String.class);
                    }
                });
            }
        }
    }

    @Test
    void idsAreUniqueOverAllFiles() throws IOException {
        Map<String, String> owners = new HashMap<>();
        for (String file : files()) {
            for (Node node : nodes(file)) {
                if (node.map().get("id") instanceof String id) {
                    assertThat(owners.put(id, file + ", " + node.route()))
                            .as("%s stands in %s, %s too", id, file, node.route())
                            .isNull();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void nothingIsScripted(String file) throws IOException {
        for (Node node : nodes(file)) {
            assertThat(node.map().keySet().stream().map(String::valueOf))
                    .as(node.route())
                    .doesNotContainAnyElementsOf(SCRIPTS);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void simpleOnlyReadsAValue(String file) throws IOException {
        for (Node node : nodes(file)) {
            Object simple = node.map().get("simple");
            Object expression = simple instanceof Map<?, ?> longer ? longer.get("expression") : simple;
            if (expression != null && !node.key().equals("enrich")) {
                assertThat(String.valueOf(expression)).as(node.route()).matches(READS_A_VALUE);
            }
            if (node.map().get("uri") instanceof String uri) {
                assertThat(uri.replaceAll(READS_A_VALUE, "")).as(node.route()).doesNotContain("${");
            }
            if (node.key().equals("enrich")) {
                assertThat(String.valueOf(expression)).as(node.route()).matches("direct:[\\w{}-]+");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void aRouteIsShortEnoughToBeRead(String file) throws IOException {
        for (Node node : nodes(file)) {
            if (node.map().get("steps") instanceof List<?> steps) {
                assertThat(steps).as("steps in %s", node.route()).hasSizeLessThanOrEqualTo(MOST_STEPS);
            }
        }
        int begun = 0;
        List<String> lines = Files.readAllLines(Routes.file(file));
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("- ")) {
                begun = i;
            }
            assertThat(i - begun).as("lines of the route at line %s", begun + 1).isLessThan(MOST_LINES);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void aReaderSeesWhoStartsWhat(String file) throws IOException {
        for (Node from : named(file, "from")) {
            assertThat(String.valueOf(from.map().get("uri")))
                    .as(from.route())
                    .matches("(quartz|work|direct|platform-http):[^?]*");
        }
        for (Node node : nodes(file)) {
            if (node.map().get("uri") instanceof String uri) {
                assertThat(uri)
                        .as("options of %s stand in parameters", node.route())
                        .doesNotContain("?");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void thereAreTestsThatAreResponsible(String file) throws ClassNotFoundException {
        assertThat(Responsible.forFile(file))
                .as("responsible.properties: %s", file)
                .isNotEmpty();
        for (String test : Responsible.forFile(file)) {
            assertThat(Class.forName(test)).isNotNull();
        }
    }
}
