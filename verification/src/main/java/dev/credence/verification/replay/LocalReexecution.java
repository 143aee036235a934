package dev.credence.verification.replay;

import dev.credence.foundation.hash.Digest;
import dev.credence.receipt.confidence.AssumptionTable;
import dev.credence.receipt.statement.Statement;
import dev.credence.verification.Finding;
import dev.credence.verification.Reason;
import java.util.List;

/// What the reader's own re-execution gave: evidence of kind `local`, never in a file (docs/spec/receipt.md 3.7).
///
/// **Obligation**: the caller executed the request whose digest it names, on the model whose id it names, in the profile
/// that the statement names.
///
/// @param request digest of the effective request that was executed
public record LocalReexecution(Digest model, Digest request, Digest answer, Digest trace) {

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
        return new Finding.Supported(List.of(SameCode.term(assumptions)));
    }
}
