/// Tensors: element type, shape, storage, and the bytes and digests that stand for them outside this machine.
///
/// | Type | Meaning |
/// |---|---|
/// | `ElementType` | what the elements are, in ONNX's and the Open Inference Protocol's words |
/// | `Shape` | dimensions whose product fits one Java array |
/// | `Tensor` | an immutable array of elements in row-major order |
/// | `Storage` | which Java array holds which element type |
/// | `CanonicalBytes` | little-endian bytes with one NaN, and back |
/// | `TensorRoot` | the Merkle root that names a tensor in traces and weight roots |
/// | `ChunkHasher`, `SerialChunkHasher` | hashes of chunks of rows, the leaves of that tree |
/// | `RowRoots` | that root for a row of single-precision numbers, from its chunks' hashes |
/// | `PackedTree` | RFC 6962 roots over hashes packed into one array |
///
/// Neighbours: `graph`, `op`, `trace` stand on this room; it stands on `foundation` alone.
///
/// Invariant: two tensors of one type and shape have equal roots exactly if their elements are equal, all NaNs counting
/// as one and −0 differing from +0.
package dev.credence.inference.tensor;
