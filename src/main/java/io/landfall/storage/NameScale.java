package io.landfall.storage;

import java.math.BigInteger;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Names as numbers, so that a name half-way between two can be guessed: each position counts in the kind of characters
 * that were seen at it (digits, hexadecimal digits, letters, anything printable). A guess; nothing is left out if it is
 * wrong, since names of any form lie on one side of a key or the other.
 */
final class NameScale {
    private static final String DIGITS = "0123456789";
    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
    private static final List<String> KINDS = List.of(
            DIGITS,
            DIGITS + "abcdef",
            DIGITS + "ABCDEF",
            DIGITS + LOWER,
            DIGITS + UPPER,
            DIGITS + UPPER + LOWER,
            printable());

    /** How far behind the first position in which names differ a guess goes. */
    private static final int FINENESS = 8;

    private final String folder;
    private final List<String> alphabets;

    private NameScale(String folder, List<String> alphabets) {
        this.folder = folder;
        this.alphabets = alphabets;
    }

    /**
     * The scale of a folder's names.
     *
     * @param keys with the folder at their beginning; at least one
     * @param until a key that those to guess lie before
     */
    static NameScale of(String folder, List<String> keys, Optional<String> until) {
        int longest = keys.stream().mapToInt(String::length).max().orElseThrow();
        int end = Math.min(same(folder.length(), keys) + FINENESS, longest);
        return new NameScale(
                folder,
                IntStream.range(folder.length(), end)
                        .mapToObj(at -> alphabet(keys, until.orElse(""), at))
                        .toList());
    }

    /** The first position in which not all keys are the same. */
    private static int same(int from, List<String> keys) {
        String first = keys.get(0);
        int same = first.length();
        for (String key : keys) {
            int at = from;
            while (at < same && at < key.length() && key.charAt(at) == first.charAt(at)) {
                at++;
            }
            same = at;
        }
        return same;
    }

    private static String alphabet(List<String> keys, String until, int at) {
        BitSet seen = new BitSet();
        for (String key : keys) {
            if (key.length() > at) {
                seen.set(key.charAt(at));
            }
        }
        if (until.length() > at) {
            seen.set(until.charAt(at));
        }
        int first = seen.nextSetBit(0);
        if (seen.cardinality() == 1 && DIGITS.indexOf(first) < 0) {
            return String.valueOf((char) first);
        }
        return KINDS.stream()
                .filter(kind -> seen.stream().allMatch(c -> kind.indexOf(c) >= 0))
                .findFirst()
                .orElse(KINDS.get(KINDS.size() - 1));
    }

    /** Where a key stands; never falls from one key to the next. */
    BigInteger at(String key) {
        BigInteger number = BigInteger.ZERO;
        boolean above = false;
        for (int i = 0; i < alphabets.size(); i++) {
            String alphabet = alphabets.get(i);
            int digit = 0;
            if (above) {
                digit = alphabet.length() - 1;
            } else if (folder.length() + i < key.length()) {
                char c = key.charAt(folder.length() + i);
                while (digit < alphabet.length() && alphabet.charAt(digit) < c) {
                    digit++;
                }
                above = digit == alphabet.length();
                digit -= above ? 1 : 0;
            }
            number = number.multiply(BigInteger.valueOf(alphabet.length())).add(BigInteger.valueOf(digit));
        }
        return number;
    }

    /** The last place. */
    BigInteger end() {
        BigInteger size = BigInteger.ONE;
        for (String alphabet : alphabets) {
            size = size.multiply(BigInteger.valueOf(alphabet.length()));
        }
        return size.subtract(BigInteger.ONE);
    }

    /** A key that stands there; absent where it would not pass unharmed through every store and client. */
    Optional<String> key(BigInteger place) {
        StringBuilder name = new StringBuilder();
        BigInteger left = place;
        for (int i = alphabets.size() - 1; i >= 0; i--) {
            BigInteger[] parts =
                    left.divideAndRemainder(BigInteger.valueOf(alphabets.get(i).length()));
            name.append(alphabets.get(i).charAt(parts[1].intValue()));
            left = parts[0];
        }
        String cut = name.reverse().toString();
        return Optional.of(folder + cut)
                .filter(k -> !cut.isEmpty() && cut.chars().allMatch(NameScale::plain));
    }

    /** No slash: a range must not begin or end within a sub-folder, or both of its sides would hold that. */
    private static boolean plain(int c) {
        return c > ' ' && c <= '~' && c != '/';
    }

    private static String printable() {
        StringBuilder all = new StringBuilder();
        for (char c = ' '; c <= '~'; c++) {
            if (plain(c)) {
                all.append(c);
            }
        }
        return all.toString();
    }
}
