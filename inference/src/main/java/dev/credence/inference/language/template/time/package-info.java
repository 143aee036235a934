/// The time that a template is told.
///
/// | Type | Meaning |
/// |---|---|
/// | `Moment` | a local time without a zone, a field of the request |
/// | `TimeFormat` | `strftime` in the C locale |
///
/// Invariant: nothing here reads a clock, a zone or a locale.
package dev.credence.inference.language.template.time;
