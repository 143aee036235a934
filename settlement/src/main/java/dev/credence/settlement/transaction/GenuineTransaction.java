package dev.credence.settlement.transaction;

import java.util.Optional;

/// A transaction that every signer has signed; there is none without that check, so that nobody has to make it twice.
public final class GenuineTransaction {
    private final SignedTransaction signed;

    private GenuineTransaction(SignedTransaction signed) {
        this.signed = signed;
    }

    /// Checks the signatures; empty if one does not hold.
    public static Optional<GenuineTransaction> of(SignedTransaction signed) {
        return signed.isGenuine() ? Optional.of(new GenuineTransaction(signed)) : Optional.empty();
    }

    public SignedTransaction signed() {
        return signed;
    }
}
