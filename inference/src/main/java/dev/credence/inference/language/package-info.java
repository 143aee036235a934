/// Language models: what stands between a conversation and the numbers of a graph.
///
/// | Room | Meaning |
/// |---|---|
/// | `chat` | a request's content as a prompt, and what its answer may look like |
/// | `generation` | answers token by token, their text, traces and fingerprints; several at once |
/// | `grammar` | which bytes may come next in an answer that must fit a schema |
/// | `template` | a conversation as a prompt |
/// | `tokenizer` | a prompt as token ids, and back |
/// | `sampler` | logits as the next token |
/// | `llama2c` | files of llama2.c as GGUF files |
/// | `transformer` | token ids as logits |
///
/// Invariant: nothing here reads a clock, chance, a file or the network.
package dev.credence.inference.language;
