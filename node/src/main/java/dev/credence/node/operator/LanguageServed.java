package dev.credence.node.operator;

import dev.credence.node.generation.TextExecutor;
import dev.credence.foundation.hash.Digest;
import dev.credence.inference.manifest.Manifest;
import dev.credence.operator.execute.ServedModel;

/// A language model on the shelf.
///
/// @param id the digest of `manifest`
public record LanguageServed(Digest id, Manifest manifest, TextExecutor executor) implements ServedModel {
    /// **Obligation**: the caller has checked that the executor runs what the manifest says.
    public static LanguageServed of(Manifest manifest, TextExecutor executor) {
        return new LanguageServed(manifest.id(), manifest, executor);
    }
}
