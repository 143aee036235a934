/// One question from a file to a verified answer: what `infer` and the first inference of `up` do.
///
/// | Type | Meaning |
/// |---|---|
/// | `Question` | model, input, policy |
/// | `Asking` | reads the input as the model's card says, asks, waits for what the policy requires, verifies |
/// | `Asked` | what was sent, what came, the receipt, the report, the answer in words |
/// | `ClockTime` | the time as a request names it |
/// | `EventLines` | server-sent events out of the bytes of a body that is not all there yet |
/// | `AnswerWords` | an answer's outputs as a person reads them |
///
/// Invariant: the hub's word is checked (digests, signature) before an input is read by its card.
package dev.credence.node.asking;
