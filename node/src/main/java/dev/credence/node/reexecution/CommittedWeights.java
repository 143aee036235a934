package dev.credence.node.reexecution;

import dev.credence.inference.graph.Refusal;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.manifest.ArgumentRegistration;
import dev.credence.inference.manifest.Manifest;
import dev.credence.node.hub.LoadedModel;
import dev.credence.node.store.CodewordFiles;
import dev.credence.node.world.World;
import dev.credence.proof.soundness.Suite;
import dev.credence.verification.argument.RecomputedCode;
import dev.credence.verification.circuit.CircuitException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;

/// The root to which a model's weights commit, computed from the files on this machine: whoever has it need not believe that the root in the
/// manifest is theirs.
public final class CommittedWeights {
    private static final int NAME_BYTES = 8;

    private CommittedWeights() {}

    /// Encodes and hashes the weights; a codeword of more than a quarter of a gigabyte lies in a scratch file meanwhile.
    ///
    /// @throws RefusedException if answers of this model cannot be proved
    public static RecomputedCode recompute(World world, LocalModel local) throws RefusedException, IOException {
        Manifest manifest = local.manifest();
        if (!(local.model() instanceof LoadedModel.Integers(var model)) || manifest.argument().isEmpty()) {
            throw new RefusedException(Refusal.UNSUPPORTED_MODE, "a model whose manifest names no committed weights");
        }
        ArgumentRegistration argument = manifest.argument().get();
        Suite suite = Suite.parse(argument.suite())
                .orElseThrow(() -> new RefusedException(Refusal.UNSUPPORTED_MODE, "the suite " + argument.suite() + " is not known to this build"));
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        String name = "credence-weights-" + world.random().bytes(NAME_BYTES).hex();
        try (Arena arena = Arena.ofConfined()) {
            return RecomputedCode.of(manifest, model, suite, shape -> CodewordFiles.store(world.disk(), folder, name, arena, shape));
        } catch (CircuitException refused) {
            throw new RefusedException(Refusal.UNSUPPORTED_MODE, refused.getMessage());
        } finally {
            CodewordFiles.delete(world.disk(), folder, name);
        }
    }
}
