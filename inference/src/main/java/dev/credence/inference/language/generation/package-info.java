/// Answers of language models, token by token, and what stands behind them: trace and fingerprint.
///
/// | Type | Meaning |
/// |---|---|
/// | `GenerationRequest`, `AnswerRules` | a prompt, how tokens are chosen, where an answer ends, and ids that somebody says it has |
/// | `Generation` | one request on its way; stepped by a loop, or run alone |
/// | `GenerationLoop` | several of them on one transformer: one batch a step for all |
/// | `PromptCache` | keys, values and trace entries of recent sequences, by their ids |
/// | `GenerationListener`, `Piece` | what is told while an answer grows: text that may leave, ids, calls, log-probabilities |
/// | `GeneratedAnswer`, `GeneratedChoice` | the whole answer, its trace, its fingerprint |
/// | `PromptRun`, `ChoiceRun` | the positions of a prompt, and of one choice |
/// | `AnswerText`, `StopFilter` | bytes become text that can no longer change |
/// | `TraceLog`, `EntryJobs`, `ChunkList` | trace entries of positions; rows that wait to be hashed, and their chunks in groups |
/// | `Sketch` | the fingerprint |
///
/// ```text
/// chat ──▶ generation ──▶ transformer, sampler, trace
/// ```
///
/// ```java
/// Prompt prompt = model.prompt(new TextInput(content, clock, toolChoice, parallel));
/// GenerationRequest request = new GenerationRequest(prompt, modelId, sampling, new AnswerRules(n, maxTokens, stop, logprobs), List.of());
/// Generation generation = new Generation(model, request, cache, listener);
/// loop.submit(generation);      // loop.step() until it returns false, by one thread; the listener hears
/// ```
///
/// Invariants: an answer, its trace and its fingerprint depend on file and request alone: not on batches, threads, what else runs, cached
/// prompts, or told ids. No clock, no thread of its own. Specification: docs/spec/text.md, 4, 6 and 7.
package dev.credence.inference.language.generation;
