package dev.credence.inference.integer;

import java.util.Optional;

/// The rescaling of a linear operation that costs the proof least: shift and digits of the multiplier.
///
/// Remainder and excess together take s/8 + L byte look-ups an element. Every digit that the multiplier does without saves one.
///
/// @param shift            16, 24 or 32
/// @param multiplierDigits 1 to 3
public record RescaleChoice(int shift, int multiplierDigits) {
    /// Below this the largest channel would lose more than an eighth of its weights' resolution.
    private static final int MULTIPLIER_MIN = 8;

    private static final int[] SHIFTS = {16, 24, 32};

    /// The cheapest choice under which the real factor `largest` becomes a multiplier of at least 8; failing that, the most precise one
    /// that holds it.
    ///
    /// **Obligation**: smaller factors become small multipliers; whoever needs them exact asks `precise`, or lets the weights' scales
    /// make up for it, as the quantiser does.
    public static RescaleChoice of(double largest) {
        return precise(largest, largest, MULTIPLIER_MIN).orElseGet(() -> mostPrecise(largest));
    }

    /// The cheapest choice under which the real factors in [smallest, largest] become multipliers of at least `multiplierMin`, where
    /// there is one.
    public static Optional<RescaleChoice> precise(double smallest, double largest, int multiplierMin) {
        for (int digits = 1; digits <= 3; digits++) {
            for (int shift : SHIFTS) {
                if (Math.scalb(largest, shift) <= Digits.max(digits) && Math.scalb(smallest, shift) >= multiplierMin) {
                    return Optional.of(new RescaleChoice(shift, digits));
                }
            }
        }
        return Optional.empty();
    }

    private static RescaleChoice mostPrecise(double largest) {
        RescaleChoice choice = new RescaleChoice(SHIFTS[0], 3);
        for (int shift : SHIFTS) {
            if (Math.scalb(largest, shift) <= Digits.max(3)) {
                choice = new RescaleChoice(shift, 3);
            }
        }
        return choice;
    }

    /// The multiplier nearest to `factor`, at least 1 and within the digits.
    public int multiplier(double factor) {
        return (int) Math.clamp(Math.rint(Math.scalb(factor, shift)), 1.0, Digits.max(multiplierDigits));
    }
}
