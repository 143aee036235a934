/// What a template can call: filters, tests, methods, functions, attribute access.
///
/// | Type | Meaning |
/// |---|---|
/// | `Runtime` | variables, clock and budget of one rendering; calls, filters and tests by name |
/// | `Access` | `object.name` and `object[key]` as the sandbox sees them |
/// | `Filters`, `Tests` | the names that Jinja2 knows |
/// | `Arguments` | the values at a call |
/// | `Invocable`, `Namespace` | what can be called; what can be changed |
///
/// Invariants: nothing reads a clock, chance or file; a filter of Jinja2 that is missing here is refused by name when it
/// is reached. Source: Jinja2 3.1; Hugging Face transformers for `tojson`, `raise_exception` and `strftime_now`.
package dev.credence.inference.language.template.library;
