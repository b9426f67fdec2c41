package io.landfall.spec;

import io.landfall.model.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Turns what stands in the files into typed values, each by its key's type, and collects what cannot be. */
final class Values {
    private static final int MOST_SECRET_BYTES = 1 << 20;

    /** A login inside a URL, which is not shown although its key is none of a secret. */
    private static final Pattern LOGIN = Pattern.compile("(?i)://[^/?#\\s]*@|(password|secret|token|sig)=");

    private final Placeholders placeholders;
    private final List<SpecError> errors;
    private final Map<String, Object> typed = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();
    private final Set<String> blank = new HashSet<>();
    private final List<Secret> secrets = new ArrayList<>();

    Values(Placeholders placeholders, List<SpecError> errors) {
        this.placeholders = placeholders;
        this.errors = errors;
    }

    /** Reads one entry of a known key; a fault is recorded, and the key then has no typed value. */
    void take(Entry entry, Key key) {
        Placeholders.Resolved resolved = new Placeholders.Resolved(entry.raw(), false, true);
        try {
            resolved = placeholders.resolve(entry, key.secret());
            String text = mounted(key.type(), resolved.text(), entry.folder());
            if (text.isBlank()) {
                blank.add(entry.key());
            } else {
                keep(entry, key, text, resolved.late());
            }
        } catch (BadValue e) {
            errors.add(error(entry, key, resolved, e));
        }
    }

    private void keep(Entry entry, Key key, String text, boolean late) throws BadValue {
        Type.Parser<?> parser = late ? key.type().late() : key.type().parser();
        if (parser == null) {
            throw new BadValue("takes no vault function, expected the value itself or {{env:NAME}}");
        }
        String whole = key.type() == Type.DATASETS ? text : Entry.commas(text);
        typed.put(entry.key(), parser.parse(whole, entry.folder()));
        texts.put(entry.key(), Entry.commas(text));
        if (key.secret()) {
            secrets.add(new Secret(Entry.commas(text)));
        }
    }

    private static String mounted(Type<?> type, String text, Path folder) throws BadValue {
        if (!type.mountable() || !text.startsWith("file:")) {
            return text;
        }
        try {
            Path file = folder.resolve(text.substring("file:".length()).replaceFirst("^//(?=/)", ""));
            if (Files.isRegularFile(file) && Files.size(file) <= MOST_SECRET_BYTES) {
                return Files.readString(file).replaceFirst("\\r?\\n$", "");
            }
        } catch (IOException | InvalidPathException e) {
            throw new BadValue("names a file that cannot be read as text, expected file:<path> of a mounted secret");
        }
        throw new BadValue("names no readable file, expected file:<path> of a mounted secret");
    }

    private static SpecError error(Entry entry, Key key, Placeholders.Resolved resolved, BadValue e) {
        String subject;
        if (key.secret()
                || key.type() == Type.FILE
                || LOGIN.matcher(entry.raw()).find()) {
            subject = "the value";
        } else if (resolved.literal()) {
            subject = Shown.quoted(Entry.commas(entry.raw()));
        } else {
            subject = "the value of " + Shown.quoted(Entry.commas(entry.raw()));
        }
        String hint = !key.secret() && entry.raw().contains(" #") ? " (a comment needs a line of its own)" : "";
        return new SpecError(
                entry.file(), entry.line(), entry.key(), subject + " " + e.getMessage() + hint, e.nearest());
    }

    /** The typed value; null where the key is not set, blank or wrong. */
    Object typed(String property) {
        return typed.get(property);
    }

    /** The value as text, resolved; null likewise. */
    String text(String property) {
        return texts.get(property);
    }

    boolean blank(String property) {
        return blank.contains(property);
    }

    List<Secret> secrets() {
        return secrets;
    }
}
