package dev.credence.receipt.request;

import dev.credence.foundation.bytes.MalformedException;

/// What a decimal parameter may be (docs/spec/text.md 2.1).
public enum Range {
    /// Frequency and presence penalties, and a token's bias.
    PENALTY("-100 to 100", -100, 100),
    REPETITION("0.01 to 100", 0.01, 100),
    /// A share of probability.
    SHARE("0 to 1", 0, 1),
    TEMPERATURE("0, or 0.001 to 100", 0.001, 100);

    private final String words;
    private final double min;
    private final double max;

    Range(String words, double min, double max) {
        this.words = words;
        this.min = min;
        this.max = max;
    }

    public boolean has(double value) {
        return value >= min && value <= max || this == TEMPERATURE && value == 0;
    }

    /// @param path where it stands in its document
    public Decimal checked(Decimal decimal, String path) throws MalformedException {
        if (!has(decimal.value())) {
            throw new MalformedException(path, -1, "a number of " + words, decimal.text());
        }
        return decimal;
    }

    void require(Decimal decimal) {
        if (!has(decimal.value())) {
            throw new IllegalArgumentException("a number of " + words + " expected, found " + decimal.text());
        }
    }
}
