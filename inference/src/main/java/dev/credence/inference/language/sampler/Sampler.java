package dev.credence.inference.language.sampler;

import dev.credence.foundation.hash.Digest;
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
        Candidates candidates = new Candidates(adjusted, adjusted[best], allowed);
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
}
