/// A conversation with a model whose every answer is verified by this side.
///
/// | Type | Meaning |
/// |---|---|
/// | `Conversation` | what was said so far, and the next request |
/// | `ChatTurn` | one answer with its receipt and the report over it |
/// | `Chatting` | sends a request, shows the text while it comes, waits for the evidence, verifies |
///
/// Invariants: a request names nonce, seed, clock and height, so that its receipt is bound to them; what is verified are the
/// bytes that were sent and received; text that is shown while it comes is nobody's word until the badge stands under it.
package dev.credence.node.chat;
