package dev.credence.node.cli;

import dev.credence.inference.kernel.Crew;
import dev.credence.inference.kernel.LanguageKernelChoice;

/// `--threads`, and the loops of language models that it means.
final class LanguageEngineOption extends ThreadsOption {
    LanguageEngineOption() {}

    record Running(LanguageKernelChoice choice, Threads shared) implements AutoCloseable {
        int threads() {
            return shared.count();
        }

        @Override
        public void close() {
            shared.close();
        }
    }

    Running start() throws CommandException {
        Threads shared = startThreads("language-");
        return new Running(LanguageKernelChoice.of(shared.helpers() == null ? Crew.CALLER : Crew.of(shared.helpers(), shared.count())), shared);
    }
}
