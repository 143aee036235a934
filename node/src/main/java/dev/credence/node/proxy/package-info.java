/// A local OpenAI-compatible endpoint that lets nothing through which does not meet its policy.
///
/// | Type | Meaning |
/// |---|---|
/// | `ProxyNode` | listens on this machine, for clients that know nothing of receipts |
/// | `ProxySettings` | gateway, trust, policy, patience, where receipts are kept |
/// | `BoundBody` | a client's body with what binds a receipt to it |
/// | `ProvenAnswer` | an answer whose receipt this machine has verified |
/// | `Asker` | asks, waits for the evidence, verifies; once more if it does not hold |
/// | `SegmentedReply` | a stream that leaves segment by segment |
///
/// ```
/// client ──▶ proxy ──BoundBody──▶ gateway (not trusted) ──answer, receipt──▶ verification ──only if verified──▶ client
/// ```
///
/// Invariants: fails closed, with a typed error; what is verified is what was sent and received; a streamed answer leaves
/// when it is verified, or, where the client asks for segments, when an operator that a verified receipt lists has signed
/// for it, and its end only behind the verified receipt.
package dev.credence.node.proxy;
