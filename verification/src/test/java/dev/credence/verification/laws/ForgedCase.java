package dev.credence.verification.laws;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.receipt.envelope.ReceiptFile;
import dev.credence.verification.ReceiptVerifier;
import dev.credence.verification.VerificationInput;
import dev.credence.verification.VerificationInput.Exhibit;
import dev.credence.verification.VerificationInput.Standard;
import dev.credence.verification.VerificationReport;

/// What a forge built, ready to be verified.
///
/// @param file the receipt before the last change to its bytes
public record ForgedCase(ReceiptFile file, Exhibit exhibit, Standard standard) {
    public VerificationReport verify() {
        return ReceiptVerifier.verify(new VerificationInput(exhibit, standard));
    }

    /// The same case with other receipt bytes.
    public ForgedCase withReceipt(Bytes receipt) {
        return new ForgedCase(file, new Exhibit(receipt, exhibit.request(), exhibit.answer(), exhibit.local(), exhibit.code()), standard);
    }
}
