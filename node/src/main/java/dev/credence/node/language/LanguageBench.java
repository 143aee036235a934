package dev.credence.node.language;

import dev.credence.inference.language.transformer.KeyValueCache;
import dev.credence.inference.language.transformer.Transformer;
import dev.credence.node.world.Clock;

/// Times a language model: a prompt, tokens one by one, and the answer's replay in batches.
public final class LanguageBench {
    private static final int ROUNDS = 3;
    /// Any ids do: the time does not depend on them.
    private static final int STEP = 7919;

    private final Transformer transformer;
    private final Clock clock;

    public LanguageBench(Transformer transformer, Clock clock) {
        this.transformer = transformer;
        this.clock = clock;
    }

    /// Times of the fastest of some rounds.
    ///
    /// @param promptNanos   the prompt in batches, until its last position's logits
    /// @param decodeNanos   the answer token by token
    /// @param replayNanos   the answer in batches behind the same prompt, with the logits of every position: what whoever checks it does
    /// @param firstNanos    the very first prompt, cold
    public record Result(int prompt, int decode, long firstNanos, long promptNanos, long decodeNanos, long replayNanos) {
        public double promptRate() {
            return prompt * 1e9 / promptNanos;
        }

        public double decodeRate() {
            return decode * 1e9 / decodeNanos;
        }

        /// Replaying the answer in terms of generating it, both behind the prompt.
        public double replayRatio() {
            return (double) replayNanos / decodeNanos;
        }
    }

    public Result run(int prompt, int decode) {
        long first = 0;
        long bestPrompt = Long.MAX_VALUE;
        long bestDecode = Long.MAX_VALUE;
        long bestReplay = Long.MAX_VALUE;
        KeyValueCache cache = new KeyValueCache(transformer.model().shape(), prompt + decode);
        for (int round = 0; round < ROUNDS; round++) {
            cache.truncate(0);
            long promptNanos = time(cache, ids(0, prompt), prompt - 1);
            first = round == 0 ? promptNanos : first;
            bestPrompt = Math.min(bestPrompt, promptNanos);
            bestDecode = Math.min(bestDecode, oneByOne(cache, prompt, decode));
            cache.truncate(prompt);
            bestReplay = Math.min(bestReplay, time(cache, ids(prompt, decode), prompt));
        }
        return new Result(prompt, decode, first, bestPrompt, bestDecode, bestReplay);
    }

    /// Nanoseconds of one answer, token by token behind a prompt whose time does not count.
    long answerNanos(int prompt, int decode) {
        KeyValueCache cache = new KeyValueCache(transformer.model().shape(), prompt + decode);
        time(cache, ids(0, prompt), prompt - 1);
        return oneByOne(cache, prompt, decode);
    }

    private long oneByOne(KeyValueCache cache, int prompt, int decode) {
        long began = clock.steadyNanos();
        for (int i = 0; i < decode; i++) {
            time(cache, ids(prompt + i, 1), prompt + i);
        }
        return clock.steadyNanos() - began;
    }

    /// The ids that it measures with.
    int[] ids(int from, int count) {
        int[] ids = new int[count];
        for (int i = 0; i < count; i++) {
            ids[i] = (int) ((long) (from + i) * STEP % transformer.model().shape().vocabulary());
        }
        return ids;
    }

    private long time(KeyValueCache cache, int[] ids, int firstWanted) {
        long began = clock.steadyNanos();
        transformer.run(cache, ids, new Transformer.Outputs() {
            @Override
            public boolean wantsLogits(int position) {
                return position >= firstWanted;
            }

            @Override
            public void logits(int position, float[] logits, int at) {
                // Only the time counts.
            }
        });
        return clock.steadyNanos() - began;
    }
}
