/// From a request to an answer: runs a model and names by digest what went in and what came out.
///
/// | Type | Meaning |
/// |---|---|
/// | `ServedModel` | a model that this operator holds, ready to run |
/// | `TensorRequest` | input tensors and the parameters that can change the answer; its digest is the request digest |
/// | `Answer` | output tensors, their record, and the trace of the execution |
/// | `RequestExecution` | the honest way from the one to the other |
///
/// Neighbours: `inference` executes, `receipt` defines the records; `commit` signs what comes out here.
///
/// Invariant: one model, request and profile give one answer and one trace on every machine.
package dev.credence.operator.execute;
