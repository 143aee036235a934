package dev.credence.verification.argument;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.inference.integer.IntegerProgram;
import dev.credence.inference.manifest.ArgumentRegistration;
import dev.credence.inference.manifest.Manifest;
import dev.credence.proof.soundness.Suite;

/// A model whose manifest says by what its answers can be proved, with the program that the manifest names.
///
/// @param id       SHA-256 of the manifest's bytes
/// @param program  whose bytes are the manifest's model file
/// @param encoded  these bytes
/// @param argument suite, code root and registration, as the manifest has them
public record ProvableModel(Digest id, IntegerProgram program, Bytes encoded, ArgumentRegistration argument) {
    /// Reads both and compares.
    ///
    /// @throws MalformedException if either is not what it should be, or they do not belong together
    public static ProvableModel decode(Bytes manifest, Bytes program) throws MalformedException {
        Manifest read = Manifest.decode(manifest);
        if (read.argument().isEmpty()) {
            throw new MalformedException("manifest.argument", -1, "a model whose answers can be proved", "a manifest without it");
        }
        Digest digest = Sha256.of(program);
        if (!digest.equals(read.graph()) || !digest.equals(read.model().sha256())) {
            throw new MalformedException("program", -1, "the manifest's program " + read.graph().hex(), digest.hex());
        }
        return new ProvableModel(Sha256.of(manifest), IntegerProgram.decode(program), program, read.argument().get());
    }

    /// What the registration of this model proves under `suite`.
    public RegistrationStatement registration(Suite suite) {
        return new RegistrationStatement(suite, encoded, argument.code());
    }
}
