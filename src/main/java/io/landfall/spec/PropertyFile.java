package io.landfall.spec;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** One {@code .properties} file (UTF-8) with the line of each key, by the rules of {@link Properties#load}. */
final class PropertyFile {
    static final long MOST_BYTES = 16L << 20;

    private final Path folder;
    private final String shown;
    private final List<Entry> entries = new ArrayList<>();
    private final List<SpecError> errors = new ArrayList<>();
    private final Map<String, Integer> seen = new HashMap<>();

    /** What one file says; entries that are well-formed are given even when others are not. */
    record Contents(List<Entry> entries, List<SpecError> errors) {}

    private record Logical(String text, int first) {}

    private PropertyFile(Path folder, String shown) {
        this.folder = folder;
        this.shown = shown;
    }

    /** Reads a file; {@code shown} is how errors name it. A file that cannot be read is an error, not an exception. */
    static Contents read(Path file, String shown) {
        PropertyFile reader = new PropertyFile(file.toAbsolutePath().normalize().getParent(), shown);
        try {
            if (Files.isRegularFile(file) && Files.size(file) > MOST_BYTES) {
                reader.error(null, null, "is larger than 16 MiB, which no property file is");
            } else {
                reader.decode(Files.readAllBytes(file));
            }
        } catch (NoSuchFileException e) {
            reader.error(null, null, "no such file");
        } catch (AccessDeniedException e) {
            reader.error(null, null, "may not be read: permission denied");
        } catch (IOException e) {
            reader.error(null, null, "cannot be read: " + e.getMessage());
        }
        return new Contents(reader.entries, reader.errors);
    }

    private void decode(byte[] bytes) {
        CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        boolean malformed = utf8.decode(in, out, true).isError();
        out.flip();
        String text = out.toString();
        if (malformed) {
            int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
            error(line, null, "is not UTF-8, expected a text file in UTF-8");
            return;
        }
        logicalLines(text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    private void logicalLines(String text) {
        List<Logical> all = new ArrayList<>();
        StringBuilder logical = new StringBuilder();
        int number = 0;
        int first = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            if (logical.isEmpty()) {
                String head = line.stripLeading();
                if (head.isEmpty() || head.charAt(0) == '#' || head.charAt(0) == '!') {
                    continue;
                }
                first = number;
            }
            logical.append(line).append('\n');
            if (!continues(line)) {
                all.add(new Logical(keepEscapedCommas(logical.toString()), first));
                logical.setLength(0);
            }
        }
        if (!logical.isEmpty()) {
            all.add(new Logical(keepEscapedCommas(logical.toString()), first));
        }
        take(all);
    }

    private static boolean continues(String line) {
        int slashes = 0;
        while (slashes < line.length() && line.charAt(line.length() - 1 - slashes) == '\\') {
            slashes++;
        }
        return slashes % 2 == 1;
    }

    /** Reads them all in one go; one by one where that does not give a key for each line. */
    private void take(List<Logical> lines) {
        Pairs pairs = new Pairs();
        boolean malformed = false;
        try {
            pairs.load(new StringReader(lines.stream().map(Logical::text).collect(Collectors.joining())));
        } catch (IllegalArgumentException e) {
            malformed = true;
        } catch (IOException e) {
            throw new IllegalStateException("a string cannot fail to be read", e);
        }
        if (!malformed && pairs.inOrder.size() == lines.size()) {
            for (int i = 0; i < lines.size(); i++) {
                take(pairs.inOrder.get(i), lines.get(i).first());
            }
        } else if (lines.size() > 1) {
            lines.forEach(line -> take(List.of(line)));
        } else if (malformed) {
            error(lines.get(0).first(), null, "has a malformed \\u escape, expected \\u and four hexadecimal digits");
        }
    }

    private void take(Map.Entry<String, String> pair, int line) {
        String key = Entry.commas(pair.getKey());
        Integer earlier = seen.putIfAbsent(key, line);
        if (earlier != null) {
            error(line, key, "is set twice in this file, first on line " + earlier + "; remove one");
        } else {
            entries.add(new Entry(key, pair.getValue().strip(), shown, line, folder));
        }
    }

    /** Keeps what {@link Properties#load} reads in its order, a key that comes twice included. */
    private static final class Pairs extends Properties {
        private static final long serialVersionUID = 1L;

        private final transient List<Map.Entry<String, String>> inOrder = new ArrayList<>();

        @Override
        public synchronized Object put(Object key, Object value) {
            inOrder.add(Map.entry((String) key, (String) value));
            return null;
        }
    }

    private static String keepEscapedCommas(String logical) {
        if (!logical.contains("\\,")) {
            return logical;
        }
        StringBuilder out = new StringBuilder(logical.length());
        for (int i = 0; i < logical.length(); i++) {
            char c = logical.charAt(i);
            if (c != '\\' || i + 1 == logical.length()) {
                out.append(c);
            } else if (logical.charAt(++i) == ',') {
                out.append(Entry.COMMA);
            } else {
                out.append(c).append(logical.charAt(i));
            }
        }
        return out.toString();
    }

    private void error(Integer line, String key, String message) {
        errors.add(new SpecError(shown, line, key, message, null));
    }
}
