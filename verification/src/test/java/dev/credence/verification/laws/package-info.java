/// A whole honest network in memory, and every way to spoil one thing in it; shared with the tests of the modules above.
///
/// | Type | Meaning |
/// |---|---|
/// | `ReceiptForge` | builds a receipt with request, answer and trust file from a seed, with one thing changed |
/// | `ForgedCase` | what it built, ready to be verified |
/// | `ForgedLog` | a log in memory: entries, proofs, checkpoint |
/// | `ForgedOperators` | keys and owners of the network's operators |
package dev.credence.verification.laws;
