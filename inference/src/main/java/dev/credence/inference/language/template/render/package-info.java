/// A syntax tree and variables as text.
///
/// | Type | Meaning |
/// |---|---|
/// | `Renderer` | the door: a template that is parsed and checked, and its renderings |
/// | `Scopes`, `Scope`, `ScopeFinder` | what each name means, found before anything runs |
/// | `Frame` | a scope while it runs |
/// | `Evaluator`, `Executor`, `LoopRunner` | expressions, statements, loops |
/// | `MacroFunction`, `LoopObject` | macros and the variable `loop` |
///
/// ```
/// Body ──Scopes──▶ Scope ──Frame──▶ Executor ⇄ Evaluator ──▶ text
/// ```
///
/// Invariants: a rendering changes nothing but its own frames and namespaces; every statement and expression costs a
/// step and a level of depth. Source: Jinja2 3.1, `idtracking.py`, `compiler.py`, `runtime.py`.
package dev.credence.inference.language.template.render;
