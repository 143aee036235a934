package dev.credence.node.operator;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What one operator is and how much it takes on.
///
/// @param models            references to pull from the hub at start; `*` alone means every model of the hub, also those that come later
/// @param hub               where models come from; not needed for those that are here
/// @param executionThreads  platform threads for execution
/// @param queueMax          requests that may wait for a thread; more are refused at once
/// @param priceMicroCredits of one answer
/// @param hubFolder         where that hub keeps its files, if it is on this machine: they are checked and shared rather than fetched
public record OperatorSettings(
        List<String> models, Optional<URI> hub, int executionThreads, int queueMax, long priceMicroCredits, Optional<Path> hubFolder) {
    public static final String ANY_MODEL = "*";
    private static final int QUEUE_MAX = 256;

    public OperatorSettings {
        models = List.copyOf(models);
        if (executionThreads < 1 || queueMax < 1 || priceMicroCredits < 0) {
            throw new IllegalArgumentException("at least one thread and one place in the queue expected, found "
                    + executionThreads + ", " + queueMax);
        }
    }

    /// Every model of the hub, one thread fewer than the machine has processors.
    public static OperatorSettings of(URI hub) {
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
        return new OperatorSettings(List.of(ANY_MODEL), Optional.of(hub), threads, QUEUE_MAX, 0, Optional.empty());
    }

    /// The same beside a hub whose files lie in `folder`.
    public OperatorSettings beside(Path folder) {
        return new OperatorSettings(models, hub, executionThreads, queueMax, priceMicroCredits, Optional.of(folder));
    }

    public boolean pullsOnDemand() {
        return models.contains(ANY_MODEL) && hub.isPresent();
    }
}
