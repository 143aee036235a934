package dev.credence.operator.execute;

import dev.credence.foundation.hash.Digest;
import dev.credence.inference.execution.ModelExecutor;
import dev.credence.inference.manifest.Manifest;

/// A model that this operator holds, checked against its manifest and ready to run.
///
/// @param id the model's id: the digest of `manifest`
public record ServedModel(Digest id, Manifest manifest, ModelExecutor executor) {
    /// **Obligation**: the caller has checked that the executor runs what the manifest says.
    public static ServedModel of(Manifest manifest, ModelExecutor executor) {
        return new ServedModel(manifest.id(), manifest, executor);
    }
}
