/// What keeps a template from a stranger harmless: refusals as values, bounds on steps, depth and size.
///
/// | Type | Meaning |
/// |---|---|
/// | `TemplateException` | why there is no prompt: one sentence, its kind, the template's line |
/// | `TemplateLimits` | the bounds of one rendering |
/// | `Budget` | what a rendering has used of them |
///
/// Invariant: whatever grows with a template's data spends from the `Budget` before memory or time is used.
package dev.credence.inference.language.template.guard;
