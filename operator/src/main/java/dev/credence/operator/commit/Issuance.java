package dev.credence.operator.commit;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.receipt.statement.Moment;

/// What stands in a statement besides request, answer and model.
///
/// @param receipt           16 bytes, allocated before execution
/// @param moment            the height that was asked for, the ledger's at issue, and the time
/// @param priceMicroCredits what the answer costs
public record Issuance(Bytes receipt, Moment moment, long priceMicroCredits) {}
