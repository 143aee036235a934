package dev.credence.node.ledger;

import dev.credence.foundation.signature.SecretKey;
import dev.credence.settlement.genesis.Genesis;

/// Who a ledger is: its genesis, the log's key and the seals' secrets, which must belong together.
public record LedgerIdentity(Genesis genesis, SecretKey logKey, SealSecrets secrets) {
    public LedgerIdentity {
        if (!genesis.logKey().equals(logKey.publicKey()) || !genesis.next().equals(secrets.commitment(1))) {
            throw new IllegalArgumentException("the log's key and the seals' secrets are not those of the genesis");
        }
    }
}
