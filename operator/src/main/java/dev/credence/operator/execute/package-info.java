/// From a request to an answer: runs a model and names by digest what went in and what came out.
///
/// | Type | Meaning |
/// |---|---|
/// | `ServedModel`, `TensorModel` | a model that this operator holds, ready to run |
/// | `ModelRequest`: `TensorRequest`, `TextRequest` | content and the parameters that can change the answer; its digest is the request digest |
/// | `Answer`: `TensorAnswer`, `TextAnswer` | what came out, its record, and the trace of the execution |
/// | `RequestExecution` | the honest way from tensors to tensors |
///
/// Neighbours: `inference` executes, `receipt` defines the records; `commit` signs what comes out here.
///
/// Invariant: one model, request and profile give one answer and one trace on every machine.
package dev.credence.operator.execute;
