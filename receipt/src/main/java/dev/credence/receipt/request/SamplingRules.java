package dev.credence.receipt.request;

/// How the next token is chosen (docs/spec/language.md 7).
///
/// @param temperature 0 for the likeliest token, or 0.001 to 100
/// @param cuts        which tokens are left to choose from
public record SamplingRules(Decimal temperature, Cuts cuts, Penalties penalties, LogitBias bias) {
    public static final SamplingRules DEFAULT =
            new SamplingRules(Decimal.of(1), Cuts.NONE, Penalties.NONE, LogitBias.NONE);

    public SamplingRules {
        Range.TEMPERATURE.require(temperature);
    }

    /// Which tokens are left to choose from.
    ///
    /// @param topK the likeliest so many; 0 for all
    /// @param topP the likeliest that together have this share; 1 for all
    /// @param minP those that have at least this share of the likeliest one's; 0 for all
    public record Cuts(int topK, Decimal topP, Decimal minP) {
        public static final Cuts NONE = new Cuts(0, Decimal.of(1), Decimal.of(0));

        public Cuts {
            if (topK < 0) {
                throw new IllegalArgumentException("a top_k of at least 0 expected, found " + topK);
            }
            Range.SHARE.require(topP);
            Range.SHARE.require(minP);
        }
    }

    public int topK() {
        return cuts.topK();
    }

    public Decimal topP() {
        return cuts.topP();
    }

    public Decimal minP() {
        return cuts.minP();
    }
}
