/// The log's Merkle tree with its proofs and tiles, and the sparse Merkle tree of the ledger's state.
///
/// | Type | Meaning |
/// |---|---|
/// | `MerkleTree` | RFC 6962 hashing: the slow definition, and the verification of inclusion and consistency |
/// | `Subtree` | an interval of leaves whose hash later trees keep, and the verification of its proofs |
/// | `AppendOnlyTree` | the fast tree of a log, which answers roots and proofs for every size it ever had |
/// | `Tiles`, `TilePath`, `EntryBundle` | the static resources of a tiled log (C2SP tlog-tiles) |
/// | `SparseMerkleTree` | a persistent map from 256-bit keys to values with one root |
/// | `SparseProof` | that a key has a value, or none, under such a root |
///
/// ```
/// hash ──▶ merkle ──▶ note (checkpoints sign roots of this room)
/// ```
///
/// Invariants: verification never throws on what a stranger sent; the recursive definitions stay as judges of the fast
/// trees; nothing here reads a clock, and equal inputs give equal trees everywhere.
/// Sources: RFC 6962 section 2.1; RFC 9162 section 2.1; C2SP tlog-tiles; docs/spec/log.md.
package dev.credence.foundation.merkle;
