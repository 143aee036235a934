/// Answers of the OpenAI API as received, put together to the record whose digest is signed.
///
/// | Type | Meaning |
/// |---|---|
/// | `ReceivedText` | what an answer says, whichever form it came in |
/// | `WholeAnswerReader` | chat completions, completions and responses in one body |
/// | `EventLines` | server-sent events, split as every client splits them |
/// | `EventAnswerReader`, `ResponseEventReader` | the chunks of chats and completions; the events of the Responses API |
/// | `AnswerDraft`, `ChoiceDraft`, `AnswerTail` | an answer, one of its choices, and what stands beside them, while they are put together |
/// | `Blank` | members that no digest covers and that therefore hold nothing |
///
/// ```
/// body ──bytes──▶ received ──record──▶ receipt.request
/// ```
///
/// Invariant: what a client shows of an answer is in the record, or the answer is malformed. Source: docs/spec/text.md 5.3,
/// 5.4, 8; OpenAI API reference; WHATWG HTML 9.2.
package dev.credence.verification.received;
