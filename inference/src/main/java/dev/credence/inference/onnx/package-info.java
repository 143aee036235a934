/// Reads ONNX files, by a small bounded reader of our own.
///
/// | Type | Meaning |
/// |---|---|
/// | `OnnxImport` | a model file becomes a checked `Graph` |
/// | `OnnxTensor` | a tensor in a file of its own, as in the backend tests |
/// | `OnnxLimits` | what a file may hold at most |
/// | `ExternalData` | whoever gives the bytes that a model keeps in other files |
///
/// Invariants: no allocation is larger than a small multiple of the bytes read; a name never becomes a path here; every
/// defect is a `MalformedException` with its place, every part that we do not have a `RefusedException`.
package dev.credence.inference.onnx;
