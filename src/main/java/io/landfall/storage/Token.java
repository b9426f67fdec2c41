package io.landfall.storage;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** A part of one segment of a folder template. */
sealed interface Token {

    /** A regular expression; it has one group where {@link #timed}. */
    String regex();

    /** Whether it is a time or a part of one. */
    default boolean timed() {
        return false;
    }

    /** Puts what its digits say where nothing is said yet. */
    default void read(String digits, Map<Field, Integer> into) {
        throw new IllegalStateException("no time: " + this);
    }

    /** The fields that it writes, in their order. */
    default List<Field> fields() {
        return List.of();
    }

    /** As it is written. */
    record Text(String text) implements Token {
        @Override
        public String regex() {
            return Pattern.quote(text);
        }
    }

    /** A name of which it is not known how its special characters are written. */
    record Name(String name) implements Token {
        @Override
        public String regex() {
            StringBuilder regex = new StringBuilder();
            name.codePoints()
                    .forEach(c -> regex.append(
                            Character.isLetterOrDigit(c) ? Pattern.quote(Character.toString(c)) : "[^/]{1,3}"));
            return regex.toString();
        }
    }

    /** A macro whose value is not known. */
    record Any() implements Token {
        @Override
        public String regex() {
            return "[^/]+?";
        }
    }

    /** {@code YYYYMMDDHHMM}, with or without {@code SS}. */
    record Stamp() implements Token {
        @Override
        public String regex() {
            return "(\\d{14}|\\d{12})";
        }

        @Override
        public boolean timed() {
            return true;
        }

        @Override
        public void read(String digits, Map<Field, Integer> into) {
            into.putIfAbsent(Field.YEAR, Integer.valueOf(digits.substring(0, 4)));
            for (int i = 4; i < digits.length(); i += 2) {
                Field field = Field.values()[i / 2 - 1];
                into.putIfAbsent(field, Integer.valueOf(digits.substring(i, i + 2)));
            }
        }

        @Override
        public List<Field> fields() {
            return List.of(Field.YEAR, Field.MONTH, Field.DAY, Field.HOUR, Field.MINUTE);
        }
    }

    /** One field of a time. */
    record Time(Field field, int width) implements Token {
        @Override
        public String regex() {
            return "(\\d{" + width + "})";
        }

        @Override
        public boolean timed() {
            return true;
        }

        @Override
        public void read(String digits, Map<Field, Integer> into) {
            boolean century = field == Field.YEAR && width == 2;
            into.putIfAbsent(field, Integer.parseInt(digits) + (century ? 2000 : 0));
        }

        @Override
        public List<Field> fields() {
            return width == 2 && field == Field.YEAR ? List.of() : List.of(field);
        }
    }

    /** The fields of a time, from the longest to the shortest. */
    enum Field {
        YEAR(ChronoUnit.YEARS),
        MONTH(ChronoUnit.MONTHS),
        DAY(ChronoUnit.DAYS),
        HOUR(ChronoUnit.HOURS),
        MINUTE(ChronoUnit.MINUTES),
        SECOND(ChronoUnit.SECONDS);

        private final ChronoUnit unit;

        Field(ChronoUnit unit) {
            this.unit = unit;
        }

        ChronoUnit unit() {
            return unit;
        }

        /** Its digits, as many as sort by time. */
        String of(LocalDateTime t) {
            return switch (this) {
                case YEAR -> String.format(Locale.ROOT, "%04d", t.getYear());
                case MONTH -> two(t.getMonthValue());
                case DAY -> two(t.getDayOfMonth());
                case HOUR -> two(t.getHour());
                case MINUTE -> two(t.getMinute());
                case SECOND -> two(t.getSecond());
            };
        }

        private static String two(int n) {
            return String.format(Locale.ROOT, "%02d", n);
        }
    }
}
