package io.landfall.storage;

import io.landfall.model.Dataset;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where the files of one dataset lie: a path and a template below it, {@code %DATASET_ID%/%EXPORT_TIME%} by default
 * (Flow Service §10). Pure; times are UTC whatever the machine's zone.
 */
public final class FolderTemplate {
    private static final String DEFAULT = "%DATASET_ID%/%EXPORT_TIME%";

    private final List<List<Token>> segments;
    private final List<Pattern> patterns = new ArrayList<>();
    private final boolean namesDataset;

    private FolderTemplate(List<List<Token>> segments, boolean namesDataset) {
        this.segments = segments;
        this.namesDataset = namesDataset;
        StringBuilder regex = new StringBuilder();
        for (List<Token> segment : segments) {
            segment.forEach(token -> regex.append(token.regex()));
            patterns.add(Pattern.compile(regex.toString()));
            regex.append('/');
        }
    }

    /**
     * @param path with or without slashes around it, taken as it is
     * @param template absent: the default layout
     */
    public static FolderTemplate of(String path, Optional<String> template, Dataset dataset) {
        String below = template.orElse(DEFAULT);
        return new FolderTemplate(
                TemplateParser.parse(path, below, dataset),
                below.contains("%DATASET_ID%") || below.contains("%DATASET_NAME%"));
    }

    /** Whether the folder is one dataset's own, or shared by all of the export. */
    boolean namesDataset() {
        return namesDataset;
    }

    /** What a folder is to the template: its time where it has one, and whether it has all segments. */
    record Match(Optional<ExportTime> time, boolean whole) {}

    /** Whether a folder is one of the template's, or on the way to one. Slashes around it do not matter. */
    Optional<Match> match(String folder) {
        String bare = folder.replaceAll("^/+|/+$", "");
        int depth = (int) bare.chars().filter(c -> c == '/').count() + 1;
        if (depth > segments.size()) {
            return Optional.empty();
        }
        Matcher matcher = patterns.get(depth - 1).matcher(bare);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        List<Token> timed = segments.subList(0, depth).stream()
                .flatMap(List::stream)
                .filter(Token::timed)
                .toList();
        Map<Token.Field, Integer> fields = new EnumMap<>(Token.Field.class);
        for (int i = 0; i < timed.size(); i++) {
            timed.get(i).read(matcher.group(i + 1), fields);
        }
        try {
            return Optional.of(new Match(time(fields), depth == segments.size()));
        } catch (DateTimeException digitsThatAreNoTime) {
            return Optional.empty();
        }
    }

    /**
     * Where to begin the search for the folders of {@code [due, next)}: the level of the first segment that is not fixed,
     * cut to the times that can matter, so that the cost does not grow with history.
     *
     * @param root in front of the path: nothing, or a slash
     */
    Span begin(String root, Instant due, Instant next) {
        int level = 0;
        while (level < segments.size() - 1 && fixed(segments.get(level))) {
            level++;
        }
        String folder = root
                + segments.subList(0, level).stream()
                        .map(segment -> written(segment) + "/")
                        .collect(Collectors.joining());
        return new SpanOfTimes(folder, segments.get(level)).between(due, next);
    }

    private static boolean fixed(List<Token> segment) {
        return segment.stream().allMatch(Token.Text.class::isInstance);
    }

    private static String written(List<Token> segment) {
        return segment.stream().map(token -> ((Token.Text) token).text()).collect(Collectors.joining());
    }

    /** The time down to the first field that is not there; none without a year. */
    private static Optional<ExportTime> time(Map<Token.Field, Integer> fields) {
        ChronoUnit exact = null;
        for (Token.Field field : Token.Field.values()) {
            if (!fields.containsKey(field)) {
                break;
            }
            exact = field.unit();
        }
        if (exact == null) {
            return Optional.empty();
        }
        LocalDateTime at = LocalDateTime.of(
                fields.get(Token.Field.YEAR),
                upTo(exact, Token.Field.MONTH, fields, 1),
                upTo(exact, Token.Field.DAY, fields, 1),
                upTo(exact, Token.Field.HOUR, fields, 0),
                upTo(exact, Token.Field.MINUTE, fields, 0),
                upTo(exact, Token.Field.SECOND, fields, 0));
        return Optional.of(new ExportTime(at.toInstant(ZoneOffset.UTC), exact));
    }

    private static int upTo(ChronoUnit exact, Token.Field field, Map<Token.Field, Integer> fields, int otherwise) {
        return field.unit().compareTo(exact) >= 0 ? fields.get(field) : otherwise;
    }
}
