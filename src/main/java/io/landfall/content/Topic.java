package io.landfall.content;

import io.landfall.content.FileFinding.Kind;

/** What can be said of a file, the heaviest first. */
public enum Topic {
    ZERO_BYTES(Kind.EMPTY, "of zero bytes"),
    NO_RECORDS(Kind.EMPTY, "without a record"),
    WRONG_SUFFIX(Kind.WRONG_FORMAT, "with another suffix than declared"),
    NOT_GZIP(Kind.WRONG_FORMAT, "that do not begin as gzip"),
    NOT_PARQUET(Kind.WRONG_FORMAT, "that do not begin as Parquet"),
    JSON_ARRAY(Kind.WRONG_FORMAT, "that hold a JSON array instead of one object per line"),
    NOT_NDJSON(Kind.WRONG_FORMAT, "that do not begin with a JSON object on one line"),
    TRUNCATED(Kind.CORRUPT, "that are cut short"),
    DAMAGED_GZIP(Kind.CORRUPT, "with damaged gzip"),
    DAMAGED_LINES(Kind.CORRUPT, "with lines that are no JSON object"),
    ZERO_TAIL(Kind.CORRUPT, "that end in zero bytes only, as space does that was never written"),
    BAD_FOOTER(Kind.CORRUPT, "without a valid Parquet footer"),
    OTHER_CODEC(Kind.GOOD, "whose columns are compressed otherwise than declared"),
    ENCRYPTED(Kind.GOOD, "whose Parquet footer is encrypted and was not read"),
    FOOTER_TOO_LONG(Kind.GOOD, "whose Parquet footer is too long to be read"),
    INFLATES_TOO_FAR(Kind.GOOD, "that inflate too far to be read to their end"),
    MIDDLE_NOT_READ(Kind.GOOD, "whose middle was not read"),
    NOT_COUNTED(Kind.GOOD, "whose records were not counted");

    private final Kind kind;
    private final String words;

    Topic(Kind kind, String words) {
        this.kind = kind;
        this.words = words;
    }

    /** What a file is of which this is said. */
    public Kind kind() {
        return kind;
    }

    /** The end of a sentence that begins with a number of files. */
    public String words() {
        return words;
    }
}
