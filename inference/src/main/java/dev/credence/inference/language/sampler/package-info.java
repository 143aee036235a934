/// Chooses the next token from logits, so that everyone with the request chooses the same.
///
/// | Type | Meaning |
/// |---|---|
/// | `SamplingParameters` | what a request says about sampling, with its bounds |
/// | `SamplingKey` | the digest of everything that a draw depends on, and the draws made from it |
/// | `Candidates` | tokens in order, sorted only as far as somebody looks |
/// | `Sampler` | one choice's way through the stages: mask, bias, penalties, temperature, top-k, top-p, min-p, draw |
///
/// ```text
/// foundation.hash ──▶ sampler ◀── language (logits)
/// ```
///
/// Invariants: candidates have a total order (logit descending, id ascending); from the exponential on all arithmetic is in
/// integers; a draw depends on model, prompt, parameters, constraint, seed, choice and position, and on nothing else, neither
/// time nor user nor whether the answer is streamed. Rules: docs/spec/language.md, section 7.
package dev.credence.inference.language.sampler;
