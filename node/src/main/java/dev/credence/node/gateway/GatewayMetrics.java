package dev.credence.node.gateway;

import dev.credence.node.answering.TextMeter;
import dev.credence.node.world.Clock;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.function.Supplier;

/// Counts and times for `/metrics` (Prometheus text format). Labels are outcomes and states, never a text of a request.
final class GatewayMetrics {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Timer answered = timer("answered");
    private final Timer refused = timer("refused");
    private final Timer failed = timer("failed");
    private final TextMeter text;

    GatewayMetrics(Clock clock) {
        this.text = new TextMeter(registry, "credence.text", clock);
    }

    /// How an inference request ended.
    enum Ending {
        ANSWERED,
        REFUSED,
        FAILED
    }

    private Timer timer(String outcome) {
        return Timer.builder("credence.infer")
                .description("inference requests by outcome, from body to reply")
                .tag("outcome", outcome)
                .publishPercentiles(0.5, 0.99)
                .register(registry);
    }

    void infer(Ending ending, long nanos) {
        Timer timer =
                switch (ending) {
                    case ANSWERED -> answered;
                    case REFUSED -> refused;
                    case FAILED -> failed;
                };
        timer.record(Duration.ofNanos(nanos));
    }

    /// Counts a plan that came to its end.
    void evidence(EvidencePipeline.Outcome outcome) {
        String state =
                switch (outcome) {
                    case EvidencePipeline.Outcome.Complete _ -> "complete";
                    case EvidencePipeline.Outcome.Incomplete _ -> "incomplete";
                    case EvidencePipeline.Outcome.Contradicted _ -> "contradicted";
                };
        registry.counter("credence.evidence", "state", state).increment();
    }

    /// Tokens and times of answers in text.
    TextMeter text() {
        return text;
    }

    void gauge(String name, String description, Supplier<Number> value) {
        io.micrometer.core.instrument.Gauge.builder(name, value).description(description).register(registry);
    }

    String scrape() {
        return registry.scrape();
    }
}
