package dev.credence.operator.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.signature.SecretKey;
import dev.credence.operator.Digits;
import dev.credence.operator.execute.TensorAnswer;
import dev.credence.operator.execute.RequestExecution;
import dev.credence.operator.execute.TensorModel;
import dev.credence.operator.execute.TensorRequest;
import dev.credence.receipt.envelope.Envelope;
import dev.credence.receipt.request.Slot;
import dev.credence.receipt.statement.Moment;
import dev.credence.receipt.statement.Statement;
import dev.credence.testkit.Seeded;
import dev.credence.receipt.request.Usage;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.inference.trace.Trace;
import dev.credence.operator.execute.TextAnswer;
import dev.credence.operator.execute.TextRequest;
import dev.credence.receipt.request.AnswerForm;
import dev.credence.receipt.request.Content;
import dev.credence.receipt.request.Release;
import dev.credence.receipt.request.SamplingRules;
import dev.credence.receipt.request.TextAnswerRecord;
import dev.credence.receipt.request.TextParameters;
import dev.credence.receipt.request.ToolChoice;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatementIssuerTest {
    private final SecretKey key = SecretKey.ofSeed(Bytes.of(new byte[32]));
    private final TensorModel model = Digits.served();
    private final TensorRequest request = Digits.request(model.id(), Seeded.random());
    private final StatementIssuer.Asked asked = StatementIssuer.Asked.of(request);

    @Test
    void signsWhatWasAskedAndAnswered() throws Exception {
        TensorAnswer answer = RequestExecution.run(model, request);
        Envelope envelope = new StatementIssuer(new OperatorIdentity(key, "local-0000000000000000", "credence/0.1.0"))
                .issue(model, asked, answer, new Issuance(Bytes.of(new byte[16]), new Moment(6, 7, 1_000), 5));

        assertThat(envelope.signedBy(key.publicKey())).isTrue();
        Statement statement = envelope.statement();
        assertThat(statement.commitment().request()).isEqualTo(asked.effective().digest());
        assertThat(statement.commitment().answer()).isEqualTo(answer.record().digest());
        assertThat(statement.commitment().trace()).isEqualTo(answer.trace().root());
        assertThat(statement.charge().usage()).isEqualTo(new Usage.Elements(784, 10));
        assertThat(statement.execution().model()).isEqualTo(model.id());
        assertThat(statement.issue().operator()).isEqualTo(key.publicKey().id());
    }

    @Test
    void aSecondExecutionGivesTheSameAnswerAndTrace() throws Exception {
        TensorAnswer first = RequestExecution.run(model, request);
        TensorAnswer second = RequestExecution.run(Digits.served(), request);

        assertThat(second.record()).isEqualTo(first.record());
        assertThat(second.trace()).isEqualTo(first.trace());
    }

    @Test
    void aSlotIsTakenOnceAndGivenBackOnlyBeforeSigning() {
        SlotBook book = new SlotBook();
        Slot slot = asked.effective().slot();

        assertThat(book.take(slot)).isTrue();
        assertThat(book.take(slot)).isFalse();
        book.giveBack(slot);
        assertThat(book.take(slot)).isTrue();
        book.sign(slot, 5);
        book.giveBack(slot);
        assertThat(book.take(slot)).isFalse();
        book.forgetBefore(5 + SlotBook.HEIGHTS_KEPT);
        assertThat(book.take(slot)).isFalse();
        book.forgetBefore(6 + SlotBook.HEIGHTS_KEPT);
        assertThat(book.take(slot)).isTrue();
    }

    @Test
    void signsTextWithItsFingerprintAndTokens() throws Exception {
        TextParameters parameters = new TextParameters(
                model.id(),
                new Release("smol", "1"),
                new TextParameters.Drawn(Bytes.of(new byte[16]), 1, ""),
                SamplingRules.DEFAULT,
                new AnswerForm(1, 16, List.of(), -1, new AnswerForm.Tools(ToolChoice.Rule.NONE, true)));
        Content.Text prompt = new Content.Text(JsonObject.builder().put("prompt", "Once").build());
        StatementIssuer.Asked text = StatementIssuer.Asked.of(new TextRequest(prompt, parameters));
        TextAnswerRecord.Choice choice = new TextAnswerRecord.Choice(
                TextAnswerRecord.FinishReason.LENGTH, false, " upon", Optional.empty(), new TextAnswerRecord.Tokens(List.of(3, 4), List.of()));
        Trace trace = RequestExecution.run(model, request).trace();
        TextAnswer answer = new TextAnswer(TextAnswerRecord.of(List.of(choice), 5), trace, Bytes.ofUtf8("sketch"));
        StatementIssuer issuer = new StatementIssuer(new OperatorIdentity(key, "local-0000000000000000", "credence/0.1.0"));
        Issuance issuance = new Issuance(Bytes.of(new byte[16]), new Moment(6, 7, 1_000), 5);

        Statement statement = issuer.issue(model, text, answer, issuance).statement();
        assertThat(statement.commitment().request()).isEqualTo(text.effective().digest());
        assertThat(statement.commitment().answer()).isEqualTo(answer.record().digest());
        assertThat(statement.commitment().fingerprint()).contains(Sha256.of(Bytes.ofUtf8("sketch")));
        assertThat(statement.parameters()).isEqualTo(parameters);
        assertThat(statement.charge().usage()).isEqualTo(new Usage.Tokens(5, 2));
        assertThatThrownBy(() -> issuer.issue(model, asked, answer, issuance)).isInstanceOf(IllegalArgumentException.class);
    }
}
