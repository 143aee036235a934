/// Whole-process measurements of the ledger: `LedgerThroughput` and `LedgerRestart`, each with a `main` of its own.
package dev.credence.benchmarks.ledger;
