package io.landfall.web;

import io.landfall.model.Verdict;

/** How a verdict looks: never by its colour alone, so each tone has a sign. */
public enum Tone {
    GOOD("✓"),
    LATE("~"),
    NOTHING("·"),
    OPEN("…"),
    UNKNOWN("?"),
    BAD("!");

    private final String sign;

    Tone(String sign) {
        this.sign = sign;
    }

    public String sign() {
        return sign;
    }

    /** The name of its class in the style sheet. */
    public String css() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    static Tone of(Verdict verdict, boolean alertOnEmpty) {
        return switch (verdict) {
            case LANDED -> GOOD;
            case LANDED_LATE -> LATE;
            case NOTHING_TO_EXPORT -> alertOnEmpty ? BAD : NOTHING;
            case EXPIRED, PAUSED, ENDED -> NOTHING;
            case WAITING, SETTLING -> OPEN;
            case UNKNOWN -> UNKNOWN;
            case NOT_STARTED, RUN_FAILED, RUN_STUCK, MISSING, INCOMPLETE, EMPTY, WRONG_FORMAT, CORRUPT -> BAD;
        };
    }
}
