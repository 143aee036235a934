/// Chat templates: a sandboxed Jinja2 engine, equal to Python's on what published models ship, refusing the rest by name.
///
/// | Type | Meaning |
/// |---|---|
/// | `ChatTemplate` | a template, parsed once, rendered often |
/// | `PromptInput` | the conversation, tools, tokens and time |
/// | `guard` | refusals, limits |
/// | `syntax`, `render` | text → tree → prompt |
/// | `value`, `text`, `library` | Python's values, its text, what a template can call |
///
/// ```
/// template ──syntax──▶ tree ──render──▶ prompt
///                              │
///                        library ── text ── value ── guard
/// ```
///
/// Invariants: no clock, no chance, no file; a prompt depends on template and input alone; whatever a template does ends
/// within its limits. Specification: docs/spec/template.md.
package dev.credence.inference.language.template;
