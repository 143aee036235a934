package dev.credence.inference.language.sampler;

import dev.credence.inference.numeric.FloatV1;
import java.util.Arrays;
import java.util.BitSet;

/// The allowed tokens of any weight by x descending, id ascending, of which the first `kept` are in play.
///
/// They are put in order only as far as somebody looks: a vocabulary has 150,000 tokens and the drawn one is seldom behind the first hundred. Tokens
/// lie in buckets of falling x, and a bucket is sorted when it is reached. Sums are of integers, so their order does not matter.
final class Candidates {
    private static final double WEIGHT_ONE = 0x1p40;
    /// A weight is nothing from x = most − 27.8 on: 256 buckets of an eighth hold all others.
    private static final int BUCKETS = 256;
    private static final float BUCKETS_PER_UNIT = 8;

    private final float[] x;
    // Of each id; those that are not candidates have none.
    private final long[] weights;
    private final int[] ids;
    // Where each bucket begins, and the end of the last one.
    private final int[] starts = new int[BUCKETS + 1];
    private int sortedBuckets;
    private int kept;

    /// @param x       finite
    /// @param most    the largest of the allowed tokens
    /// @param allowed at least one, or null for all
    Candidates(float[] x, float most, BitSet allowed) {
        this.x = x;
        this.weights = new long[x.length];
        int[] counts = new int[BUCKETS];
        for (int id = 0; id < x.length; id++) {
            if (allowed == null || allowed.get(id)) {
                weights[id] = (long) (FloatV1.exp(x[id] - most) * WEIGHT_ONE);
                if (weights[id] > 0) {
                    counts[bucket(x[id], most)]++;
                }
            }
        }
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            starts[bucket + 1] = starts[bucket] + counts[bucket];
        }
        kept = starts[BUCKETS];
        ids = new int[kept];
        int[] next = starts.clone();
        for (int id = 0; id < x.length; id++) {
            if (weights[id] > 0) {
                ids[next[bucket(x[id], most)]++] = id;
            }
        }
    }

    // Larger for smaller x, since differences and products are rounded without changing their order.
    private static int bucket(float x, float most) {
        return Math.min(BUCKETS - 1, (int) ((most - x) * BUCKETS_PER_UNIT));
    }

    // Afterwards candidate i is in its place, and all before it.
    private void reach(int i) {
        while (starts[sortedBuckets] <= i) {
            sort(starts[sortedBuckets], starts[sortedBuckets + 1]);
            sortedBuckets++;
        }
    }

    private void sort(int from, int to) {
        if (to - from < 2) {
            return;
        }
        long[] order = new long[to - from];
        for (int i = from; i < to; i++) {
            // Adding +0 makes one zero of both; the larger the number, the smaller the key.
            int bits = Float.floatToIntBits(x[ids[i]] + 0f);
            order[i - from] = (long) ~(bits ^ bits >> 31 & 0x7fffffff) << 32 | ids[i];
        }
        Arrays.sort(order);
        for (int i = from; i < to; i++) {
            ids[i] = (int) order[i - from];
        }
    }

    private long weight(int i) {
        reach(i);
        return weights[ids[i]];
    }

    private long sum() {
        long sum = 0;
        if (kept < ids.length) {
            reach(kept - 1);
        }
        for (int i = 0; i < kept; i++) {
            sum += weights[ids[i]];
        }
        return sum;
    }

    void keepFirst(int k) {
        kept = k > 0 ? Math.min(kept, k) : kept;
    }

    void keepLikeliest(double p) {
        if (p < 1) {
            kept = prefixAbove(Math.unsignedMultiplyHigh(fraction(p), sum())) + 1;
        }
    }

    void keepLikely(double p) {
        long least = p < 1 ? Math.unsignedMultiplyHigh(fraction(p), weight(0)) : weight(0);
        if (least == 0) {
            return;
        }
        // Whole buckets without any such weight go first, so that they need not be sorted.
        int last = BUCKETS - 1;
        while (last > 0 && (starts[last] >= kept || !hasWeight(least, starts[last], Math.min(kept, starts[last + 1])))) {
            last--;
        }
        kept = Math.min(kept, starts[last + 1]);
        while (weight(kept - 1) < least) {
            kept--;
        }
    }

    private boolean hasWeight(long least, int from, int to) {
        if (to == kept && kept < ids.length) {
            reach(kept - 1);
        }
        for (int i = from; i < to; i++) {
            if (weights[ids[i]] >= least) {
                return true;
            }
        }
        return false;
    }

    int drawn(long random) {
        return ids[prefixAbove(Math.unsignedMultiplyHigh(random, sum()))];
    }

    // The first candidate at which the sum of weights is above `bound`, which is below the sum of all.
    private int prefixAbove(long bound) {
        long sum = weight(0);
        int i = 0;
        while (sum <= bound) {
            sum += weight(++i);
        }
        return i;
    }

    /// p in [0, 1) as a fraction of 2^64, cut.
    private static long fraction(double p) {
        double scaled = p * 0x1p64;
        return scaled < 0x1p63 ? (long) scaled : (long) (scaled - 0x1p63) + Long.MIN_VALUE;
    }
}
