package dev.credence.inference.integer;

/// The rescaling of a linear operation that costs the proof least: shift and digits of the multiplier.
///
/// Remainder and excess together take s/8 + L byte look-ups an element. Every digit that the multiplier does without saves one.
///
/// @param shift            16, 24 or 32
/// @param multiplierDigits 1 to 3
public record RescaleChoice(int shift, int multiplierDigits) {
    /// A multiplier below this is rounded by more than 3 %; the quantiser makes up for it in the weights' scales.
    private static final int MULTIPLIER_MIN = 16;

    private static final int[] SHIFTS = {16, 24, 32};

    /// The cheapest choice under which the real factors in [smallest, largest] become multipliers that are large enough; failing that,
    /// the most precise one that holds the largest.
    public static RescaleChoice of(double smallest, double largest) {
        RescaleChoice precise = new RescaleChoice(16, 3);
        for (int digits = 1; digits <= 3; digits++) {
            for (int shift : SHIFTS) {
                if (largest * Math.scalb(1.0, shift) > Digits.max(digits)) {
                    continue;
                }
                precise = new RescaleChoice(shift, digits);
                if (smallest * Math.scalb(1.0, shift) >= MULTIPLIER_MIN) {
                    return precise;
                }
            }
        }
        return precise;
    }

    /// The multiplier nearest to `factor`, at least 1 and within the digits.
    public int multiplier(double factor) {
        return (int) Math.clamp(Math.rint(factor * Math.scalb(1.0, shift)), 1.0, Digits.max(multiplierDigits));
    }
}
