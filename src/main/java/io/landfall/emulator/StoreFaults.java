package io.landfall.emulator;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Switchable faults of a store's server, and counts of what it was asked. All off at first; thread-safe. */
public final class StoreFaults {

    private final Supplier<RuntimeException> refusal;
    private final Supplier<RuntimeException> failure;

    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicLong lists = new AtomicLong();
    private final AtomicLong reads = new AtomicLong();
    private volatile Duration delay = Duration.ZERO;
    private volatile boolean listingDenied;
    private volatile boolean readingDenied;
    private volatile boolean writingDenied;

    /**
     * @param refusal how the server says 403
     * @param failure how it says 500
     */
    StoreFaults(Supplier<RuntimeException> refusal, Supplier<RuntimeException> failure) {
        this.refusal = refusal;
        this.failure = failure;
    }

    /** Every answer to a listing, reading or writing comes this much later. */
    public void delay(Duration perAnswer) {
        delay = perAnswer;
    }

    /** The next n requests end in 500. The AWS SDK repeats such a request by itself, up to 3 times. */
    public void failNext(int requests) {
        failures.set(requests);
    }

    /** Listings end in 403. */
    public void denyListing(boolean denied) {
        listingDenied = denied;
    }

    /** Reading objects and their heads ends in 403. */
    public void denyReading(boolean denied) {
        readingDenied = denied;
    }

    /** Writing ends in 403. */
    public void denyWriting(boolean denied) {
        writingDenied = denied;
    }

    /** All faults off, all counts zero. */
    public void clear() {
        failures.set(0);
        delay = Duration.ZERO;
        listingDenied = false;
        readingDenied = false;
        writingDenied = false;
        lists.set(0);
        reads.set(0);
    }

    /** How many pages of listings were asked for. */
    public long listings() {
        return lists.get();
    }

    /** How many reads of objects there were, heads not counted. */
    public long reads() {
        return reads.get();
    }

    void listing() {
        lists.incrementAndGet();
        pass(listingDenied);
    }

    void reading() {
        reads.incrementAndGet();
        pass(readingDenied);
    }

    void head() {
        pass(readingDenied);
    }

    void writing() {
        pass(writingDenied);
    }

    private void pass(boolean denied) {
        if (!delay.isZero()) {
            try {
                Thread.sleep(delay.toMillis());
            } catch (InterruptedException serverIsClosing) {
                Thread.currentThread().interrupt();
            }
        }
        if (denied) {
            throw refusal.get();
        }
        if (failures.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            throw failure.get();
        }
    }
}
