package dev.credence.node.openai;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.signature.SecretKey;
import dev.credence.node.answering.TextAnswered;
import dev.credence.node.answering.TextAsk;
import dev.credence.node.answering.TextDelta;
import dev.credence.node.answering.TextListener;
import dev.credence.node.answering.TextService;
import dev.credence.node.http.ApiException;
import dev.credence.node.http.Caller;
import dev.credence.receipt.envelope.Envelope;
import dev.credence.receipt.request.TextAnswerRecord;
import dev.credence.receipt.request.TextParameters;
import dev.credence.receipt.statement.Charge;
import dev.credence.receipt.statement.Commitment;
import dev.credence.receipt.statement.Execution;
import dev.credence.receipt.statement.Issue;
import dev.credence.receipt.statement.Moment;
import dev.credence.receipt.statement.Statement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Stands for a gateway behind the surface: says three words, and does what a test asks of it before or behind them.
final class Speaker implements TextService {
    private static final SecretKey OPERATOR = SecretKey.ofSeed(Bytes.wrap(new byte[32]));

    /// What it was asked.
    final LinkedBlockingQueue<TextAsk> asked = new LinkedBlockingQueue<>();
    /// How a request ended whose caller went away.
    final LinkedBlockingQueue<String> left = new LinkedBlockingQueue<>();
    volatile Optional<ApiException> before = Optional.empty();
    volatile Optional<ApiException> behind = Optional.empty();
    volatile boolean waits;

    @Override
    public TextAnswered ask(TextAsk ask, Caller caller, TextListener listener) throws ApiException, IOException {
        if (before.isPresent()) {
            throw before.get();
        }
        CountDownLatch gone = new CountDownLatch(1);
        caller.onGone(gone::countDown);
        asked.add(ask);
        if (waits) {
            await(gone);
            left.add(caller.isGone() ? "gone" : "there");
            throw new IOException("the caller went away");
        }
        List<TextAnswerRecord.Choice> choices = new ArrayList<>();
        int count = ask.request().parameters().form().choices();
        boolean role = !ask.request().content().isCompletion();
        for (int i = 0; i < count; i++) {
            for (String word : List.of("one ", "two ", "three")) {
                listener.delta(new TextDelta(i, List.of(word.length()), word, List.of(), Optional.empty()));
            }
            TextAnswerRecord.Tokens tokens = new TextAnswerRecord.Tokens(List.of(4, 4, 5), List.of());
            choices.add(new TextAnswerRecord.Choice(TextAnswerRecord.FinishReason.STOP, role, "one two three", Optional.empty(), tokens));
        }
        if (behind.isPresent()) {
            throw behind.get();
        }
        return answered(ask, TextAnswerRecord.of(choices, 9));
    }

    private static TextAnswered answered(TextAsk ask, TextAnswerRecord record) {
        TextParameters parameters = ask.request().parameters();
        Digest some = Sha256.of(Bytes.EMPTY);
        Statement statement = Statement.of(
                new Issue("local-0000000000000000", OPERATOR.publicKey().id(), ask.receipt(), new Moment(1, 1, 1)),
                new Execution(parameters.model(), "float-v1", "credence-test"),
                new Commitment(ask.request().effective().digest(), record.digest(), some, Optional.of(some)),
                parameters,
                new Charge(record.usage(), 0));
        return new TextAnswered(Envelope.sign(statement, OPERATOR), statement, record, "signed");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
