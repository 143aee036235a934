/// What was asked and what was answered, reduced to what a digest keeps.
///
/// | Type | Meaning |
/// |---|---|
/// | `EffectiveRequest` | content and parameters as executed, and their digest |
/// | `Content` | what was asked: tensors, or the JSON of messages or a prompt |
/// | `Parameters`: `TensorParameters`, `TextParameters` | everything besides the content that can change the answer |
/// | `SamplingRules`, `Penalties`, `LogitBias`, `AnswerForm`, `ToolChoice` | the parts of a text's parameters |
/// | `Decimal`, `Range`, `ClockText` | one spelling of numbers with fractions and of local times |
/// | `AnswerRecord`: `TensorAnswerRecord`, `TextAnswerRecord` | what was answered, and its digest |
/// | `Usage` | what was metered: elements or tokens |
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
/// form of a record. Source: docs/spec/receipt.md 1, docs/spec/text.md 1, 2 and 5; RFC 8785.
package dev.credence.receipt.request;
