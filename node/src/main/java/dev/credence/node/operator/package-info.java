/// The operator's role: HTTP, model copies, execution threads, the durable slot book, the way to the ledger.
///
/// | Type | Meaning |
/// |---|---|
/// | `OperatorSettings` | what one operator is and how much it takes on |
/// | `OperatorNode` | the role: started, stopped |
/// | `OperatorRoutes` | its endpoints |
/// | `OperatorMetrics` | counts and times; no text of any request |
/// | `OperatorService` | executes, signs, replays, reveals |
/// | `SigningDesk` | a slot is taken, a statement signed, both durable |
/// | `TextWork`, `SegmentSigner`, `LanguageServed` | answers in text: heard while they come, signed behind their end |
/// | `ReplayCache` | what was said of statements that were re-executed, each once |
/// | `ModelShelf` | verified copies of models, used without the hub |
/// | `ProvingPool` | proofs by leaf: one at a time behind a bounded queue, kept until they are fetched or old |
/// | `ExecutionPool` | bounded threads and a bounded queue |
/// | `SlotJournal` | slots and leaves on disk before a statement leaves |
/// | `LeafSender` | batches on their way to the ledger, until they are acknowledged |
/// | `Registration` | registers the operator and keeps it active |
///
/// Neighbours: module `operator` does the thinking; `exchange` holds the messages.
///
/// Invariants: a slot is in the journal before the statement leaves; a leaf stays there until the ledger has it; execution
/// never runs on the threads that serve sockets.
package dev.credence.node.operator;
