package dev.credence.node.world;

import dev.credence.foundation.bytes.Bytes;

/// A cryptographic random source.
public interface Randomness {
    /// `count` fresh bytes that nobody can foresee.
    Bytes bytes(int count);
}
