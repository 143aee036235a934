/// The receipt as a file, and the file that says whom a verifier believes.
///
/// | Type | Meaning |
/// |---|---|
/// | `Envelope` | a signed statement (DSSE), and its leaf |
/// | `ReceiptFile` | envelope, evidence, inclusion and collateral in one spelling |
/// | `Logged`, `Inclusion` | what the log adds: proofs of batch, seals and operators, and the operators' list |
/// | `BatchInclusion`, `LoggedEntry` | one entry of the log with its path; the statement's place in its batch |
/// | `TrustFile` | a network's log and cosigners, or one signer |
///
/// ```
/// statement, evidence, entry ──▶ envelope ──file──▶ verification
/// ```
///
/// Invariants: a file has one spelling; evidence, inclusion and collateral stand outside the signature and never touch it;
/// nothing here judges. Source: docs/spec/receipt.md 2.2, 4, 5, 6.1; DSSE protocol 1.0.0.
package dev.credence.receipt.envelope;
