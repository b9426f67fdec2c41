package io.landfall.storage;

import java.util.Optional;

/**
 * Where a listing stands.
 *
 * @param place what the store gave with the page before; absent: at the beginning
 */
public record Cursor(Span span, Optional<Place> place) implements AutoCloseable {

    public static Cursor at(Span span) {
        return new Cursor(span, Optional.empty());
    }

    Cursor on(Place next) {
        return new Cursor(span, Optional.of(next));
    }

    /** Lets go of what the store holds open for this listing; a listing that came to its end holds nothing. */
    @Override
    public void close() {
        place.ifPresent(Place::close);
    }

    /** A store's own mark of how far a listing has come: a key, a token, an open directory. */
    public interface Place {
        default void close() {
            // a key or a token holds nothing open
        }
    }

    /** The last key of the page before. */
    public record Key(String last) implements Place {}
}
