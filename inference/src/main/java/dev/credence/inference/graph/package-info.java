/// Model graphs: what a model file says, checked, immutable, and independent of the file's format.
///
/// | Type | Meaning |
/// |---|---|
/// | `Graph` | inputs, outputs, constants and nodes in an order in which they can run |
/// | `Node`, `Attribute` | one application of an operation, and its constants |
/// | `Value`, `ValueType`, `Dimension` | what the model declares of an input or output |
/// | `GraphCheck` | single assignment, definition before use, hence no cycle |
/// | `GraphDigest` | the digest of the computation without its weights |
/// | `WeightRoot` | the Merkle root over the weights |
/// | `Refusal`, `RefusedException` | why a well-formed model or a request to it is not executed |
///
/// ```
/// onnx ──▶ graph ◀── op ◀── execution
///            │
///          tensor
/// ```
///
/// Invariant: equal graph digest, weight root and profile mean the same function, bit for bit.
package dev.credence.inference.graph;
