/// The report of a verification as JSON.
///
/// | Type | Meaning |
/// |---|---|
/// | `ReportJson` | every member of docs/spec/receipt.md section 8 |
///
/// Invariant: whatever a verdict depends on in the receipt shows in the report, so that two receipts with one report are
/// one receipt.
package dev.credence.verification.report;
