package dev.credence.verification.argument;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.integer.IntegerModel;
import dev.credence.inference.integer.IntegerProgram;
import dev.credence.inference.integer.WeightsCodec;
import dev.credence.inference.manifest.ArgumentRegistration;
import dev.credence.inference.manifest.Manifest;
import dev.credence.inference.manifest.ManifestFile;
import dev.credence.proof.commitment.CodewordStore;
import dev.credence.proof.commitment.CommitmentShape;
import dev.credence.proof.soundness.Suite;
import dev.credence.verification.circuit.CircuitException;
import java.util.function.Function;

/// The files of a model whose manifest names committed weights, as a reader has them: which they are, and the root that follows from them.
public final class CommittedFiles {
    private final Manifest manifest;
    private final Suite suite;

    private CommittedFiles(Manifest manifest, Suite suite) {
        this.manifest = manifest;
        this.suite = suite;
    }

    /// Reads a manifest; any whose answers no argument can be made for is refused like one that is malformed.
    public static CommittedFiles decode(Bytes bytes) throws MalformedException {
        Manifest manifest = Manifest.decode(bytes);
        String suite = manifest.argument().map(ArgumentRegistration::suite).orElse("");
        if (!manifest.kind().equals(Manifest.INTEGER) || Suite.parse(suite).isEmpty()) {
            throw new MalformedException(
                    "manifest.argument", -1, "weights committed under a suite that this build knows", suite.isEmpty() ? "none" : "'" + suite + "'");
        }
        return new CommittedFiles(manifest, Suite.parse(suite).get());
    }

    /// The longest manifest.
    public static final int MANIFEST_BYTES_MAX = Manifest.BYTES_MAX;

    /// The model's id.
    public Digest model() {
        return manifest.id();
    }

    /// The name of the program's file.
    public String program() {
        return manifest.executed().get(0).name();
    }

    /// The name of the weights' file.
    public String weights() {
        return manifest.executed().get(1).name();
    }

    /// Checks the files against the manifest, encodes and hashes the weights.
    ///
    /// @param store gives the memory of the codeword
    public RecomputedCode recompute(Bytes program, Bytes weights, Function<CommitmentShape, CodewordStore> store) throws MalformedException {
        // Of an integer model, graph digest and weight root are the digests of its two files (docs/spec/hub.md 1.5).
        same(manifest.executed().get(0), manifest.graph(), program);
        same(manifest.executed().get(1), manifest.weights(), weights);
        try {
            IntegerProgram decoded = IntegerProgram.decode(program);
            return RecomputedCode.of(manifest, IntegerModel.of(decoded, WeightsCodec.decode(decoded, weights)), suite, store);
        } catch (RefusedException | CircuitException refused) {
            throw new MalformedException(program(), -1, "a program that can be proved", refused.getMessage());
        }
    }

    private static void same(ManifestFile file, Digest claimed, Bytes content) throws MalformedException {
        Digest found = Sha256.of(content);
        if (!found.equals(file.sha256()) || !found.equals(claimed)) {
            throw new MalformedException("manifest.files['" + file.name() + "'].sha256", -1, found + " (as the file is)", file.sha256().hex());
        }
    }
}
