package io.landfall.flowservice;

import io.landfall.model.Secret;
import io.landfall.model.Spellings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Makes a text from outside fit to be shown: known secrets as {@code ***}, no control characters, cut. */
final class Redaction {

    private static final int SHORTEST = 3;
    static final int LONGEST = 500;

    private Redaction() {}

    static String safe(String text, Collection<Secret> secrets) {
        String shown = text;
        for (String form : forms(secrets)) {
            shown = shown.replace(form, "***");
        }
        String plain =
                shown.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]+", " ").strip();
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST - 1) + "…";
    }

    private static List<String> forms(Collection<Secret> secrets) {
        List<String> forms = new ArrayList<>();
        for (Secret secret : secrets) {
            String value = secret.reveal();
            if (value.length() >= SHORTEST) {
                forms.addAll(Spellings.of(value));
            }
        }
        forms.sort(Comparator.comparingInt(String::length).reversed());
        return forms;
    }
}
