package io.landfall.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One {@code property=<path><op><value>} of a list request (Flow Service §5). Members of arrays are named by {@code []};
 * {@code ==} takes several values with commas; a path that an element has not never matches.
 */
record PropertyFilter(List<String> path, String operator, List<String> values) {

    private static final Pattern SHAPE =
            Pattern.compile("([A-Za-z0-9_.\\[\\]-]+?)(==|!=|>=|<=|>|<)(.+)", Pattern.DOTALL);

    /** @throws Refusal 1448-400 for a malformed filter, 1443-400 for a range with several values */
    static PropertyFilter parse(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            throw new Refusal(Reply.coded("1448-400", "The property filter is not valid: " + text));
        }
        List<String> values = Arrays.asList(matcher.group(3).split(",", -1));
        boolean range = matcher.group(2).startsWith(">") || matcher.group(2).startsWith("<");
        if (range && values.size() > 1) {
            throw new Refusal(Reply.coded("1443-400", "A range operator takes one value only: " + text));
        }
        return new PropertyFilter(List.of(matcher.group(1).split("\\.")), matcher.group(2), values);
    }

    boolean matches(JsonNode element) {
        List<JsonNode> found = new ArrayList<>();
        collect(element, 0, found);
        if (operator.equals("!=")) {
            return found.stream().noneMatch(node -> values.contains(node.asText()));
        }
        return found.stream().anyMatch(this::holds);
    }

    private void collect(JsonNode node, int depth, List<JsonNode> found) {
        if (node.isMissingNode() || node.isNull()) {
            return;
        }
        if (depth == path.size()) {
            found.add(node);
            return;
        }
        String step = path.get(depth);
        if (step.endsWith("[]")) {
            node.path(step.substring(0, step.length() - 2)).forEach(member -> collect(member, depth + 1, found));
        } else {
            collect(node.path(step), depth + 1, found);
        }
    }

    private boolean holds(JsonNode node) {
        if (operator.equals("==")) {
            return values.contains(node.asText());
        }
        int order;
        try {
            order = Double.compare(node.asDouble(Double.NaN), Double.parseDouble(values.get(0)));
        } catch (NumberFormatException notANumber) {
            order = node.asText().compareTo(values.get(0));
        }
        return switch (operator) {
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            case "<" -> order < 0;
            default -> order <= 0;
        };
    }
}
