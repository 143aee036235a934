/// Language models that answer requests, several at once, each model on a thread of its own.
///
/// | Type | Meaning |
/// |---|---|
/// | `LanguageHost` | the models of one process, their loops and threads |
/// | `TextExecutor`, `TextLoader` | a model ready to answer, and whoever makes it so |
/// | `TextProgress` | who hears of an answer while it comes to be, and may stop it |
/// | `LanguageExecutor` | bounded places, memory and time around the loop that steps all answers of a model together |
/// | `Hearing` | from the thread that steps to the one that waits |
/// | `AnswerWriter`, `LogProbabilitiesJson`, `RequestTerms` | requests and answers between `receipt`'s records and `inference`'s types |
///
/// Neighbours: `inference.language` computes; `operator` signs what comes out, `reexecution` compares it.
///
/// Invariants: whatever runs beside it, an answer depends on model and request alone; who goes away frees the place at the next token; nothing here
/// knows a key.
package dev.credence.node.generation;
