/// Fast twins of the reference kernels, equal to them bit for bit.
///
/// | Type | Meaning |
/// |---|---|
/// | `KernelChoice` | the kernels of this process and the reason for them; the door to this room |
/// | `Workers` | a fixed number of threads that compute disjoint outputs |
/// | `StartupCheck` | a digest of a small fixed set of results, by which a process sees that its arithmetic is the profile's |
/// | `VectorKernels` | the engine on the vector API |
/// | `ChainPanel` | chains side by side: the one loop under convolution and matrix product |
/// | `ConvLayout` | how padded input lies so that neighbouring outputs read neighbouring floats |
/// | `VectorRows` | dot products and sums of 16 virtual lanes |
/// | `VectorMath` | exp, log, tanh, erf and their compositions on vectors |
/// | `LanguageKernelChoice` | the loops of language models of this process, and the reason for them |
/// | `Crew` | threads that stay awake between many short loops |
/// | `PartCounter` | hands out the parts of one divided loop, and keeps the first failure |
/// | `VectorLanguageKernels` | products with stored weights, norms, gates and attention on the vector API |
/// | `StoredRows`, `StoredFifths`, `StoredKBlocks` | stored rows decoded in vectors |
/// | `RowDots`, `RowPairs`, `RowQuads`, `RowBlocks`, `Nibbles`, `Halves` | one row of activations with stored rows, decoded on the way |
/// | `TokenTiles` | many rows of activations with a panel of decoded rows |
/// | `VectorAttention`, `FourHeads` | attention of one position, for one head or four that share their keys |
/// | `WarmingChunkHasher`, `VectorChunkHasher` | leaves of a trace's tensors hashed one by one, and sixteen at once after some trials |
/// | `ChunkWords`, `Sha256Lanes` | their words side by side; SHA-256 of sixteen messages, one a lane |
/// | `LaneTrees` | the trees over the lanes of 16 dot products at once |
///
/// ```text
/// numeric ◀── op ◀── kernel ──▶ jdk.incubator.vector (only where the boot layer has it)
/// ```
///
/// Invariants: lanes and threads are spread over outputs, never over a reduction, but for the 16 virtual lanes; no
/// reduction or transcendental of the vector library; only `KernelChoice` names `VectorKernels`, and by a string.
package dev.credence.inference.kernel;
