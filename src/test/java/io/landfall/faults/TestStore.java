package io.landfall.faults;

import io.landfall.model.Storage;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** A real server of one kind, with the ways in which it can be made to fail. */
abstract class TestStore implements AutoCloseable {
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final Tap tap;

    /** @param tap the wire in front of the server */
    TestStore(Tap tap) {
        this.tap = tap;
    }

    /** @param url where the server listens */
    static Tap before(String url) throws IOException {
        return new Tap(Integer.parseInt(url.replaceAll(".*:", "")));
    }

    /** A name that no other storage has. */
    static String named(String kind) {
        return kind + "-" + NAMES.incrementAndGet();
    }

    /** The storage as it is declared, at this port and under a name of its own at each call. */
    abstract Storage at(int port);

    Storage storage() {
        return at(tap.port());
    }

    /** The same at a port where nobody listens. */
    Storage unreachable() {
        return at(FreePort.closed());
    }

    /** The same with credentials that the server does not know. */
    abstract Storage withWrongCredentials();

    abstract void put(String key, byte[] content);

    /** Writes small files {@code <folder>/part-<from>.json.gz …} up to, and without, this number. */
    void fill(String folder, int from, int to) {
        for (int i = from; i < to; i++) {
            put(String.format("%s/part-%05d.json.gz", folder, i), new byte[] {1, 2, 3});
        }
    }

    abstract void delete(String key);

    /** Whether a backslash in a name stays one; Azure makes it a slash. */
    boolean keepsBackslashes() {
        return true;
    }

    abstract void denyListing(boolean denied);

    /** Answers take longer than any timeout. */
    void hang(boolean hangs) {
        tap.late(hangs ? Duration.ofMillis(1500) : Duration.ZERO);
    }

    Tap tap() {
        return tap;
    }

    @Override
    public void close() {
        tap.close();
    }
}
