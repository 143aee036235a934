/// What a node keeps on disk.
///
/// | Type | Meaning |
/// |---|---|
/// | `BlockLog` | an append-only file of records, each durable when `append` returns |
/// | `GroupLog` | a block log that many callers write at once, as many as wait under one sync |
/// | `Snapshots` | copies of a state, which only spare replay |
/// | `AtomicFile` | whole files that are replaced at once |
/// | `DataDirectory` | a role's directory: format version, lock, keys |
/// | `StoreException` | what is on disk is not what must be there |
/// | `CodewordFiles` | heap or mapped files for the codeword of a model's weights |
///
/// ```
/// ledger, cosigner, hub, operator roles ──▶ store ──▶ world
/// ```
///
/// Invariants: the log is the truth and everything else can be made from it; nothing is acknowledged before it is
/// durable; a failed sync is the end of that file's use.
package dev.credence.node.store;
