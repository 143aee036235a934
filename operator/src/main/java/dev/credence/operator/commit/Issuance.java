package dev.credence.operator.commit;

import dev.credence.foundation.bytes.Bytes;

/// What stands in a statement besides request, answer and model.
///
/// @param receipt           16 bytes, allocated before execution
/// @param height            the ledger's height at issue
/// @param issuedMillis      since 1970 UTC
/// @param priceMicroCredits what the answer costs
public record Issuance(Bytes receipt, long height, long issuedMillis, long priceMicroCredits) {}
