package dev.credence.operator.commit;

import dev.credence.operator.execute.Answer;
import dev.credence.operator.execute.ServedModel;
import dev.credence.operator.execute.TensorRecords;
import dev.credence.operator.execute.TensorRequest;
import dev.credence.receipt.envelope.Envelope;
import dev.credence.receipt.request.EffectiveRequest;
import dev.credence.receipt.statement.Charge;
import dev.credence.receipt.statement.Commitment;
import dev.credence.receipt.statement.Execution;
import dev.credence.receipt.statement.Issue;
import dev.credence.receipt.statement.Statement;
import java.util.Optional;

/// Writes and signs statements.
///
/// **Obligation**: the caller has taken the request's slot in its book, and makes the slot durable before the envelope leaves.
public final class StatementIssuer {
    private final OperatorIdentity identity;

    public StatementIssuer(OperatorIdentity identity) {
        this.identity = identity;
    }

    /// A request with its digests, computed once.
    public record Asked(TensorRequest request, EffectiveRequest effective) {
        public static Asked of(TensorRequest request) {
            return new Asked(request, request.effective());
        }
    }

    /// Signs that `model` computed `answer` from the request.
    public Envelope issue(ServedModel model, Asked asked, Answer answer, Issuance issuance) {
        Issue issue = new Issue(
                identity.network(), identity.id(), issuance.receipt(), issuance.moment());
        Execution execution = new Execution(model.id(), model.manifest().profile(), identity.engine());
        Commitment commitment = new Commitment(
                asked.effective().digest(), answer.record().digest(), answer.trace().root(), Optional.empty());
        Charge charge = new Charge(
                TensorRecords.elements(asked.request().inputs()),
                TensorRecords.elements(answer.outputs()),
                issuance.priceMicroCredits());
        Statement statement = Statement.of(issue, execution, commitment, asked.request().parameters(), charge);
        return Envelope.sign(statement, identity.key());
    }
}
