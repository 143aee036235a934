/// API bodies as sent and received, reduced to what digests keep: no third-party JSON, no tensor library.
///
/// | Type | Meaning |
/// |---|---|
/// | `RequestBody` | an inference request: inputs, parameters that the caller named, what it asked of the gateway |
/// | `Delivery` | how the caller wants the answer delivered: names, order, JSON or binary |
/// | `AnswerBody` | an inference response: outputs, and what it calls model and receipt |
/// | `BodyTensor` | a tensor in the bytes that are hashed, with its record |
///
/// Invariants: a number is rounded once, from its decimal text; JSON and binary data give one digest; every NaN is the
/// type's canonical one. Source: docs/spec/receipt.md 1.1, 1.4; KServe, Open Inference Protocol, REST; Triton, binary tensor
/// data extension.
package dev.credence.verification.body;
