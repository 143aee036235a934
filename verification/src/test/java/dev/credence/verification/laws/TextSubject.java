package dev.credence.verification.laws;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Sha256;
import dev.credence.receipt.request.EffectiveRequest;
import dev.credence.receipt.request.Release;
import dev.credence.receipt.request.TextAnswerRecord;
import dev.credence.receipt.request.TextParameters;
import dev.credence.receipt.statement.Charge;
import dev.credence.receipt.statement.Commitment;
import dev.credence.receipt.statement.Execution;
import dev.credence.receipt.statement.Issue;
import dev.credence.receipt.statement.Statement;
import dev.credence.verification.body.TextAnswerBody;
import dev.credence.verification.body.TextEffective;
import dev.credence.verification.body.TextRequestBody;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What a forged statement about text says, from the exchange as it was executed.
///
/// @param parameters changed before the operator signs
public record TextSubject(TextExchange exchange, UnaryOperator<TextParameters> parameters) {
    /// Stands for the sketch of the activations.
    public static final Bytes SKETCH = Bytes.ofUtf8("a sketch of activations");

    /// @param request as executed
    /// @param answer  as given
    Statement statement(Issue issue, Execution execution, Commitment trace, String request, String answer) throws MalformedException {
        TextRequestBody asked = TextRequestBody.decode(Bytes.ofUtf8(request));
        TextAnswerRecord record = TextAnswerBody.decode(Bytes.ofUtf8(answer)).record();
        TextParameters.Drawn drawn = new TextParameters.Drawn(Bytes.wrap(new byte[16]), 1, "2026-01-01T00:00:00");
        TextParameters executed = parameters.apply(TextEffective.of(asked, execution.model(), new Release("smol", "1"), drawn));
        Commitment commitment = new Commitment(
                new EffectiveRequest(asked.content(), executed).digest(), record.digest(), trace.trace(), Optional.of(Sha256.of(SKETCH)));
        return Statement.of(issue, execution, commitment, executed, new Charge(record.usage(), 250));
    }
}
