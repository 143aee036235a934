/// What an operator signs: in-toto Statement v1 with a predicate type of our own.
///
/// | Type | Meaning |
/// |---|---|
/// | `Statement` | the whole, encoded and decoded in its one spelling |
/// | `Issue` | network, operator, receipt id |
/// | `Moment` | the height asked for, height and time of issue |
/// | `Execution` | model, arithmetic profile, engine |
/// | `Commitment` | digests of request, answer, trace and, where taken, fingerprint |
/// | `Charge` | usage and price |
/// | `Segment` | a signature over a streamed answer as far as it has left; no statement |
///
/// ```
/// request ──digests, parameters──▶ statement ──bytes──▶ envelope
/// ```
///
/// Invariants: integers and strings only; a signature is checked over the bytes received, never over a re-encoding.
/// Source: docs/spec/receipt.md 2.1; in-toto attestation framework, Statement v1.
package dev.credence.receipt.statement;
