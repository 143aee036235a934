/// The gateway's role: the Open Inference Protocol and receipts for callers, operators and ledger behind it.
///
/// | Type | Meaning |
/// |---|---|
/// | `GatewaySettings`, `GatewayNode` | the role: what it knows, started, stopped |
/// | `InferRoutes`, `ReceiptRoutes` | its endpoints |
/// | `InferCall` | a body of the protocol → what is to be executed, delivered and evidenced |
/// | `InferReplyWriter`, `TensorData` | an answer → a body of the protocol, JSON or binary |
/// | `ContentCoding` | compressed bodies, bounded |
/// | `EvidencePlan` | the cheapest evidence that meets a policy, or why none does |
/// | `OperatorDirectory` | which operators there are, healthy or not, and what they hold |
/// | `Dispatch` | sends a request to the least loaded operator, and checks what it sends back |
/// | `EvidencePipeline` | inclusion, draw, replays, executor's part, receipt |
/// | `ReceiptStore` | receipts by id, across restarts |
/// | `GatewayMetrics` | counts and times; no text of any request |
///
/// Neighbours: `hub` names models, `exchange` carries messages, `verification` judges what comes back.
///
/// Invariants: nothing that an operator sends is passed on unchecked; requests and answers are kept in memory until their plan
/// is complete and never on disk; evidence that does not verify is not attached, evidence that contradicts is.
package dev.credence.node.gateway;
