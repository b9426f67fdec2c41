package io.landfall.spec;

import io.landfall.model.Condition;
import io.landfall.model.Severity;
import io.landfall.model.Verdict;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** One of a closed list of words. */
final class Choice<T> {
    private final Map<String, T> words;

    private Choice(Map<String, T> words) {
        this.words = words;
    }

    static <T> Choice<T> of(String word, T meaning) {
        Map<String, T> words = new LinkedHashMap<>();
        words.put(word, meaning);
        return new Choice<>(words);
    }

    Choice<T> or(String word, T meaning) {
        words.put(word, meaning);
        return this;
    }

    static <E extends Enum<E>> Choice<E> of(E[] values) {
        return of(values, value -> value.name().toLowerCase(Locale.ROOT));
    }

    static <E> Choice<E> of(E[] values, Function<E, String> word) {
        Map<String, E> words = new LinkedHashMap<>();
        for (E value : values) {
            words.put(word.apply(value), value);
        }
        return new Choice<>(words);
    }

    /** As the documentation lists it. */
    String listed() {
        return String.join(" | ", words.keySet());
    }

    T parse(String text) throws BadValue {
        T meaning = words.get(text);
        if (meaning == null) {
            throw new BadValue("is none of what is possible, expected " + listed(), Nearest.of(text, words.keySet()));
        }
        return meaning;
    }

    /** A list of verdicts and conditions, by comma. */
    static String verdicts(String text) throws BadValue {
        Set<String> known = new LinkedHashSet<>();
        Arrays.stream(Verdict.values()).map(Verdict::name).forEach(known::add);
        Arrays.stream(Condition.values()).map(Condition::name).forEach(known::add);
        return listOf(
                text, known, "names something that is neither a verdict nor a condition, expected MISSING or such");
    }

    /** A list of severities, by comma. */
    static String severities(String text) throws BadValue {
        Set<String> known = of(Severity.values()).words.keySet();
        return listOf(text, known, "names something that is no severity, expected some of " + String.join(",", known));
    }

    private static String listOf(String text, Set<String> known, String complaint) throws BadValue {
        for (String word : text.split(",", -1)) {
            if (!known.contains(word.strip())) {
                throw new BadValue(complaint, Nearest.of(word.strip(), known));
            }
        }
        return text.replace(" ", "");
    }
}
