package dev.credence.proof.code;

import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.field.Goldilocks;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The Reed–Solomon code of rate 2^−rateLog for messages of 2^columnsLog elements.
///
/// ```
/// F(X) = Σ_x message[x]·X^x        word[l] = F(z_l),   z_l = ω^rev(l),   ω of order n = 2^(columnsLog + rateLog)
/// ```
/// rev reverses all columnsLog + rateLog bits. So the positions fall into 2^rateLog *cosets*, each a contiguous piece of
/// 2^columnsLog, and each is one transform of the message times powers of one twist. Distance n − 2^columnsLog + 1; a word
/// with at most (n − 2^columnsLog)/2 errors has one nearest codeword (Reed and Solomon 1960; Berlekamp and Welch).
///
/// Immutable; holds 2^columnsLog·(2^rateLog + 1) longs.
public final class RowCode {
    // Codes of rows up to this length are kept: building one takes as long as encoding ten rows.
    private static final int KEPT_LOG = 16;
    private static final Map<Integer, RowCode> KEPT = new ConcurrentHashMap<>();

    private final int columnsLog;
    private final Twiddles twiddles;
    // twists[q][x] = ω^(rev(q)·x): what turns the transform over the subgroup into that over coset q.
    private final long[][] twists;

    private RowCode(int columnsLog, Twiddles twiddles, long[][] twists) {
        this.columnsLog = columnsLog;
        this.twiddles = twiddles;
        this.twists = twists;
    }

    /// @param columnsLog from 0 to 24
    /// @param rateLog from 1 to 4
    public static RowCode of(int columnsLog, int rateLog) {
        if (columnsLog <= KEPT_LOG) {
            return KEPT.computeIfAbsent(rateLog << 8 | columnsLog, _ -> build(columnsLog, rateLog));
        }
        return build(columnsLog, rateLog);
    }

    private static RowCode build(int columnsLog, int rateLog) {
        if (columnsLog < 0 || columnsLog > 24 || rateLog < 1 || rateLog > 4) {
            throw new IllegalArgumentException(
                    "2^0 to 2^24 columns and a rate from 1/2 to 1/16 expected, found 2^" + columnsLog + " and 2^-" + rateLog);
        }
        int columns = 1 << columnsLog;
        long[][] twists = new long[1 << rateLog][];
        for (int coset = 0; coset < twists.length; coset++) {
            twists[coset] = powers(Goldilocks.pow(Goldilocks.twoAdicRoot(columnsLog + rateLog), reverse(coset, rateLog)), columns);
        }
        return new RowCode(columnsLog, Twiddles.of(Math.max(2, columnsLog)), twists);
    }

    /// The number of cosets, each of 2^columnsLog positions.
    public int cosets() {
        return twists.length;
    }

    /// The field element z_l at which position l of a word of 2^positionsLog is the message's value.
    public static long point(int positionsLog, int position) {
        return Goldilocks.pow(Goldilocks.twoAdicRoot(positionsLog), reverse(position, positionsLog));
    }

    /// An encoder for one thread.
    public RowEncoder encoder() {
        return new RowEncoder(this, new Ntt(twiddles));
    }

    void encode(Ntt ntt, long[] row, int coset) {
        if (coset != 0) {
            ntt.scale(row, 1 << columnsLog, twists[coset]);
        }
        ntt.forward(row, columnsLog);
    }

    /// The transpose of encoding, of a word that is zero but at few positions:
    ///
    /// ```
    /// sum[x] += Σ_i coefficients[i]·z_{positions[i]}^x     for x < 2^columnsLog
    /// ```
    /// @param positions ascending, without repeats
    /// @param sum 2^columnsLog elements
    public void addPowers(int[] positions, ExtensionVector coefficients, ExtensionVector sum, Workers workers) {
        // Points are base elements, so both limbs are sums of their own.
        workers.each(2, limb -> addPowers(positions, limb == 0 ? coefficients.c0() : coefficients.c1(), limb == 0 ? sum.c0() : sum.c1()));
    }

    private void addPowers(int[] positions, long[] coefficients, long[] sum) {
        int columns = 1 << columnsLog;
        Ntt ntt = new Ntt(twiddles);
        long[] buffer = new long[columns];
        SparseTransform transform = new SparseTransform(ntt, positions, coefficients, buffer);
        int first = 0;
        for (int coset = 0; coset < cosets(); coset++) {
            int end = first;
            while (end < positions.length && positions[end] >> columnsLog == coset) {
                end++;
            }
            if (end > first) {
                transform.run(columnsLog, first, end);
                ntt.accumulate(sum, buffer, twists[coset], columns);
            }
            first = end;
        }
    }

    /// base^0 … base^(length − 1), for a power of two `length`.
    static long[] powers(long base, int length) {
        long[] powers = new long[length];
        powers[0] = 1;
        long step = base;
        for (int half = 1; half < length; half *= 2) {
            for (int i = 0; i < half; i++) {
                powers[half + i] = Goldilocks.mul(powers[i], step);
            }
            step = Goldilocks.square(step);
        }
        return powers;
    }

    /// `value` with its lowest `bits` bits in reversed order.
    static int reverse(int value, int bits) {
        return bits == 0 ? 0 : Integer.reverse(value) >>> Integer.SIZE - bits;
    }
}
