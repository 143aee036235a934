package dev.credence.operator.execute;

import dev.credence.foundation.hash.Digest;
import dev.credence.inference.execution.ModelExecutor;
import dev.credence.inference.manifest.Manifest;

/// A served model from tensors to tensors.
///
/// @param id the model's id: the digest of `manifest`
public record TensorModel(Digest id, Manifest manifest, ModelExecutor executor) implements ServedModel {
    /// **Obligation**: the caller has checked that the executor runs what the manifest says.
    public static TensorModel of(Manifest manifest, ModelExecutor executor) {
        return new TensorModel(manifest.id(), manifest, executor);
    }
}
