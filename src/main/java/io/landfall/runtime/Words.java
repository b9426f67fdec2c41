package io.landfall.runtime;

import java.util.ArrayList;
import java.util.List;

/** The words of an exception for a person: its causes' messages without repetition, never a stack trace. */
public final class Words {
    private static final int LONGEST = 800;

    private Words() {}

    public static String of(Throwable failure) {
        List<String> said = new ArrayList<>();
        for (Throwable t = failure; t != null && said.size() < 8; t = t.getCause() == t ? null : t.getCause()) {
            String words = t.getMessage() == null ? t.getClass().getSimpleName() : firstLine(t.getMessage());
            if (said.stream().noneMatch(s -> s.contains(words))) {
                said.add(words);
            }
        }
        String all = String.join(": ", said);
        return all.length() > LONGEST ? all.substring(0, LONGEST) + "…" : all;
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", " ").strip();
    }
}
