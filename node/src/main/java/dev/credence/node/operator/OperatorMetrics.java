package dev.credence.node.operator;

import dev.credence.node.answering.TextMeter;
import dev.credence.node.http.ApiException;
import dev.credence.node.world.Clock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/// Counts and times for an operator's `/metrics` (Prometheus text format). Labels are kinds of work and outcomes, never a text of a request.
final class OperatorMetrics {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Clock clock;
    private final TextMeter text;
    private final Timer[][] timers = new Timer[Kind.values().length][Outcome.values().length];

    /// What an operator is asked for.
    enum Kind {
        EXECUTE,
        REPLAY,
        REVEAL,
        PROVE
    }

    private enum Outcome {
        DONE,
        REFUSED,
        FAILED
    }

    /// Work that ends with an answer or a refusal.
    @FunctionalInterface
    interface Work<T> {
        T run() throws ApiException;
    }

    OperatorMetrics(Clock clock) {
        this.clock = clock;
        this.text = new TextMeter(registry, "credence.operator.text", clock);
        for (Kind kind : Kind.values()) {
            for (Outcome outcome : Outcome.values()) {
                timers[kind.ordinal()][outcome.ordinal()] = Timer.builder("credence.operator.work")
                        .description("work by kind and outcome, from request to reply")
                        .tag("kind", label(kind))
                        .tag("outcome", label(outcome))
                        .register(registry);
            }
        }
    }

    /// Tokens and times of answers in text; those that are re-executed count as work alone.
    TextMeter text() {
        return text;
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /// Does `work` and notes how long it took and how it ended.
    <T> T timed(Kind kind, Work<T> work) throws ApiException {
        long start = clock.steadyNanos();
        Outcome outcome = Outcome.FAILED;
        try {
            T done = work.run();
            outcome = Outcome.DONE;
            return done;
        } catch (ApiException refused) {
            if (refused.fault().status() < 500) {
                outcome = Outcome.REFUSED;
            }
            throw refused;
        } finally {
            timers[kind.ordinal()][outcome.ordinal()].record(Duration.ofNanos(clock.steadyNanos() - start));
        }
    }

    OperatorMetrics gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).strongReference(true).register(registry);
        return this;
    }

    String scrape() {
        return registry.scrape();
    }
}
