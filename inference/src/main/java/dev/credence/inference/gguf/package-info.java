/// Reads and writes GGUF files, the container of quantised language models: a bounded reader and a writer of our own.
///
/// | Type | Meaning |
/// |---|---|
/// | `GgufFile` | the metadata and the tensors of one file, over memory that the caller mapped |
/// | `GgufReader` | bytes become a checked `GgufFile` |
/// | `GgufMetadata`, `GgufValue` | keys and their typed values |
/// | `GgufTensor` | one tensor: name, element type, dimensions, its bytes |
/// | `GgufType` | how elements are stored: block size in elements and in bytes |
/// | `Dequantisation` | stored blocks become the single-precision numbers that they stand for; the specification |
/// | `GgufDigests` | what names a file's header and its weights |
/// | `GgufWriter` | keys and tensors become the bytes of a file, given to a sink |
/// | `Quantisation` | single-precision numbers become stored blocks |
/// | `FiniteCheck` | whether every weight is a number |
/// | `KBlocks` | the same for blocks of 256 with scales of their own |
///
/// ```text
/// node (maps the file) ──▶ gguf ──▶ language ──▶ kernel
/// ```
///
/// Invariants: every length, count and offset is compared with the bytes that are there before it is used; no allocation
/// is larger than a small multiple of the bytes read; tensors are never copied, so that a file may be larger than the
/// heap; every defect is one `MalformedException` with its place, an element type that we do not decode a `RefusedException`.
/// Source: ggml-org, docs/gguf.md, version 3.
package dev.credence.inference.gguf;
