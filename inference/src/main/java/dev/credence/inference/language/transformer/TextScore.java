package dev.credence.inference.language.transformer;

import dev.credence.inference.graph.Refusal;
import dev.credence.inference.graph.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// How likely a model finds a text, position by position.
///
/// @param ids       the text's tokens
/// @param positions one a token, about the token that follows it
public record TextScore(int[] ids, List<Position> positions) {
    /// @param next of the text's next token, absent behind the last one
    /// @param top  the likeliest tokens, likeliest first, and their log-probabilities
    public record Position(OptionalDouble next, int[] top, double[] topLogProbabilities) {}

    public TextScore {
        positions = List.copyOf(positions);
    }

    /// Scores `ids`.
    ///
    /// @param top how many of the likeliest tokens are told
    /// @throws RefusedException if a logit is not finite
    public static TextScore of(Transformer transformer, int[] ids, int top) throws RefusedException {
        Collector collector = new Collector(ids, top, transformer.model().shape().vocabulary());
        transformer.run(new KeyValueCache(transformer.model().shape(), Math.max(1, ids.length)), ids, collector);
        if (collector.broken >= 0) {
            throw new RefusedException(Refusal.INVALID_VALUE, "the logits behind position " + collector.broken + " are not finite");
        }
        return new TextScore(ids, collector.positions);
    }

    /// The mean of −log p over the tokens that follow another, or empty if none does.
    public OptionalDouble meanNegativeLogProbability() {
        double sum = 0;
        int count = 0;
        for (Position position : positions) {
            if (position.next.isPresent()) {
                sum -= position.next.getAsDouble();
                count++;
            }
        }
        return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
    }

    private static final class Collector implements Transformer.Outputs {
        private final int[] ids;
        private final int top;
        private final int vocabulary;
        private final List<Position> positions = new ArrayList<>();
        private int broken = -1;

        Collector(int[] ids, int top, int vocabulary) {
            this.ids = ids;
            this.top = top;
            this.vocabulary = vocabulary;
        }

        @Override
        public boolean wantsLogits(int position) {
            return true;
        }

        @Override
        public void logits(int position, float[] logits, int at) {
            if (broken >= 0 || !LogProbabilities.areFinite(logits, at, vocabulary)) {
                broken = broken >= 0 ? broken : position;
                return;
            }
            LogProbabilities all = new LogProbabilities(logits, at, vocabulary);
            int[] best = all.top(top);
            double[] bestLogs = new double[best.length];
            for (int i = 0; i < best.length; i++) {
                bestLogs[i] = all.of(best[i]);
            }
            OptionalDouble next = position + 1 < ids.length ? OptionalDouble.of(all.of(ids[position + 1])) : OptionalDouble.empty();
            positions.add(new Position(next, best, bestLogs));
        }
    }
}
