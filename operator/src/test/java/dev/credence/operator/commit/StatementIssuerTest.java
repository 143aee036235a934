package dev.credence.operator.commit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.signature.SecretKey;
import dev.credence.operator.Digits;
import dev.credence.operator.execute.Answer;
import dev.credence.operator.execute.RequestExecution;
import dev.credence.operator.execute.ServedModel;
import dev.credence.receipt.envelope.Envelope;
import dev.credence.receipt.request.Slot;
import dev.credence.receipt.statement.Moment;
import dev.credence.receipt.statement.Statement;
import dev.credence.testkit.Seeded;
import org.junit.jupiter.api.Test;

class StatementIssuerTest {
    private final SecretKey key = SecretKey.ofSeed(Bytes.of(new byte[32]));
    private final ServedModel model = Digits.served();
    private final StatementIssuer.Asked asked =
            StatementIssuer.Asked.of(Digits.request(model.id(), Seeded.random()));

    @Test
    void signsWhatWasAskedAndAnswered() throws Exception {
        Answer answer = RequestExecution.run(model, asked.request());
        Envelope envelope = new StatementIssuer(new OperatorIdentity(key, "local-0000000000000000", "credence/0.1.0"))
                .issue(model, asked, answer, new Issuance(Bytes.of(new byte[16]), new Moment(6, 7, 1_000), 5));

        assertThat(envelope.signedBy(key.publicKey())).isTrue();
        Statement statement = envelope.statement();
        assertThat(statement.commitment().request()).isEqualTo(asked.effective().digest());
        assertThat(statement.commitment().answer()).isEqualTo(answer.record().digest());
        assertThat(statement.commitment().trace()).isEqualTo(answer.trace().root());
        assertThat(statement.charge().inputElements()).isEqualTo(784);
        assertThat(statement.charge().outputElements()).isEqualTo(10);
        assertThat(statement.execution().model()).isEqualTo(model.id());
        assertThat(statement.issue().operator()).isEqualTo(key.publicKey().id());
    }

    @Test
    void aSecondExecutionGivesTheSameAnswerAndTrace() throws Exception {
        Answer first = RequestExecution.run(model, asked.request());
        Answer second = RequestExecution.run(Digits.served(), asked.request());

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
}
