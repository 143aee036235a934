/// What the roles of a network say to one another over HTTP, and the clients that say it.
///
/// | Type | Meaning |
/// |---|---|
/// | `TensorFrame` | JSON header and raw tensors in one body: u32 length ‖ header ‖ little-endian tensors |
/// | `ExecuteCall`, `ExecuteReply` | gateway → operator: run this; operator → gateway: the answer and its envelope |
/// | `GenerateCall`, `GenerateStream`, `GenerateEvent` | gateway → operator: answer this in text; operator → gateway: what is said while it comes, at last the envelope |
/// | `Work` | a request, and of a text the tokens that somebody says were sampled |
/// | `ReplayCall` | gateway → drawn operator: run this again, at your place |
/// | `EvidenceCall` | gateway → executor: everybody has spoken, sign your keyed roots |
/// | `ProveCall`, `ProofState` | gateway → operator: prove this statement; operator → gateway: how far it is |
/// | `LoggedJson` | inclusion and collateral as a message carries them |
/// | `OperatorClient`, `LedgerClient`, `CosignerClient` | the other side, with time limits |
/// | `RemoteException` | the other side's refusal: status, code, sentence |
///
/// Invariant: what comes back is data to be checked by the caller; a client only says that it has the right form.
package dev.credence.node.exchange;
