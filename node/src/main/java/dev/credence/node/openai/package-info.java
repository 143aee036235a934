/// Answers of language models in the bodies and streams that OpenAI's clients read (docs/spec/text.md 5.3, 8, 9).
///
/// | Type | Meaning |
/// |---|---|
/// | `Api` | chat, completion, response |
/// | `AnswerHead` | what stands at the head of every body of one answer |
/// | `OpenAiRoutes`, `Models` | the endpoints |
/// | `TextCall`, `AnswerWriter`, `StreamedAnswer` | a request out of its body, its answer into its API's form |
/// | `ChatBody`, `CompletionBody`, `ResponseBody` | an answer's record → a whole body |
/// | `ChatStream`, `CompletionStream`, `ResponseStream` | deltas, then the record → events |
/// | `Chunks`, `Delivered` | what the first two share; how much of a choice has left |
///
/// Neighbours: `gateway` asks operators and hands over what they say; `http` writes the events.
///
/// Invariants: what a stream delivers joins to the record at its end, or it has no end; `finish_reason` is null until it is
/// known, never empty; nothing is written before the first delta.
package dev.credence.node.openai;
