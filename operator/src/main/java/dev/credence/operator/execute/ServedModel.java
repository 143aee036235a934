package dev.credence.operator.execute;

import dev.credence.foundation.hash.Digest;
import dev.credence.inference.manifest.Manifest;

/// A model that this operator holds, checked against its manifest and ready to run; what runs it is the affair of its kind.
public interface ServedModel {
    /// The model's id: the digest of its manifest.
    Digest id();

    Manifest manifest();
}
