/// The embedded engine of the ledger: one process that orders transactions and keeps the log.
///
/// | Type | Meaning |
/// |---|---|
/// | `LedgerService` | takes transactions, answers when they are acknowledged, serves the log |
/// | `LedgerIdentity`, `SealSecrets` | genesis, the log's key, the secrets of the seals |
/// | `LedgerSettings` | how it runs |
/// | `CosignerLink` | a way to one cosigner |
/// | `Answer`, `InclusionAnswer` | what becomes of a transaction; whether a receipt is on the log |
///
/// ```
/// http, roles ──▶ ledger ──▶ settlement.machine      ledger ──▶ store ──▶ world      ledger ──▶ cosigner's messages
/// ```
///
/// Invariants, in this order: block durable, entries in the tree from bytes read back, checkpoint signed, quorum of
/// cosigners, acknowledgement. One thread at a time makes blocks. A failed write stops the ledger.
package dev.credence.node.ledger;
