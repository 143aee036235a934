package dev.credence.proof.soundness;

import java.math.BigInteger;
import java.util.Optional;

/// A fixed choice of every parameter on which the soundness of an argument depends. A verifier knows these and no others:
/// a proof carries no parameter.
///
/// **Soundness**: unique decoding only, so a root names at most one polynomial, and no conjecture about lists is used.
public enum Suite {
    /// Unique decoding, 100 bits, proofs of work of 14 bits before each query phase.
    UD_100("ud-100", 100, 14);

    private static final int RATE_LOG_MAX = 4;

    private final String id;
    private final int bits;
    private final int grindingBits;
    private final int[] queries = new int[RATE_LOG_MAX + 1];

    Suite(String id, int bits, int grindingBits) {
        this.id = id;
        this.bits = bits;
        this.grindingBits = grindingBits;
        for (int rateLog = 1; rateLog <= RATE_LOG_MAX; rateLog++) {
            queries[rateLog] = leastQueries(bits - grindingBits, rateLog);
        }
    }

    /// The suite of this name, if it is on the list of those allowed.
    public static Optional<Suite> parse(String id) {
        for (Suite suite : values()) {
            if (suite.id.equals(id)) {
                return Optional.of(suite);
            }
        }
        return Optional.empty();
    }

    public String id() {
        return id;
    }

    /// What every round of the protocol must reach, grinding included.
    public int bits() {
        return bits;
    }

    /// Leading zero bits of the proof of work before a query phase.
    public int grindingBits() {
        return grindingBits;
    }

    /// The number of queries t to a matrix of rate 2^−rateLog: the least with
    ///
    /// ```
    /// ((1 + rate)/2)^t ≤ 2^−(bits − grindingBits)
    /// ```
    /// @param rateLog from 1 to 4
    public int queries(int rateLog) {
        if (rateLog < 1 || rateLog > RATE_LOG_MAX) {
            throw new IllegalArgumentException("a rate from 1/2 to 1/16 expected, found 2^-" + rateLog);
        }
        return queries[rateLog];
    }

    // (1 + 2^−r)/2 = (2^r + 1)/2^(r+1), so t queries suffice where (2^r + 1)^t·2^bits ≤ 2^((r+1)·t).
    private static int leastQueries(int bits, int rateLog) {
        BigInteger base = BigInteger.valueOf((1L << rateLog) + 1);
        BigInteger power = BigInteger.ONE;
        int queries = 0;
        while (power.shiftLeft(bits).compareTo(BigInteger.ONE.shiftLeft((rateLog + 1) * queries)) > 0) {
            power = power.multiply(base);
            queries++;
        }
        return queries;
    }
}
