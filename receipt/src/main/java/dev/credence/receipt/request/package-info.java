/// What was asked and what was answered, reduced to what a digest keeps.
///
/// | Type | Meaning |
/// |---|---|
/// | `EffectiveRequest` | content and parameters as executed, and their digest |
/// | `TensorParameters` | everything besides the content that can change the answer |
/// | `AnswerRecord` | the outputs, and their digest |
/// | `TensorRecord` | name, datatype, shape and digest of one tensor |
/// | `Datatype` | element types under their names in the Open Inference Protocol |
/// | `Slot` | the place of a request in an operator's book |
/// | `Release`, `Seed` | `name@version`; an unsigned 64-bit number as text |
///
/// ```
/// verification.body ──records──▶ request ──digests──▶ statement
/// ```
///
/// Invariants: no tensor is known here, only its digest; a digest is never taken over wire bytes, always over the JCS
/// form of a record. Source: docs/spec/receipt.md 1; RFC 8785.
package dev.credence.receipt.request;
