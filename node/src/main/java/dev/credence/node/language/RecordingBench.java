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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Times an answer as an operator computes it, with sampler, trace and fingerprint, in turn with one of the bare model: what others
/// do on the machine meanwhile meets both.
public final class RecordingBench {
    private static final int ROUNDS = 9;
    /// Rounds before them, in which the loops around the model are compiled.
    private static final int WARM_UP = 3;
    private static final int TOKENS_MIN = 8;

    private final TextModel model;
    private final LanguageBench plain;
    private final Clock clock;

    /// @param plain of the same model
    public RecordingBench(TextModel model, LanguageBench plain, Clock clock) {
        this.model = model;
        this.plain = plain;
        this.clock = clock;
    }

    /// @param rate     tokens a second of the fastest round, from the first token to the last
    /// @param moreTime of a token than the bare model takes: the median of the rounds' quotients, less 1
    public record Result(double rate, double moreTime) {}

    /// @param prompt tokens that the answers stand behind
    /// @param decode tokens of an answer
    /// @return empty if the model ends its answer before there is anything to measure
    public Optional<Result> run(int prompt, int decode) {
        double best = 0;
        double[] quotients = new double[ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            Times times = new Times(clock);
            GenerationRequest request = new GenerationRequest(
                    new Prompt(plain.ids(0, prompt), OutputConstraint.NONE, Optional.empty()),
                    Sha256.of(Bytes.EMPTY),
                    SamplingParameters.GREEDY,
                    new AnswerRules(1, decode, List.of(), AnswerRules.LOGPROBS_NONE),
                    List.of());
            new Generation(model, request, PromptCache.none(), times).run();
            if (times.tokens < TOKENS_MIN) {
                return Optional.empty();
            }
            int tokens = times.tokens - 1;
            long nanos = times.last - times.first;
            double quotient = (double) nanos / plain.answerNanos(prompt, tokens);
            if (round >= 0) {
                best = Math.max(best, tokens * 1e9 / nanos);
                quotients[round] = quotient;
            }
        }
        Arrays.sort(quotients);
        return Optional.of(new Result(best, quotients[ROUNDS / 2] - 1));
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
