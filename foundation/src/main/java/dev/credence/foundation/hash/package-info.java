/// SHA-256 digests, plain and under a domain tag.
///
/// | Type | Meaning |
/// |---|---|
/// | `Digest` | 32 bytes that a hash function returned |
/// | `Sha256` | plain SHA-256: files, blobs, tensors, canonical JSON records, statement subjects |
/// | `TaggedHash` | SHA-256 under a domain tag: trace, draw, ledger state, transcript |
///
/// Invariant: which of the two a thing uses is fixed by its specification; a digest never says by itself what it is of.
/// Source: FIPS 180-4; RFC 6962 section 2.1 for the tree prefixes, which live in `merkle`.
package dev.credence.foundation.hash;
