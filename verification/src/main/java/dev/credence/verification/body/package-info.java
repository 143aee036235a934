/// API bodies as sent and received, reduced to what digests keep: no third-party JSON, no tensor library.
///
/// | Type | Meaning |
/// |---|---|
/// | `RequestBody` | a request as sent; what it asked of the gateway |
/// | `TensorRequestBody`, `Delivery` | an inference request: inputs, parameters that the caller named; how it wants the answer |
/// | `TextRequestBody`, `TextApi`, `TextDelivery` | a chat, completion or responses request: content, parameters that the caller named; how it wants the answer |
/// | `NamedParameters`, `TextEffective` | what the caller of a text named, and the parameters that follow |
/// | `AnswerBody` | an answer as received, and what it calls model and receipt |
/// | `TensorAnswerBody` | an inference response: outputs |
/// | `AnswerRules` | what a text shows of whether it is the one that was asked for |
/// | `TextAnswerBody` | a chat completion, completion or response, whole or as a stream of events (room `received`) |
/// | `BodyTensor` | a tensor in the bytes that are hashed, with its record |
///
/// Invariants: a number is rounded once, from its decimal text; JSON and binary data give one digest; every NaN is the
/// type's canonical one; a field of a request for text that is not honoured is refused by its name. Source: docs/spec/receipt.md
/// 1.1, 1.4; docs/spec/text.md 1, 2, 5, 8; KServe, Open Inference Protocol, REST; Triton, binary tensor
/// data extension.
package dev.credence.verification.body;
