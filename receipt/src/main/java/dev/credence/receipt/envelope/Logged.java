package dev.credence.receipt.envelope;

import dev.credence.foundation.bytes.Bytes;

/// Everything that the log adds to a receipt: inclusion and collateral stand together or not at all.
///
/// @param operatorsList the text of the operators' list whose digest the `operators` entry holds
public record Logged(Inclusion inclusion, String operatorsList) {
    /// The list's bytes, which are hashed.
    public Bytes operatorsListBytes() {
        return Bytes.ofUtf8(operatorsList);
    }
}
