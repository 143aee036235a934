/// The forward pass of decoder language models under `float-v1`: from token ids to logits.
///
/// | Type | Meaning |
/// |---|---|
/// | `LanguageModel` | shape and weights of one file, checked against each other; shared by all who run it |
/// | `ModelShape`, `Architecture` | the numbers of a model, and what its family does differently |
/// | `Matrix`, `LayerWeights` | stored weights, decoded where they are used |
/// | `Transformer` | runs token ids through the layers, in batches of any size with the same bits |
/// | `KeyValueCache` | keys and values of the positions so far |
/// | `Rope`, `RotationDigest` | rotations by position, and which they are |
/// | `LanguageKernels` | the inner loops; `ReferenceLanguageKernels` is the specification |
/// | `TextScore` | how likely a model finds a text, position by position |
/// | `LogProbabilities` | what logits say, in double precision |
///
/// ```text
/// gguf ──▶ transformer ──▶ numeric
///               ▲
///             kernel (fast twins of the loops)
/// ```
///
/// Invariants: a result depends on the file and the ids before it, never on batch size, threads, or what else the cache
/// holds. The order of every operation stands in docs/spec/language.md.
package dev.credence.inference.language.transformer;
