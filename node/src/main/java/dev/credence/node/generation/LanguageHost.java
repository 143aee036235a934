package dev.credence.node.generation;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.inference.gguf.GgufFile;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.kernel.Crew;
import dev.credence.inference.kernel.LanguageKernelChoice;
import dev.credence.inference.language.chat.TextModel;
import dev.credence.inference.language.transformer.LanguageKernels;
import dev.credence.node.world.Tasks;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The language models of one process: which loops compute them, and with how many threads. Each model has a thread that steps its answers.
public final class LanguageHost implements TextLoader, AutoCloseable {
    private final Tasks tasks;
    private final LanguageKernels kernels;
    private final ExecutorService helpers;
    private final List<LanguageExecutor> executors = new CopyOnWriteArrayList<>();

    /// @param threads that share one step of one model; no result depends on it
    public LanguageHost(Tasks tasks, int threads) {
        this.tasks = tasks;
        this.helpers = threads > 1 ? Executors.newFixedThreadPool(threads - 1, tasks.threads("language helper")) : null;
        this.kernels = LanguageKernelChoice.of(helpers == null ? Crew.CALLER : Crew.of(helpers, threads)).kernels();
    }

    @Override
    public TextExecutor load(Digest model, GgufFile file) throws MalformedException, RefusedException {
        LanguageExecutor executor = new LanguageExecutor(model, TextModel.of(file, kernels));
        executors.add(executor);
        tasks.threads("language model").newThread(executor::work).start();
        return executor;
    }

    /// Ends all work; answers that are on their way are broken off.
    @Override
    public void close() {
        executors.forEach(LanguageExecutor::close);
        if (helpers != null) {
            helpers.shutdown();
        }
    }
}
