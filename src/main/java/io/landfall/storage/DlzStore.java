package io.landfall.storage;

import io.landfall.model.Storage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * {@link Store} for a landing zone, by what was granted last. A grant that is refused is put away: where it had worked
 * before, the call is worth another try, which begins with a new one.
 */
public final class DlzStore implements Store {
    private final Storage storage;
    private final AtomicReference<Held> held = new AtomicReference<>();

    DlzStore(Storage storage) {
        this.storage = storage;
    }

    private record Held(Store store, AtomicBoolean worked) {}

    /** With the platform and the sandbox that it is in. */
    public Storage storage() {
        return storage;
    }

    /** Whether credentials have to be fetched first. */
    public boolean stale() {
        return held.get() == null;
    }

    /** Takes what the platform handed out. */
    public void accept(ZoneGrant grant) {
        Held before = held.getAndSet(new Held(grant.open(storage), new AtomicBoolean()));
        if (before != null) {
            before.store().close();
        }
    }

    @Override
    public Page page(Cursor cursor) {
        Held now = now();
        try {
            Page page = now.store().page(cursor);
            now.worked().set(true);
            return page;
        } catch (StoreFailure failure) {
            throw refused(now, failure);
        }
    }

    @Override
    public byte[] read(Piece piece) throws FileChanged {
        Held now = now();
        try {
            byte[] bytes = now.store().read(piece);
            now.worked().set(true);
            return bytes;
        } catch (StoreFailure failure) {
            throw refused(now, failure);
        }
    }

    @Override
    public void close() {
        Held last = held.getAndSet(null);
        if (last != null) {
            last.store().close();
        }
    }

    private Held now() {
        Held now = held.get();
        if (now == null) {
            throw StoreFailures.unreachable(storage, "the credentials were put away meanwhile", null);
        }
        return now;
    }

    private StoreFailure refused(Held by, StoreFailure failure) {
        return switch (failure.trouble().kind()) {
            case DENIED, EXPIRED -> {
                held.compareAndSet(by, null);
                yield by.worked().get() ? failure.passingNow() : failure;
            }
            case NO_SUCH_PLACE, UNREACHABLE, TIMED_OUT, HOST_KEY_CHANGED, LIMITED, REJECTED, BROKEN_ANSWER -> failure;
        };
    }
}
