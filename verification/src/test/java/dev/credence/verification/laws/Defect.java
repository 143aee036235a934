package dev.credence.verification.laws;

import dev.credence.verification.Reason;
import dev.credence.verification.VerificationReport.Verdict;
import java.util.List;
import java.util.function.Consumer;

/// One way to spoil an honest receipt, and every reason that a verifier must give for it.
///
/// @param name    says what is wrong, and names the vector's folder
/// @param verdict what follows
/// @param reasons all reasons of all four verdicts, in their order; what merely follows from the first verdict
///                (`RECEIPT_NOT_AUTHENTIC`) is left out
/// @param spoil   the one change
public record Defect(String name, Verdict verdict, List<Reason> reasons, Consumer<ReceiptForge> spoil) {
    static Defect failed(String name, Reason reason, Consumer<ReceiptForge> spoil) {
        return new Defect(name, Verdict.FAILED, List.of(reason), spoil);
    }

    static Defect incomplete(String name, List<Reason> reasons, Consumer<ReceiptForge> spoil) {
        return new Defect(name, Verdict.INCOMPLETE, reasons, spoil);
    }

    static Defect good(String name, Consumer<ReceiptForge> shape) {
        return new Defect(name, Verdict.VERIFIED, List.of(), shape);
    }

    /// The case; all defects are of one network, so that the files of their vectors differ by the defect alone.
    public ForgedCase forge() {
        ReceiptForge forge = new ReceiptForge("vectors");
        spoil.accept(forge);
        return forge.forge();
    }

    @Override
    public String toString() {
        return name;
    }
}
