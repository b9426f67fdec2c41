package io.landfall.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What makes a Flow Service object ours: its description ends with {@code [landfall <name> <hash>]}.
 *
 * @param name of the export, or of the storage for a base connection
 * @param hash of the object's own declared part without secrets
 */
public record Mark(String name, String hash) {

    private static final Pattern AT_THE_END = Pattern.compile("\\s*\\[landfall (\\S{1,63}) ([0-9a-f]{12})\\]\\s*$");

    /** The mark at the end of a description. */
    public static Optional<Mark> of(String description) {
        Matcher matcher = AT_THE_END.matcher(description);
        return matcher.find() ? Optional.of(new Mark(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    /** The first twelve hexadecimal digits of the SHA-256 over the sorted fields. */
    public static String hash(Map<String, String> fields) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(fields)
                .forEach((path, value) -> text.append(path)
                        .append('=')
                        .append(value.length())
                        .append(':')
                        .append(value)
                        .append('\n'));
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** A description with this mark at its end, in place of an older one; what stands before it is kept. */
    public String writtenTo(String description) {
        String before = AT_THE_END.matcher(description).replaceFirst("").strip();
        return before.isEmpty() ? toString() : before + " " + this;
    }

    @Override
    public String toString() {
        return "[landfall " + name + " " + hash + "]";
    }
}
