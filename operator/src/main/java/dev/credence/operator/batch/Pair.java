package dev.credence.operator.batch;

import dev.credence.foundation.hash.Digest;
import dev.credence.receipt.request.Slot;

/// What the ledger is told of a statement.
public record Pair(Slot slot, Digest leaf) {}
