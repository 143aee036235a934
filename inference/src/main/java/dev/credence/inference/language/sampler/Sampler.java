package dev.credence.inference.language.sampler;

import dev.credence.foundation.hash.Digest;
import dev.credence.inference.numeric.FloatV1;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Chooses the tokens of one answer.
///
/// ```text
/// mask; + bias; repetition: l > 0 ? l ÷ r : l·r; l − (count·frequency + presence)
/// temperature 0: the largest, lowest id
/// x = l ÷ T; order by x descending, id ascending; keep top_k
/// w = ⌊exp(x − max)·2^40⌋, W = Σw; keep the shortest prefix with Σw > ⌊P·W⌋; keep w ≥ ⌊M·w_0⌋
/// W = Σw; r = ⌊u64·W ÷ 2^64⌋; the first token whose prefix sum is above r
/// ```
/// P and M are top_p and min_p as fractions of 2^64. `accept` tells which token the answer went on with, so that a
/// replayer who knows the answer walks the same way.
public final class Sampler {
    private static final double WEIGHT_ONE = 0x1p40;
    /// Keeps differences of logits finite, whatever a hostile model computes.
    private static final float LOGIT_MAX = 0x1p126f;

    private final SamplingParameters parameters;
    private final Digest key;
    private final int choice;
    private final Set<Integer> context = new HashSet<>();
    private final Map<Integer, Integer> generated = new HashMap<>();
    private int position;

    /// @param key    of the request, from `SamplingKey`
    /// @param choice which of the request's answers this is, from 0
    /// @param prompt the ids of the prompt
    public Sampler(SamplingParameters parameters, Digest key, int choice, int[] prompt) {
        this.parameters = parameters;
        this.key = key;
        this.choice = choice;
        this.position = prompt.length;
        for (int id : prompt) {
            context.add(id);
        }
    }

    /// The token that the answer goes on with.
    ///
    /// @param logits  finite; not written to
    /// @param allowed the tokens that the output's constraint allows, at least one, or null for all
    public int choose(float[] logits, int at, int count, BitSet allowed) {
        float[] adjusted = Arrays.copyOfRange(logits, at, at + count);
        adjust(adjusted);
        int best = largest(adjusted, allowed);
        if (best < 0) {
            throw new IllegalArgumentException("at least one allowed token below " + count + " expected, found none");
        }
        if (parameters.temperature() == 0) {
            return best;
        }
        float temperature = (float) parameters.temperature();
        for (int id = 0; id < count; id++) {
            adjusted[id] = Math.clamp(adjusted[id] / temperature, -LOGIT_MAX, LOGIT_MAX);
        }
        Candidates candidates = candidates(adjusted, adjusted[best], allowed);
        candidates.keepFirst(parameters.topK());
        candidates.keepLikeliest(parameters.topP());
        candidates.keepLikely(parameters.minP());
        return candidates.drawn(SamplingKey.draw(key, choice, position));
    }

    /// The answer went on with `id`.
    public void accept(int id) {
        context.add(id);
        generated.merge(id, 1, Integer::sum);
        position++;
    }

    private void adjust(float[] logits) {
        parameters.logitBias().forEach((id, bias) -> {
            if (id < logits.length) {
                logits[id] = logits[id] + (float) (double) bias;
            }
        });
        float repetition = (float) parameters.repetitionPenalty();
        if (repetition != 1) {
            for (int id : context) {
                logits[id] = logits[id] > 0 ? logits[id] / repetition : logits[id] * repetition;
            }
        }
        float frequency = (float) parameters.frequencyPenalty();
        float presence = (float) parameters.presencePenalty();
        if (frequency != 0 || presence != 0) {
            generated.forEach((id, times) -> logits[id] = logits[id] - (times * frequency + presence));
        }
    }

    private static int largest(float[] logits, BitSet allowed) {
        int best = -1;
        for (int id = 0; id < logits.length; id++) {
            if ((allowed == null || allowed.get(id)) && (best < 0 || logits[id] > logits[best])) {
                best = id;
            }
        }
        return best;
    }

    private static long weight(float x, float most) {
        return (long) (FloatV1.exp(x - most) * WEIGHT_ONE);
    }

    /// The allowed tokens of any weight, in order; tokens without weight could not be drawn and change no sum.
    private static Candidates candidates(float[] x, float most, BitSet allowed) {
        long[] order = new long[64];
        int count = 0;
        for (int id = 0; id < x.length; id++) {
            if ((allowed == null || allowed.get(id)) && weight(x[id], most) > 0) {
                if (count == order.length) {
                    order = Arrays.copyOf(order, 2 * count);
                }
                // Adding +0 makes one zero of both; the larger the number, the smaller the key.
                int bits = Float.floatToIntBits(x[id] + 0f);
                order[count++] = (long) ~(bits ^ bits >> 31 & 0x7fffffff) << 32 | id;
            }
        }
        Arrays.sort(order, 0, count);
        int[] ids = new int[count];
        long[] weights = new long[count];
        for (int i = 0; i < count; i++) {
            ids[i] = (int) order[i];
            weights[i] = weight(x[ids[i]], most);
        }
        return new Candidates(ids, weights);
    }

    /// Tokens in order, of which the first `kept` are in play.
    private static final class Candidates {
        private final int[] ids;
        private final long[] weights;
        private int kept;

        Candidates(int[] ids, long[] weights) {
            this.ids = ids;
            this.weights = weights;
            this.kept = ids.length;
        }

        private long sum() {
            long sum = 0;
            for (int i = 0; i < kept; i++) {
                sum += weights[i];
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
            long least = p < 1 ? Math.unsignedMultiplyHigh(fraction(p), weights[0]) : weights[0];
            while (weights[kept - 1] < least) {
                kept--;
            }
        }

        int drawn(long random) {
            return ids[prefixAbove(Math.unsignedMultiplyHigh(random, sum()))];
        }

        // The first candidate at which the sum of weights is above `bound`, which is below the sum of all.
        private int prefixAbove(long bound) {
            long sum = weights[0];
            int i = 0;
            while (sum <= bound) {
                sum += weights[++i];
            }
            return i;
        }

        /// p in [0, 1) as a fraction of 2^64, cut.
        private static long fraction(double p) {
            double scaled = p * 0x1p64;
            return scaled < 0x1p63 ? (long) scaled : (long) (scaled - 0x1p63) + Long.MIN_VALUE;
        }
    }
}
