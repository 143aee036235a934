/// Networks in integers: the arithmetic profile `int8-v1`, which is at once what operators execute and what the proof system proves.
///
/// | Type | Meaning |
/// |---|---|
/// | `IntegerProgram`, `IntegerOp` | operations over flat byte tensors, with their bytes and digest |
/// | `IntegerTensor`, `IntegerRange` | how many elements, which values, which of them means zero |
/// | `Gather`, `PlaneWindow`, `PlaneAxis` | which input stands under which weight: shared by interpreter, prover and verifier |
/// | `Rescale`, `Digits`, `RescaleChoice` | the only rounding; balanced digits of biases and multipliers; the cheapest of them |
/// | `LinearWeights`, `WeightsCodec` | the numbers of the linear operations and their bytes |
/// | `AccumulatorBounds` | how large anything can become, from shapes and types alone |
/// | `InputRule`, `OutputRule` | from a request's floats to integers and back; outside the proof |
/// | `IntegerModel`, `IntegerInterpreter`, `IntegerWitness` | program and weights, one row's execution, all that it computed |
/// | `IntegerExecutor` | answers requests of many rows, with their trace |
/// | `IntegerKernels` | the inner loop; `ReferenceIntegerKernels` is the specification |
///
/// ```
/// op (kernels of float-v1, for softmax alone)   tensor   trace   graph (refusals)
///                        └───────────┬─────────────┴───────┘
///                                 integer ──▶ verification.circuit (another module) reads it
/// ```
///
/// Invariants: no floating point between `InputRule` and `OutputRule`; a model that exists cannot overflow. Specification:
/// docs/spec/int8-v1.md.
package dev.credence.inference.integer;
