package io.landfall.content;

import static io.landfall.model.Shown.shown;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.landfall.model.Manifest;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Adds up a manifest, token by token: {@code {"flowRunId","scheduledTime","exportResults":[{"sinkPath","name","size"}]}}
 * (Flow Service §10). Files of other folders do not count here.
 */
final class ManifestEntries {
    private static final int EXAMPLES = 5;
    private static final String RESULTS = "exportResults";

    private final String folder;
    private final Listed listed;
    private final TreeSet<String> missing = new TreeSet<>();
    private final TreeSet<String> differing = new TreeSet<>();
    private final List<String> oddities = new ArrayList<>();
    private int depth;
    private boolean object;
    private boolean inResults;
    private boolean results;
    private boolean ended;
    private Optional<String> run = Optional.empty();
    private Optional<Instant> scheduled = Optional.empty();
    private String sinkPath;
    private String name;
    private Long size;
    private long files;
    private long absent;
    private long other;
    private long elsewhere;
    private long nameless;

    ManifestEntries(String folder, Listed listed) {
        this.folder = bare(folder);
        this.listed = listed;
    }

    void take(JsonToken token, JsonParser parser) throws IOException {
        if (token.isStructStart()) {
            depth++;
            object |= depth == 1 && token == JsonToken.START_OBJECT;
            if (depth == 2 && RESULTS.equals(parser.currentName())) {
                inResults = token == JsonToken.START_ARRAY;
                results |= inResults;
            }
            if (depth == 3 && inResults) {
                sinkPath = null;
                name = null;
                size = null;
            }
        } else if (token.isStructEnd()) {
            if (depth == 3 && inResults && token == JsonToken.END_OBJECT) {
                entry();
            }
            inResults &= depth != 2;
            depth--;
            ended = depth == 0;
        } else if (token != JsonToken.FIELD_NAME && depth == 1) {
            head(parser);
        } else if (token != JsonToken.FIELD_NAME && depth == 3 && inResults) {
            field(parser);
        }
    }

    private void head(JsonParser parser) throws IOException {
        switch (String.valueOf(parser.currentName())) {
            case "flowRunId" -> run = Optional.ofNullable(parser.getText());
            case "scheduledTime" -> {
                try {
                    scheduled =
                            Optional.of(OffsetDateTime.parse(parser.getText()).toInstant());
                } catch (DateTimeException notATime) {
                    oddities.add("tells a scheduledTime that is none: " + shown(parser.getText(), 40));
                }
            }
            default -> {
                // other fields may come
            }
        }
    }

    private void field(JsonParser parser) throws IOException {
        switch (String.valueOf(parser.currentName())) {
            case "sinkPath" -> sinkPath = parser.getText();
            case "name" -> name = parser.getText();
            case "size" -> size = parser.getText().matches("\\d{1,18}") ? Long.valueOf(parser.getText()) : null;
            default -> {
                // other fields may come
            }
        }
    }

    private void entry() {
        if (name == null || name.isEmpty()) {
            nameless++;
            return;
        }
        if (!here()) {
            elsewhere++;
            return;
        }
        files++;
        if (!listed.complete()) {
            return;
        }
        String last = name.substring(name.lastIndexOf('/') + 1);
        switch (size == null ? known(last) : listed.match(last, size)) {
            case SAME -> {
                // as it is told
            }
            case OTHER_SIZE -> {
                other++;
                example(differing, last);
            }
            case ABSENT -> {
                absent++;
                example(missing, last);
            }
        }
    }

    private Listed.Match known(String last) {
        return listed.match(last, -1) == Listed.Match.ABSENT ? Listed.Match.ABSENT : Listed.Match.SAME;
    }

    /** A sink path may begin with the bucket's or container's name, or leave out the folder's beginning. */
    private boolean here() {
        String path = sinkPath == null ? "" : bare(sinkPath);
        return path.isEmpty() || folder.equals(path) || folder.endsWith("/" + path) || path.endsWith("/" + folder);
    }

    /** Whether it is an object to its end, with results that all have a name. */
    boolean whole() {
        return object && results && ended && nameless == 0;
    }

    Manifest manifest() {
        long gone = listed.complete() ? absent : Math.max(0, files - listed.files());
        return new Manifest(run, scheduled, files, gone, other);
    }

    List<String> remarks() {
        List<String> remarks = new ArrayList<>(oddities);
        Manifest manifest = manifest();
        if (manifest.missing() > 0) {
            remarks.add("names " + count(files) + " of this folder, " + count(manifest.missing()) + " not there"
                    + examples(missing));
        }
        if (other > 0) {
            remarks.add("tells another size for " + count(other) + examples(differing));
        }
        if (elsewhere > 0) {
            remarks.add("names " + count(elsewhere) + " of other folders too; not compared here");
        }
        if (!listed.complete()) {
            remarks.add("was compared by the number of files alone: there are too many to compare each name");
        }
        return remarks;
    }

    private static void example(TreeSet<String> some, String name) {
        some.add(name);
        if (some.size() > EXAMPLES) {
            some.pollLast();
        }
    }

    private static String examples(TreeSet<String> some) {
        StringBuilder text = new StringBuilder();
        some.forEach(name -> text.append(text.length() == 0 ? ": " : ", ").append(shown(name)));
        return text.toString();
    }

    private static String count(long n) {
        return String.format(Locale.ROOT, "%,d %s", n, n == 1 ? "file" : "files");
    }

    private static String bare(String path) {
        int from = 0;
        int to = path.length();
        while (from < to && path.charAt(from) == '/') {
            from++;
        }
        while (to > from && path.charAt(to - 1) == '/') {
            to--;
        }
        return path.substring(from, to);
    }
}
