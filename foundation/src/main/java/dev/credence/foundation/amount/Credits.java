package dev.credence.foundation.amount;

import dev.credence.foundation.bytes.MalformedException;

/// An amount of money, never negative; one credit has 1,000,000 micro-credits.
///
/// **Unit and range**: micro-credits in [0, 2^53 − 1], so that every amount is an exact JSON integer; all money of a
/// network together stays within that.
///
/// @param micros micro-credits
public record Credits(long micros) implements Comparable<Credits> {
    public static final long MICROS_PER_CREDIT = 1_000_000;
    public static final long MICROS_MAX = (1L << 53) - 1;
    public static final Credits ZERO = new Credits(0);

    private static final int PLACES = 6;
    private static final int WHOLE_DIGITS_MAX = 10;

    public Credits {
        if (micros < 0 || micros > MICROS_MAX) {
            throw new IllegalArgumentException("micro-credits from 0 to " + MICROS_MAX + " expected, found " + micros);
        }
    }

    public static Credits ofMicros(long micros) {
        return new Credits(micros);
    }

    /// Reads a decimal number of credits with at most six places, such as `1.25`.
    public static Credits parse(String text) throws MalformedException {
        int point = text.indexOf('.');
        String whole = point < 0 ? text : text.substring(0, point);
        String places = point < 0 ? "" : text.substring(point + 1);
        boolean pointWithoutPlaces = point >= 0 && places.isEmpty();
        if (!isDigits(whole, 1, WHOLE_DIGITS_MAX) || !isDigits(places, 0, PLACES) || pointWithoutPlaces) {
            throw new MalformedException("", -1, "credits such as 1.25, with at most six places", "'" + text + "'");
        }
        long micros = Long.parseLong(whole) * MICROS_PER_CREDIT + Long.parseLong(places + "0".repeat(PLACES - places.length()));
        if (micros > MICROS_MAX) {
            throw new MalformedException("", -1, "at most " + new Credits(MICROS_MAX), "'" + text + "'");
        }
        return new Credits(micros);
    }

    /// @throws IllegalArgumentException if the sum is out of range
    public Credits plus(Credits other) {
        return new Credits(micros + other.micros);
    }

    /// @throws IllegalArgumentException if `other` is more than this; ask `covers` first
    public Credits minus(Credits other) {
        return new Credits(micros - other.micros);
    }

    /// @throws ArithmeticException or IllegalArgumentException if the product is out of range
    public Credits times(long count) {
        return new Credits(Math.multiplyExact(micros, count));
    }

    /// Whether `other` can be taken from this.
    public boolean covers(Credits other) {
        return micros >= other.micros;
    }

    public boolean isZero() {
        return micros == 0;
    }

    @Override
    public int compareTo(Credits other) {
        return Long.compare(micros, other.micros);
    }

    /// Such as `1.250000 CRED`, always with six places.
    @Override
    public String toString() {
        String places = Long.toString(micros % MICROS_PER_CREDIT + MICROS_PER_CREDIT).substring(1);
        return micros / MICROS_PER_CREDIT + "." + places + " CRED";
    }

    private static boolean isDigits(String text, int lengthMin, int lengthMax) {
        return text.length() >= lengthMin && text.length() <= lengthMax && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
