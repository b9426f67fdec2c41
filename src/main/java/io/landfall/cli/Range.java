package io.landfall.cli;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code --from} (inclusive) and {@code --to} (exclusive). */
final class Range {
    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = Time.class,
            description = "slots from this time on, as 2026-12-01T03:00:00Z")
    private Instant from;

    @Option(names = "--to", paramLabel = "TIME", converter = Time.class, description = "slots before this time")
    private Instant to;

    boolean given() {
        return from != null || to != null;
    }

    Instant from() {
        return from == null ? Instant.EPOCH : from;
    }

    Instant to() {
        return to == null ? Instant.parse("9999-01-01T00:00:00Z") : to;
    }

    /** The end, not after another time. */
    Instant to(Instant latest) {
        return to == null || to.isAfter(latest) ? latest : to;
    }

    /** A time in UTC, as slots are written. */
    static final class Time implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw new TypeConversionException("'" + text + "' is not a time in UTC such as 2026-12-01T03:00:00Z");
            }
        }
    }
}
