/// Doubt as exact integers, and the assumptions under which it holds.
///
/// | Type | Meaning |
/// |---|---|
/// | `MilliDecades` | md = −1000·log10 ε: added, counted, read as nines |
/// | `ConfidenceTerm` | one labelled bound with its assumptions and source |
/// | `AssumptionTable` | the dated table of what is taken for true |
/// | `Assumption` | one entry: base, floor, counting or condition |
/// | `Share` | a fraction of all owners |
///
/// Invariants: no floats; the table is an argument of every verification, so that a new break of something lowers old
/// receipts too. Source: docs/spec/receipt.md 6.3, docs/spec/assumptions.md.
package dev.credence.receipt.confidence;
