package dev.credence.receipt.request;

/// What makes tokens less likely that occurred before (docs/spec/language.md 7).
///
/// @param frequency  −100 to 100; 0 is none
/// @param presence   −100 to 100; 0 is none
/// @param repetition 0.01 to 100; 1 is none
public record Penalties(Decimal frequency, Decimal presence, Decimal repetition) {
    public static final Penalties NONE = new Penalties(Decimal.of(0), Decimal.of(0), Decimal.of(1));

    public Penalties {
        Range.PENALTY.require(frequency);
        Range.PENALTY.require(presence);
        Range.REPETITION.require(repetition);
    }
}
