package dev.credence.operator.commit;

import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.operator.execute.Answer;
import dev.credence.operator.execute.ServedModel;
import dev.credence.operator.execute.ModelRequest;
import dev.credence.operator.execute.TensorAnswer;
import dev.credence.operator.execute.TensorRecords;
import dev.credence.operator.execute.TensorRequest;
import dev.credence.operator.execute.TextAnswer;
import dev.credence.operator.execute.TextRequest;
import dev.credence.receipt.envelope.Envelope;
import dev.credence.receipt.request.EffectiveRequest;
import dev.credence.receipt.request.Usage;
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
    public record Asked(ModelRequest request, EffectiveRequest effective) {
        public static Asked of(ModelRequest request) {
            return new Asked(request, request.effective());
        }
    }

    /// Signs that `model` computed `answer` from the request.
    public Envelope issue(ServedModel model, Asked asked, Answer answer, Issuance issuance) {
        Issue issue = new Issue(
                identity.network(), identity.id(), issuance.receipt(), issuance.moment());
        Execution execution = new Execution(model.id(), model.manifest().profile(), identity.engine());
        Commitment commitment = new Commitment(
                asked.effective().digest(), answer.record().digest(), answer.trace().root(), fingerprint(answer));
        Charge charge = new Charge(usage(asked.request(), answer), issuance.priceMicroCredits());
        Statement statement = Statement.of(issue, execution, commitment, asked.request().parameters(), charge);
        return Envelope.sign(statement, identity.key());
    }

    private static Optional<Digest> fingerprint(Answer answer) {
        return switch (answer) {
            case TensorAnswer _ -> Optional.empty();
            case TextAnswer text -> Optional.of(Sha256.of(text.fingerprint()));
        };
    }

    private static Usage usage(ModelRequest request, Answer answer) {
        return switch (answer) {
            case TensorAnswer tensors when request instanceof TensorRequest asked ->
                new Usage.Elements(TensorRecords.elements(asked.inputs()), TensorRecords.elements(tensors.outputs()));
            case TextAnswer text when request instanceof TextRequest -> text.record().usage();
            case TensorAnswer _, TextAnswer _ -> throw new IllegalArgumentException("an answer of the request's kind expected");
        };
    }
}
