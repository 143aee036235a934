/// What stands between a request of the text API and token ids: a conversation as a prompt, what the answer's text may look like, and
/// the calls of tools that stand in it.
///
/// | Type | Meaning |
/// |---|---|
/// | `TextModel` | a model file ready to answer: tokens, template, transformer; loaded once, shared by all |
/// | `TextInput` | the content of a request and the parameters that shape its prompt |
/// | `Prompt` | the ids, the constraint and the rules of calls that become of it |
/// | `Conversation` | messages as the template takes them |
/// | `ToolSet`, `ToolChoice` | the tools that a request brings, and which of them must be called |
/// | `CallSpelling` | how a family of templates writes a call |
/// | `CallReader`, `ToolCall` | calls found in an answer, as it grows |
/// | `OutputConstraint` | the automaton that an answer is sampled under, and its bytes in the sampling key |
/// | `TextRefusedException` | a request that is not answered: one sentence and the field |
///
/// ```text
/// content ──▶ chat ──▶ template, tokenizer, grammar
///              ▲
///          generation
/// ```
///
/// ```java
/// TextModel model = TextModel.of(file, kernels);                        // once
/// Prompt prompt = model.prompt(new TextInput(content, clock, "auto", true));
/// ```
///
/// Invariants: a prompt depends on file, content and parameters alone; content is read in its JCS form, so that every operator
/// sees the members in one order; what this build does not do is refused by the field's name. Specification: docs/spec/text.md, 3 and 4.
package dev.credence.inference.language.chat;
