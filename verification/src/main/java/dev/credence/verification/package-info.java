/// The front door of verification: one pure function from a receipt and a standard to a report.
///
/// | Type | Meaning |
/// |---|---|
/// | `ReceiptVerifier` | the function |
/// | `VerificationInput` | what is judged, and by what |
/// | `VerificationReport` | four verdicts, evidence, confidence, disclosures |
/// | `Judgement`, `Cause`, `Reason` | a verdict, and why it did not pass |
/// | `Finding`, `EvidenceFinding` | the outcome of checking one piece of evidence |
/// | `VerifiedReceipt` | a receipt all of whose verdicts passed; made here only |
///
/// ```
/// receipt, request, answer ─┐
/// trust, table, policy, time ┴─▶ ReceiptVerifier ─▶ report ─▶ report.ReportJson, settlement
///        inclusion · replay · appraisal · body
/// ```
///
/// Invariants: no clock, network, file, random source or environment; never an exception on what came from outside; what
/// was not checked never counts as passed; evidence that is present is always checked.
/// Source: docs/spec/receipt.md section 7.
package dev.credence.verification;
