package io.landfall.spec;

import io.landfall.model.DatasetRef;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads {@code datasets}: ids (24 letters or digits) and {@code name:…} by comma; {@code \,} is a comma in a name. */
final class Datasets {
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z]{24}");
    private static final Pattern SEPARATOR = Pattern.compile("(?<!\\\\),");

    private Datasets() {}

    static List<DatasetRef> list(String text) throws BadValue {
        List<DatasetRef> refs = new ArrayList<>();
        for (String part : SEPARATOR.split(text, -1)) {
            DatasetRef ref = one(Entry.commas(part.replace("\\,", ",")).strip());
            if (refs.contains(ref)) {
                throw new BadValue("names " + Shown.quoted(ref.toString()) + " twice, expected each dataset once");
            }
            refs.add(ref);
        }
        return refs;
    }

    private static DatasetRef one(String part) throws BadValue {
        if (part.startsWith("name:")) {
            String name = part.substring("name:".length()).strip();
            if (!name.isEmpty() && name.chars().noneMatch(Character::isISOControl)) {
                return DatasetRef.name(name);
            }
        } else if (ID.matcher(part).matches()) {
            return DatasetRef.id(part);
        }
        throw new BadValue("holds " + Shown.quoted(part)
                + ", which is no dataset, expected ids of 24 letters or digits and name:… by comma (\\, in a name)");
    }
}
