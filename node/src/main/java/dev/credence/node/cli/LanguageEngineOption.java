package dev.credence.node.cli;

import dev.credence.inference.gguf.GgufFile;
import dev.credence.inference.gguf.GgufType;
import dev.credence.inference.kernel.Crew;
import dev.credence.inference.kernel.LanguageKernelChoice;
import java.util.EnumSet;
import java.util.Set;

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

    /// The loops for one model's stored types, on as many threads as the option says.
    Running start(GgufFile file) throws CommandException {
        Set<GgufType> types = EnumSet.noneOf(GgufType.class);
        file.tensors().forEach(tensor -> types.add(tensor.type()));
        Threads shared = startThreads("language-");
        return new Running(LanguageKernelChoice.of(shared.helpers() == null ? Crew.CALLER : Crew.of(shared.helpers(), shared.count()), types), shared);
    }
}
