package io.landfall.content;

import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates gzip (RFC 1952) piece by piece, in constant memory, any number of members, with their checksums and lengths;
 * zero bytes behind the last member are padding. What comes out goes to a sink.
 */
final class Gunzip implements AutoCloseable {
    private static final int FLAG_CRC = 2;
    private static final int FLAG_EXTRA = 4;
    private static final int FLAG_NAME = 8;
    private static final int FLAG_COMMENT = 16;
    private static final int TRAILER = 8;

    /** What is inflated at once: with each call zlib copies its window of 32 KiB, which a large file would often pay for. */
    private static final int SMALL = 32 << 10;

    private static final int LARGE = 128 << 10;

    /** Takes inflated bytes; answers false to be given no more. */
    interface Sink {
        boolean take(byte[] bytes, int length);
    }

    private enum State {
        MAGIC,
        HEADER,
        EXTRA_LENGTH,
        EXTRA,
        NAME,
        COMMENT,
        HEADER_CRC,
        BODY,
        TRAILER,
        BETWEEN
    }

    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] trailer = new byte[TRAILER];
    private final Sink sink;
    private byte[] out;
    private State state = State.MAGIC;
    private int seen;
    private int flags;
    private int extra;
    private long members;
    private String damage;
    private boolean stopped;

    Gunzip(Sink sink) {
        this.sink = sink;
    }

    /** Takes the next bytes of the file. */
    void feed(byte[] bytes) {
        if (out == null) {
            out = new byte[bytes.length < LARGE ? SMALL : LARGE];
        }
        int i = 0;
        while (i < bytes.length && damage == null && !stopped) {
            i = state == State.BODY ? inflate(bytes, i) : step(bytes, i);
        }
    }

    /** What is damaged, in fixed words; null as far as nothing is. */
    String damage() {
        return damage;
    }

    /** Whether the sink wanted no more. */
    boolean stopped() {
        return stopped;
    }

    /** Whether the file may end here: behind a whole member. */
    boolean whole() {
        return damage == null && members > 0 && state == State.BETWEEN;
    }

    @Override
    public void close() {
        inflater.end();
    }

    private int step(byte[] bytes, int i) {
        int b = bytes[i] & 0xff;
        switch (state) {
            case BETWEEN -> {
                if (b != 0) {
                    state = State.MAGIC;
                    return i;
                }
            }
            case MAGIC -> magic(b);
            case HEADER -> header(b);
            case EXTRA_LENGTH -> {
                extra |= b << (8 * seen++);
                if (seen == 2) {
                    enter(extra == 0 ? after(FLAG_EXTRA) : State.EXTRA);
                }
            }
            case EXTRA -> {
                if (++seen == extra) {
                    enter(after(FLAG_EXTRA));
                }
            }
            case NAME -> {
                if (b == 0) {
                    enter(after(FLAG_NAME));
                }
            }
            case COMMENT -> {
                if (b == 0) {
                    enter(after(FLAG_COMMENT));
                }
            }
            case HEADER_CRC -> {
                if (++seen == 2) {
                    enter(State.BODY);
                }
            }
            case TRAILER -> {
                trailer[seen++] = bytes[i];
                if (seen == TRAILER) {
                    endMember();
                }
            }
            case BODY -> throw new IllegalStateException("the body is inflated, not stepped through");
        }
        return i + 1;
    }

    private void magic(int b) {
        if (b != (seen == 0 ? 0x1f : 0x8b)) {
            damage = members == 0 ? "no gzip header" : "something else behind gzip member " + members;
        } else if (++seen == 2) {
            enter(State.HEADER);
        }
    }

    private void header(int b) {
        if (seen == 0 && b != 8) {
            damage = "a compression method other than deflate";
        } else if (seen == 1) {
            flags = b;
        }
        if (++seen == 8) {
            extra = 0;
            enter(after(0));
        }
    }

    /** The part of the header that follows the one with this flag, in their fixed order. */
    private State after(int flag) {
        if (flag < FLAG_EXTRA && (flags & FLAG_EXTRA) != 0) {
            return State.EXTRA_LENGTH;
        }
        if (flag < FLAG_NAME && (flags & FLAG_NAME) != 0) {
            return State.NAME;
        }
        if (flag < FLAG_COMMENT && (flags & FLAG_COMMENT) != 0) {
            return State.COMMENT;
        }
        return (flags & FLAG_CRC) != 0 ? State.HEADER_CRC : State.BODY;
    }

    private void enter(State next) {
        state = next;
        seen = 0;
    }

    private int inflate(byte[] bytes, int from) {
        inflater.setInput(bytes, from, bytes.length - from);
        try {
            int n;
            while ((n = inflater.inflate(out)) > 0) {
                crc.update(out, 0, n);
                if (!sink.take(out, n)) {
                    stopped = true;
                    return bytes.length;
                }
            }
            if (inflater.needsDictionary()) {
                damage = "a deflate stream that asks for a dictionary";
                return bytes.length;
            }
        } catch (DataFormatException broken) {
            damage = "deflate data that cannot be inflated";
            return bytes.length;
        }
        if (inflater.finished()) {
            enter(State.TRAILER);
        }
        return bytes.length - inflater.getRemaining();
    }

    private void endMember() {
        if (little(0) != crc.getValue()) {
            damage = "a checksum that does not match";
        } else if (little(4) != (inflater.getBytesWritten() & 0xffffffffL)) {
            damage = "a length that does not match";
        }
        members++;
        inflater.reset();
        crc.reset();
        enter(State.BETWEEN);
    }

    private long little(int from) {
        long value = 0;
        for (int i = 3; i >= 0; i--) {
            value = value << 8 | (trailer[from + i] & 0xff);
        }
        return value;
    }
}
