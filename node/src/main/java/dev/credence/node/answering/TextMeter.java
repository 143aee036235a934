package dev.credence.node.answering;

import dev.credence.node.world.Clock;
import dev.credence.receipt.request.Usage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Counts and times of generating text, for `/metrics` of gateway and operator: numbers of tokens, never one of them.
///
/// Sampled tokens are counted as they are heard, so that those of answers which were broken off count too; tokens of prompts with the end of
/// their answer, which tells them.
public final class TextMeter {
    private final Clock clock;
    private final Counter generated;
    private final Counter prompted;
    private final Timer first;
    private final AtomicLong active = new AtomicLong();

    /// @param prefix of the meters' names
    public TextMeter(MeterRegistry registry, String prefix, Clock clock) {
        this.clock = clock;
        this.generated = Counter.builder(prefix + ".tokens.generated")
                .description("tokens that were sampled, also of answers that were broken off")
                .register(registry);
        this.prompted = Counter.builder(prefix + ".tokens.prompt")
                .description("tokens of the prompts of whole answers")
                .register(registry);
        this.first = Timer.builder(prefix + ".first.token")
                .description("from a request to its first token, waiting included")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
        Gauge.builder(prefix + ".active", active, AtomicLong::get)
                .description("choices of answers in work or waiting")
                .strongReference(true)
                .register(registry);
    }

    /// An answer whose work begins now.
    public Answering begin(int choices) {
        return new Answering(choices);
    }

    /// One answer; heard on one thread.
    public final class Answering implements AutoCloseable {
        private final int choices;
        private final long began;
        private boolean heard;

        private Answering(int choices) {
            this.choices = choices;
            this.began = clock.steadyNanos();
            active.addAndGet(choices);
        }

        public void heard(TextDelta delta) {
            if (delta.ids().isEmpty()) {
                return;
            }
            if (!heard) {
                heard = true;
                first.record(Duration.ofNanos(clock.steadyNanos() - began));
            }
            generated.increment(delta.ids().size());
        }

        /// The answer is whole.
        public void done(Usage.Tokens usage) {
            prompted.increment(usage.prompt());
        }

        @Override
        public void close() {
            active.addAndGet(-choices);
        }
    }
}
