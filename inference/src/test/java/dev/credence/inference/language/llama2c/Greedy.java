package dev.credence.inference.language.llama2c;

import dev.credence.inference.language.transformer.KeyValueCache;
import dev.credence.inference.language.transformer.Transformer;
import java.util.Arrays;
import java.util.stream.IntStream;

/// What a model says when the likeliest token is always taken, of equal ones the lowest.
public final class Greedy {
    private Greedy() {}

    /// The ids behind `prompt`, at most `count`, without one of `ends`, where it stops.
    public static int[] ids(Transformer transformer, int[] prompt, int count, int... ends) {
        int vocabulary = transformer.model().shape().vocabulary();
        KeyValueCache cache = new KeyValueCache(transformer.model().shape(), prompt.length + count);
        Last last = new Last(new float[vocabulary]);
        int[] said = new int[count];
        int[] next = prompt;
        for (int i = 0; i < count; i++) {
            transformer.run(cache, next, last);
            int best = best(last.logits);
            if (IntStream.of(ends).anyMatch(end -> end == best)) {
                return Arrays.copyOf(said, i);
            }
            said[i] = best;
            next = new int[] {best};
        }
        return said;
    }

    private static int best(float[] logits) {
        int best = 0;
        for (int id = 1; id < logits.length; id++) {
            best = logits[id] > logits[best] ? id : best;
        }
        return best;
    }

    private record Last(float[] logits) implements Transformer.Outputs {
        @Override
        public boolean wantsLogits(int position) {
            return true;
        }

        @Override
        public void logits(int position, float[] from, int at) {
            System.arraycopy(from, at, logits, 0, logits.length);
        }
    }
}
