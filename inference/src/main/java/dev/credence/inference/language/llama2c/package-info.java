/// Models and vocabularies in the files of llama2.c, and how they become GGUF files.
///
/// | Type | Meaning |
/// |---|---|
/// | `Llama2cModel` | one model file: seven integers, then weights in a fixed order |
/// | `Llama2cVocabulary` | one tokenizer file: tokens with scores |
/// | `Llama2cConversion` | both, and what they do not say, become a `GgufWriter` |
///
/// Neighbours: `gguf` writes; `tokenizer` and `transformer` read what was written. Source: A. Karpathy, llama2.c, `run.c`,
/// `export.py` (version 0) and `tokenizer.py`.
///
/// Invariants: a file has exactly the bytes that its header demands; every weight is finite and fits in the type that is written.
package dev.credence.inference.language.llama2c;
