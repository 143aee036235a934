package dev.credence.operator.execute;

import dev.credence.foundation.hash.Digest;
import dev.credence.inference.execution.Executor;
import dev.credence.inference.manifest.Manifest;

/// A model that this operator holds, checked against its manifest and ready to run.
///
/// @param id the model's id: the digest of `manifest`
public record ServedModel(Digest id, Manifest manifest, Executor executor) {
    /// **Obligation**: the caller has checked that the executor's graph is what the manifest says.
    public static ServedModel of(Manifest manifest, Executor executor) {
        return new ServedModel(manifest.id(), manifest, executor);
    }
}
