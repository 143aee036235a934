package dev.credence.inference.language.transformer;

import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;

/// Which rotations a model's positions get, as one digest: SHA-256 of the little-endian binary64 frequencies of the global, then of the
/// local layers (docs/spec/language.md 3.4).
///
/// They are computed from the file and stand in none of its bytes, so that a machine that computed others is found before it executes.
public final class RotationDigest {
    private RotationDigest() {}

    public static Digest of(LanguageModel model) {
        return Sha256.of(Rope.of(model, false).encode(), Rope.of(model, true).encode());
    }
}
