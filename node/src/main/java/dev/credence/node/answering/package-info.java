/// What the surfaces of a gateway that speak of text ask it for, without knowing how it is done.
///
/// | Type | Meaning |
/// |---|---|
/// | `TextService` | a request becomes an answer with a receipt |
/// | `TextAsk`, `Wanted` | the request, and what is wanted besides the answer |
/// | `TextListener`, `TextDelta` | the answer while it comes to be |
/// | `TextAnswered` | the whole answer |
/// | `TextMeter` | tokens and times, for `/metrics` |
/// | `ReceiptWords` | what callers are told of a receipt, for tensors too |
///
/// Neighbours: `openai` reads bodies and writes replies around it, `gateway` does the work.
///
/// Invariant: what leaves through the listener is a beginning of what is signed in the end, or the asking fails.
package dev.credence.node.answering;
