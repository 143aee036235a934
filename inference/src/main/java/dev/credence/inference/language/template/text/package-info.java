/// Python's text: string methods where Java's differ, the two ways of formatting.
///
/// | Type | Meaning |
/// |---|---|
/// | `Strings` | strip, split, lines, replace, casing |
/// | `PercentFormat` | `format % values` |
/// | `BraceFormat`, `FormatSpec` | `str.format` |
///
/// Invariant: nothing here reads a locale.
package dev.credence.inference.language.template.text;
