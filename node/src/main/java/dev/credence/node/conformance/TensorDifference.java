package dev.credence.node.conformance;

import java.util.Locale;
import java.util.OptionalDouble;

/// How an output differs from the recorded one.
///
/// @param output      the output's name
/// @param absoluteMax largest |a − b|; infinite where one of the two is NaN or infinite and the other is not the same; empty where no
///     numbers could be compared
/// @param relativeMax largest |a − b| / |b| over b ≠ 0; empty likewise
/// @param beyond      elements that lie further apart than allowed; −1 where type or shape differ
/// @param detail      the first such element, or the two types and shapes, in words; empty if there is none
public record TensorDifference(
        String output, OptionalDouble absoluteMax, OptionalDouble relativeMax, long beyond, String detail) {
    public boolean isAgreement() {
        return beyond == 0;
    }

    /// One sentence about a difference.
    public String sentence() {
        String numbers = absoluteMax.isEmpty()
                ? ""
                : "largest absolute difference " + number(absoluteMax) + ", largest relative difference " + number(relativeMax) + "; ";
        return "output '" + output + "': " + numbers + detail;
    }

    private static String number(OptionalDouble value) {
        if (value.isEmpty()) {
            return "none";
        }
        return Double.isInfinite(value.getAsDouble()) ? "infinite" : String.format(Locale.ROOT, "%.4g", value.getAsDouble());
    }
}
