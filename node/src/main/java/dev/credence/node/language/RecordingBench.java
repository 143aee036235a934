package dev.credence.node.language;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Sha256;
import dev.credence.inference.language.chat.OutputConstraint;
import dev.credence.inference.language.chat.Prompt;
import dev.credence.inference.language.chat.TextModel;
import dev.credence.inference.language.generation.AnswerRules;
import dev.credence.inference.language.generation.GeneratedAnswer;
import dev.credence.inference.language.generation.Generation;
import dev.credence.inference.language.generation.GenerationListener;
import dev.credence.inference.language.generation.GenerationRequest;
import dev.credence.inference.language.generation.Piece;
import dev.credence.inference.language.generation.PromptCache;
import dev.credence.inference.language.sampler.SamplingParameters;
import dev.credence.node.world.Clock;
import java.util.List;
import java.util.Optional;

/// Times an answer as an operator computes it: with sampler, trace and fingerprint, token by token.
public final class RecordingBench {
    private static final int ROUNDS = 3;
    private static final int TOKENS_MIN = 8;

    private final TextModel model;
    private final Clock clock;

    public RecordingBench(TextModel model, Clock clock) {
        this.model = model;
        this.clock = clock;
    }

    /// Tokens a second of the fastest of some rounds, from the first token to the last.
    ///
    /// @param prompt ids that the answer stands behind
    /// @param decode tokens of the answer
    /// @return empty if the model ends its answer before there is anything to measure
    public Optional<Double> rate(int[] prompt, int decode) {
        double best = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Times times = new Times(clock);
            GenerationRequest request = new GenerationRequest(
                    new Prompt(prompt, OutputConstraint.NONE, Optional.empty()),
                    Sha256.of(Bytes.EMPTY),
                    SamplingParameters.GREEDY,
                    new AnswerRules(1, decode, List.of(), AnswerRules.LOGPROBS_NONE),
                    List.of());
            new Generation(model, request, PromptCache.none(), times).run();
            if (times.tokens < TOKENS_MIN) {
                return Optional.empty();
            }
            best = Math.max(best, (times.tokens - 1) * 1e9 / (times.last - times.first));
        }
        return Optional.of(best);
    }

    private static final class Times implements GenerationListener {
        private final Clock clock;
        private int tokens;
        private long first;
        private long last;

        Times(Clock clock) {
            this.clock = clock;
        }

        @Override
        public void piece(Piece piece) {
            last = clock.steadyNanos();
            first = tokens++ == 0 ? last : first;
        }

        @Override
        public void answered(GeneratedAnswer answer) {}

        @Override
        public void failed(String sentence) {
            throw new IllegalStateException(sentence);
        }
    }
}
