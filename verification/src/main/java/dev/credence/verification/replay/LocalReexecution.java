package dev.credence.verification.replay;

import dev.credence.foundation.hash.Digest;
import dev.credence.receipt.confidence.AssumptionTable;
import dev.credence.receipt.statement.Statement;
import dev.credence.verification.Finding;
import dev.credence.verification.Reason;
import java.util.List;
import java.util.Optional;

/// What the reader's own re-execution gave: evidence of kind `local`, never in a file (docs/spec/receipt.md 3.7).
///
/// **Obligation**: the caller executed the request whose digest it names, on the model whose id it names, in the profile
/// that the statement names.
///
/// @param request     digest of the effective request that was executed
/// @param fingerprint digest of the sketch of this execution's activations, where one was taken
public record LocalReexecution(Digest model, Digest request, Digest answer, Digest trace, Optional<Digest> fingerprint) {
    /// A re-execution of which no sketch was taken.
    public LocalReexecution(Digest model, Digest request, Digest answer, Digest trace) {
        this(model, request, answer, trace, Optional.empty());
    }

    /// The same with its sketch.
    public LocalReexecution with(Digest sketch) {
        return new LocalReexecution(model, request, answer, trace, Optional.of(sketch));
    }

    /// Compares with the statement. No draw and no owners: the same-code term stands alone.
    public Finding judge(Statement statement, AssumptionTable assumptions) {
        if (!model.equals(statement.execution().model())) {
            return Finding.pending(Reason.LOCAL_NOT_COMPARABLE, "of model " + model.hex());
        }
        if (!request.equals(statement.commitment().request())) {
            return Finding.pending(Reason.LOCAL_NOT_COMPARABLE, "of request " + request.hex());
        }
        if (!answer.equals(statement.commitment().answer())) {
            return Finding.refuted(Reason.LOCAL_DISAGREES, "another answer, " + answer.hex());
        }
        if (!trace.equals(statement.commitment().trace())) {
            return Finding.refuted(Reason.LOCAL_DISAGREES, "another trace, " + trace.hex());
        }
        Optional<Digest> stated = statement.commitment().fingerprint();
        if (fingerprint.isPresent() && stated.isPresent() && !fingerprint.equals(stated)) {
            return Finding.refuted(Reason.FINGERPRINT_DISAGREES, "another sketch, " + fingerprint.get().hex());
        }
        return new Finding.Supported(List.of(SameCode.term(assumptions)));
    }

    /// Compares the statement's sketch, of which the reader has the bytes, with this execution's. Equal ones add no term: that the trace is
    /// the same says more.
    public Finding judgeFingerprint(Statement statement) {
        boolean comparable = model.equals(statement.execution().model()) && request.equals(statement.commitment().request());
        if (!comparable || fingerprint.isEmpty()) {
            return Finding.pending(Reason.FINGERPRINT_NOT_COMPARED, "");
        }
        return fingerprint.equals(statement.commitment().fingerprint())
                ? new Finding.Supported(List.of())
                : Finding.refuted(Reason.FINGERPRINT_DISAGREES, "another sketch, " + fingerprint.get().hex());
    }
}
