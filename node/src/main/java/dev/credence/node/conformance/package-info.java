/// Models held against recorded answers, in the folder layout of the ONNX backend tests, and how long they take.
///
/// | Type | Meaning |
/// |---|---|
/// | `CaseFolders` | the test cases under a folder |
/// | `DataSet` | the tensors of one `test_data_set_N` |
/// | `Tolerance` | how far a floating-point number may lie from the recorded one |
/// | `TensorComparison` | an output against its recorded one → `TensorDifference` |
/// | `CaseRunner` | a case → `CaseReport` with its `CaseOutcome` |
/// | `Latency` | the median of warm runs |
/// | `MadeUpInputs` | tensors for a model that comes without a data set |
///
/// Neighbours: `inference.onnx` reads models and tensors, `inference.execution` runs them, `node.cli` prints.
///
/// Invariants: a case that cannot be read fails and never stops the others; nothing counts as passed that was not compared with a
/// recorded output.
package dev.credence.node.conformance;
