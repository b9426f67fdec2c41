package io.landfall.storage;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder's listing, in one range of keys at first and in several side by side where very many files are left. The ranges
 * are cut where the names of the newest pages let expect the middle of what is left, and cut anew when one has come to its
 * end; together they are the whole folder without overlap, wherever the cuts are. Holds one page of names for each
 * range. Only for stores that list in the order of keys from any key on, which {@link Cursor.Key} says; all others stay
 * in one range. Belongs to one thread.
 */
public final class KeyRanges {
    /** Fewer files than that are listed in one range. */
    public static final long MANY = 50_000;

    /** A range with fewer keys than that is not worth another request: it has few pages left. */
    private static final double SMALL = 4_000;

    private final int most;
    private final Optional<Long> said;
    private List<Lane> lanes;
    private long seen;

    /**
     * One range.
     *
     * @param names of its newest page, or of the page before it was cut; empty: none yet
     */
    private record Lane(Cursor cursor, List<String> names) {}

    /** @param left keys, as far as can be told */
    private record Guess(Lane lane, NameScale scale, BigInteger from, BigInteger to, double left) {}

    private KeyRanges(List<Lane> lanes, int most, Optional<Long> said) {
        this.lanes = lanes;
        this.most = most;
        this.said = said;
    }

    /**
     * The whole of a folder.
     *
     * @param most how many ranges there may be at once
     * @param said how many files are expected
     */
    public static KeyRanges all(String folder, int most, Optional<Long> said) {
        return new KeyRanges(List.of(new Lane(Cursor.at(Span.all(folder)), List.of())), most, said);
    }

    /** Where each range stands that has not come to its end. */
    public List<Cursor> cursors() {
        return lanes.stream().map(Lane::cursor).toList();
    }

    /** Takes the next page of each of {@link #cursors}, in their order. */
    public void take(List<Page> pages) {
        if (pages.size() != lanes.size()) {
            throw new IllegalArgumentException(pages.size() + " pages for " + lanes.size() + " ranges");
        }
        List<Lane> open = new ArrayList<>();
        for (int i = 0; i < pages.size(); i++) {
            Page page = pages.get(i);
            seen += page.files().size() + page.folders().size();
            List<String> before = lanes.get(i).names();
            page.next().ifPresent(next -> open.add(new Lane(next, names(page, before))));
        }
        lanes = open.isEmpty() || !many() ? List.copyOf(open) : cut(open);
    }

    private boolean many() {
        return Math.max(seen, said.orElse(0L)) >= MANY;
    }

    private static List<String> names(Page page, List<String> before) {
        List<String> names = page.files().stream().map(file -> file.key()).toList();
        return names.size() < 2 ? before : names;
    }

    private List<Lane> cut(List<Lane> open) {
        double left = Math.max(said.orElse(0L) - seen, seen / 4);
        List<Lane> whole = new ArrayList<>();
        List<Guess> large = new ArrayList<>();
        for (Lane lane : open) {
            Optional<Guess> guess = open.size() < most ? guess(lane, left) : Optional.empty();
            guess.ifPresentOrElse(large::add, () -> whole.add(lane));
        }
        while (!large.isEmpty() && whole.size() + large.size() < most) {
            Guess largest = large.stream()
                    .max((a, b) -> Double.compare(a.left(), b.left()))
                    .orElseThrow();
            large.remove(largest);
            List<Guess> halves = largest.left() < SMALL ? List.of() : halves(largest);
            if (halves.isEmpty()) {
                whole.add(largest.lane());
            }
            large.addAll(halves);
        }
        return Stream.concat(whole.stream(), large.stream().map(Guess::lane)).toList();
    }

    /** How much of a range is left; absent where its names say nothing. */
    private static Optional<Guess> guess(Lane lane, double left) {
        Span span = lane.cursor().span();
        if (lane.names().size() < 2 || !(lane.cursor().place().orElse(null) instanceof Cursor.Key last)) {
            return Optional.empty();
        }
        Optional<String> until = span.until().map(key -> key.substring(0, key.length() - 1));
        NameScale scale = NameScale.of(span.folder(), lane.names(), until);
        BigInteger begin = scale.at(lane.names().get(0));
        BigInteger from = scale.at(last.last());
        BigInteger to = until.map(scale::at).orElseGet(scale::end);
        double step = from.subtract(begin).doubleValue() / lane.names().size();
        double room = to.subtract(from).doubleValue() / step;
        if (!(step > 0) || !(room > 0) || Double.isInfinite(room)) {
            return Optional.empty();
        }
        return Optional.of(new Guess(lane, scale, from, shorter(from, to, left / room), Math.min(left, room)));
    }

    private static BigInteger shorter(BigInteger from, BigInteger to, double part) {
        if (part >= 1) {
            return to;
        }
        BigInteger thousandths = BigInteger.valueOf((long) Math.ceil(part * 1_000_000));
        return from.add(to.subtract(from).multiply(thousandths).divide(BigInteger.valueOf(1_000_000)));
    }

    private static List<Guess> halves(Guess whole) {
        Cursor cursor = whole.lane().cursor();
        BigInteger middle = whole.from().add(whole.to()).shiftRight(1);
        return whole.scale()
                .key(middle)
                .filter(key -> inside(cursor, key))
                .map(key -> List.of(
                        half(whole, new Cursor(cursor.span().upTo(key), cursor.place()), whole.from(), middle),
                        half(whole, Cursor.at(cursor.span().behind(key)), middle, whole.to())))
                .orElse(List.of());
    }

    private static Guess half(Guess whole, Cursor cursor, BigInteger from, BigInteger to) {
        return new Guess(new Lane(cursor, whole.lane().names()), whole.scale(), from, to, whole.left() / 2);
    }

    private static boolean inside(Cursor cursor, String key) {
        Span span = cursor.span();
        String from = cursor.place().map(p -> ((Cursor.Key) p).last()).orElse(span.after());
        return key.startsWith(span.prefix()) && KeyOrder.compare(key, from) > 0 && !span.past(key);
    }
}
