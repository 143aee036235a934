package dev.credence.verifier;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.proof.commitment.CodewordStore;
import dev.credence.proof.commitment.CommitmentShape;
import dev.credence.verification.argument.CommittedFiles;
import dev.credence.verification.argument.RecomputedCode;
import java.nio.file.Path;

/// A folder with a model's manifest and files, as `credence model pull` writes it.
final class ModelFiles {
    private static final String MANIFEST = "manifest.json";
    private static final int FILE_BYTES_MAX = 1 << 30;

    private ModelFiles() {}

    /// The root to which the weights commit, computed in memory.
    ///
    /// @param model whose files they should be
    static RecomputedCode recompute(Path folder, Digest model) throws Refusal {
        Path path = folder.resolve(MANIFEST);
        try {
            CommittedFiles files = CommittedFiles.decode(WholeFile.read(path, CommittedFiles.MANIFEST_BYTES_MAX));
            if (!files.model().equals(model)) {
                throw Refusal.failed("--model-files " + folder + " is model " + files.model() + ", and the receipt is of model " + model);
            }
            Bytes program = WholeFile.read(folder.resolve(files.program()), FILE_BYTES_MAX);
            Bytes weights = WholeFile.read(folder.resolve(files.weights()), FILE_BYTES_MAX);
            return files.recompute(program, weights, ModelFiles::store);
        } catch (MalformedException malformed) {
            throw Refusal.malformed(path, malformed);
        } catch (TooLarge large) {
            throw Refusal.memory("--model-files " + folder + ": " + large.getMessage());
        }
    }

    private static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLarge(String sentence) {
            super(sentence);
        }
    }

    // The full program has files for what is too large; this one writes none.
    private static CodewordStore store(CommitmentShape shape) {
        long bytes = shape.codewordBytes() + shape.treeBytes();
        long bytesMax = Math.min(Runtime.getRuntime().maxMemory() / 4 * 3, 8L << 30);
        if (bytes > bytesMax) {
            throw new TooLarge("the weights' codeword has " + bytes + " bytes, and there is room for " + bytesMax
                    + ": give Java more memory (-Xmx), or use './credence verify' of the full program");
        }
        return CodewordStore.inMemory(shape);
    }
}
