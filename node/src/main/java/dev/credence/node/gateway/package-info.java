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
/// | `TextGateway`, `TextDispatch` | the same for text: the answer is passed on while it comes |
/// | `TextCheck`, `Streamed` | what was said, held against what is signed |
/// | `Fulfilment` | what a caller wants besides the answer: planned, bought, waited for |
/// | `EvidencePipeline` | inclusion, draw, replays, executor's part, receipt |
/// | `Provable` | whether an answer can be proved, and what could be asked instead |
/// | `ProofRound`, `ProofCheck` | asks for a proof, and holds it against the statement |
/// | `ReceiptStore`, `ReceiptSegments`, `LargeReceipts`, `Retention` | receipts by id, durable before anybody hears of them, deleted when they are old |
/// | `PlanStore` | evidence that was promised and is not bought yet, so that a new start goes on with it |
/// | `OpenApi`, `OpenApiBodies` | `/openapi.json`: the table of routes, with schemas of the main bodies |
/// | `GatewayMetrics` | counts and times; no text of any request |
///
/// Neighbours: `hub` names models, `exchange` carries messages, `verification` judges what comes back.
///
/// Invariants: nothing that an operator sends is passed on unchecked; no answer is ever on disk, and a
/// request, with the token ids of a text, only while evidence is being bought for it; what was answered has a durable receipt and a durable plan; evidence that does not verify is not attached, evidence that contradicts is.
package dev.credence.node.gateway;
