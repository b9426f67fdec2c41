package io.landfall.spec;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads export paths and folder templates (Flow Service §8). */
final class Folders {
    private static final Pattern DATETIME = Pattern.compile("DATETIME\\([YyMmDdHhSs_./-]{1,40}\\)");
    private static final Pattern MACRO = Pattern.compile("%([^%]*)%");
    private static final List<String> MACROS = List.of(
            "DATASET_ID",
            "DATASET_NAME",
            "DESTINATION",
            "DESTINATION_NAME",
            "DESTINATION_INSTANCE_ID",
            "DESTINATION_INSTANCE_NAME",
            "EXPORT_TIME",
            "SANDBOX_NAME",
            "ORGANIZATION_NAME");

    private Folders() {}

    /** Without leading and trailing slash; the root is refused, files of several datasets would mix there. */
    static String path(String text) throws BadValue {
        String path = text.replaceAll("^/+|/+$", "");
        if (path.isEmpty()) {
            throw new BadValue("is the root, expected a folder below it, such as aep/orders");
        }
        if (path.chars().anyMatch(Character::isISOControl)
                || Arrays.stream(path.split("/", -1)).anyMatch(s -> s.isEmpty() || s.equals(".") || s.equals(".."))) {
            throw new BadValue("is not a folder, expected segments between single slashes, none of them . or ..");
        }
        return path;
    }

    /** Every macro is one that Adobe knows. */
    static String template(String text) throws BadValue {
        Texts.line(text);
        Matcher macro = MACRO.matcher(text);
        while (macro.find()) {
            String name = macro.group(1);
            if (!MACROS.contains(name) && !DATETIME.matcher(name).matches()) {
                throw new BadValue(
                        "holds %" + Shown.plain(name) + "%, which is no macro, expected %DATASET_ID%, %EXPORT_TIME%,"
                                + " %DATETIME(YYYYMMdd_HHmmss)% or such",
                        Nearest.of(name, MACROS));
            }
        }
        if (macro.reset().replaceAll("").contains("%")) {
            throw new BadValue("holds a single %, expected macros between two of them, such as %DATASET_ID%");
        }
        return text;
    }

    /** Whether the template gives each dataset folders of its own. */
    static boolean tellsDatasetsApart(String template) {
        return template.contains("%DATASET_ID%") || template.contains("%DATASET_NAME%");
    }
}
