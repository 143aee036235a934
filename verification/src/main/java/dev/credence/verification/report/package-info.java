/// The report of a verification, for programs and for people.
///
/// | Type | Meaning |
/// |---|---|
/// | `ReportJson` | every member of docs/spec/receipt.md section 8 |
/// | `ReportText` | the same in lines for people |
/// | `Badge` | verdict, figure and what they stand on in one line |
/// | `Palette` | whether these lines have colours |
///
/// Invariant: whatever a verdict depends on in the receipt shows in the JSON, so that two receipts with one report are
/// one receipt.
package dev.credence.verification.report;
