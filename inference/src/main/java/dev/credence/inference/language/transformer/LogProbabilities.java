package dev.credence.inference.language.transformer;

import dev.credence.inference.numeric.Library;

/// What raw logits say of the next token: log p(i) = (l_i − m) − log Σ exp(l_j − m), in double precision with the strict
/// library, Σ ascending.
public final class LogProbabilities {
    private final float[] logits;
    private final int at;
    private final int count;
    private final double most;
    private final double logSum;

    /// Whether all of them are finite; a request whose logits are not is refused.
    public static boolean areFinite(float[] logits, int at, int count) {
        // Without a branch, so that it becomes vectors: x − x is 0 for finite numbers alone.
        int odd = 0;
        for (int i = at; i < at + count; i++) {
            odd += logits[i] - logits[i] == 0 ? 0 : 1;
        }
        return odd == 0;
    }

    /// @param logits not written to, and not read after the caller changes it
    public LogProbabilities(float[] logits, int at, int count) {
        this.logits = logits;
        this.at = at;
        this.count = count;
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            largest = Math.max(largest, logits[at + i]);
        }
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += Library.exp(logits[at + i] - largest);
        }
        this.most = largest;
        this.logSum = Library.log(sum);
    }

    /// The logarithm of the probability of token `id`.
    public double of(int id) {
        return (logits[at + id] - most) - logSum;
    }

    /// The ids of the `k` likeliest tokens, likeliest first, of equal ones the lowest id first.
    public int[] top(int k) {
        int[] best = new int[Math.min(k, count)];
        int held = 0;
        for (int id = 0; id < count; id++) {
            float value = logits[at + id];
            if (held == best.length && (held == 0 || !(value > logits[at + best[held - 1]]))) {
                continue;
            }
            int place = held < best.length ? held++ : held - 1;
            while (place > 0 && value > logits[at + best[place - 1]]) {
                best[place] = best[place - 1];
                place--;
            }
            best[place] = id;
        }
        return best;
    }
}
