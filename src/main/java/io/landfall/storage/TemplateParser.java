package io.landfall.storage;

import io.landfall.model.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a folder template with Adobe's macros (Flow Service §8). {@code YYYY} in a {@code %DATETIME(…)%} is the calendar
 * year, {@code DD} the day of the month; a macro that is not known here stands for text that is not known.
 */
final class TemplateParser {
    private static final Pattern MACRO = Pattern.compile("%([A-Z_]+)(?:\\(([^)]*)\\))?%");
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_.-]*");

    private final Dataset dataset;
    private final List<List<Token>> segments = new ArrayList<>();
    private List<Token> segment = new ArrayList<>();

    private TemplateParser(Dataset dataset) {
        this.dataset = dataset;
    }

    /** The segments of a path in front, taken as it is, and a template behind it; each has at least one token. */
    static List<List<Token>> parse(String path, String template, Dataset dataset) {
        TemplateParser parser = new TemplateParser(dataset);
        parser.text(path);
        parser.endSegment();
        Matcher macro = MACRO.matcher(template);
        int from = 0;
        while (macro.find()) {
            parser.text(template.substring(from, macro.start()));
            parser.macro(macro.group(1), macro.group(2));
            from = macro.end();
        }
        parser.text(template.substring(from));
        parser.endSegment();
        return List.copyOf(parser.segments);
    }

    private void macro(String name, String argument) {
        switch (name) {
            case "DATASET_ID" -> text(dataset.id());
            case "DATASET_NAME" ->
                segment.add(
                        SAFE.matcher(dataset.name()).matches()
                                ? new Token.Text(dataset.name())
                                : new Token.Name(dataset.name()));
            case "EXPORT_TIME" -> {
                text("exportTime=");
                segment.add(new Token.Stamp());
            }
            case "DATETIME" -> datetime(argument == null ? "" : argument);
            default -> segment.add(new Token.Any());
        }
    }

    private void datetime(String pattern) {
        int at = 0;
        while (at < pattern.length()) {
            char c = pattern.charAt(at);
            int end = at + 1;
            if (c == '\'') {
                end = pattern.indexOf('\'', at + 1) < 0 ? pattern.length() : pattern.indexOf('\'', at + 1);
                text(end == at + 1 ? "'" : pattern.substring(at + 1, end));
                end = Math.min(end + 1, pattern.length());
            } else if (c < 128 && Character.isLetter(c)) {
                while (end < pattern.length() && pattern.charAt(end) == c) {
                    end++;
                }
                segment.add(field(c, end - at));
            } else {
                text(String.valueOf(c));
            }
            at = end;
        }
    }

    private static Token field(char letter, int width) {
        return switch (letter) {
            case 'y', 'Y', 'u' -> width == 4 || width == 2 ? new Token.Time(Token.Field.YEAR, width) : new Token.Any();
            case 'M' -> time(Token.Field.MONTH, width);
            case 'd', 'D' -> time(Token.Field.DAY, width);
            case 'H' -> time(Token.Field.HOUR, width);
            case 'm' -> time(Token.Field.MINUTE, width);
            case 's' -> time(Token.Field.SECOND, width);
            default -> new Token.Any();
        };
    }

    private static Token time(Token.Field field, int width) {
        return width == 2 ? new Token.Time(field, 2) : new Token.Any();
    }

    private void text(String text) {
        int from = 0;
        for (int slash = text.indexOf('/'); slash >= 0; slash = text.indexOf('/', from)) {
            add(text.substring(from, slash));
            endSegment();
            from = slash + 1;
        }
        add(text.substring(from));
    }

    private void add(String text) {
        if (!text.isEmpty()) {
            segment.add(new Token.Text(text));
        }
    }

    private void endSegment() {
        if (!segment.isEmpty()) {
            segments.add(List.copyOf(segment));
            segment = new ArrayList<>();
        }
    }
}
