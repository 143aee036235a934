package dev.credence.node.gateway;

import static dev.credence.node.gateway.TwoOperators.FIRST;
import static dev.credence.node.gateway.TwoOperators.MODEL;
import static dev.credence.node.gateway.TwoOperators.NETWORK;
import static dev.credence.node.gateway.TwoOperators.SECOND;
import static dev.credence.node.gateway.TwoOperators.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import dev.credence.foundation.codec.JsonWriter;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.signature.SecretKey;
import dev.credence.node.answering.TextDelta;
import dev.credence.node.answering.TextListener;
import dev.credence.node.exchange.GenerateCall;
import dev.credence.node.exchange.GenerateEvent;
import dev.credence.node.http.ApiException;
import dev.credence.node.http.Caller;
import dev.credence.node.http.Fault;
import dev.credence.node.world.Network;
import dev.credence.operator.execute.TextRequest;
import dev.credence.receipt.envelope.Envelope;
import dev.credence.receipt.evidence.EvidenceItem;
import dev.credence.receipt.request.AnswerForm;
import dev.credence.receipt.request.Content;
import dev.credence.receipt.request.Release;
import dev.credence.receipt.request.SamplingRules;
import dev.credence.receipt.request.TextAnswerRecord;
import dev.credence.receipt.request.TextAnswerRecord.Choice;
import dev.credence.receipt.request.TextAnswerRecord.FinishReason;
import dev.credence.receipt.request.TextAnswerRecord.ToolCall;
import dev.credence.receipt.request.TextParameters;
import dev.credence.receipt.request.ToolChoice;
import dev.credence.receipt.request.Usage;
import dev.credence.receipt.statement.Charge;
import dev.credence.receipt.statement.Commitment;
import dev.credence.receipt.statement.Execution;
import dev.credence.receipt.statement.Issue;
import dev.credence.receipt.statement.Moment;
import dev.credence.receipt.statement.Segment;
import dev.credence.receipt.statement.Statement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two operators behind a network that is a function: the first says something wrong, the other is honest. What was heard must be signed.
class TextDispatchTest {
    private static final Bytes RECEIPT = Bytes.of(new byte[16]);
    private static final Bytes SKETCH = Bytes.ofUtf8("sketch");
    private static final ToolCall CALL = new ToolCall("call_1", "look", "{}");

    private final TextRequest request = new TextRequest(
            new Content.Text(JsonObject.builder().put("messages", JsonArray.of()).build()),
            new TextParameters(
                    MODEL,
                    new Release("m", "1"),
                    new TextParameters.Drawn(RECEIPT, 7, "2026-11-23T11:05:00"),
                    SamplingRules.DEFAULT,
                    new AnswerForm(1, 40, List.of(), 0, new AnswerForm.Tools(ToolChoice.Rule.AUTO, true))));
    private OperatorDirectory directory;
    private final List<Json> said = new ArrayList<>();
    private Network.Reply firstSaysInstead;
    private boolean segments;

    @BeforeEach
    void start() throws Exception {
        directory = TwoOperators.directory("/v1/operator/generate", this::generate);
    }

    @AfterEach
    void stop() {
        directory.close();
    }

    /// An answer in its parts, which a test changes.
    private static final class Said {
        List<TextDelta> deltas = new ArrayList<>(List.of(
                new TextDelta(0, List.of(5), "He", List.of(), Optional.of(logprob(5))),
                new TextDelta(0, List.of(6), "llo", List.of(), Optional.of(logprob(6))),
                new TextDelta(0, List.of(7), "", List.of(CALL), Optional.of(logprob(7)))));
        TextAnswerRecord record = record("Hello", List.of(5, 6, 7));
        String network = NETWORK;
        Bytes receipt = RECEIPT;
        Digest model = MODEL;
        Optional<Usage> usage = Optional.empty();
        Optional<Digest> signedAnswer = Optional.empty();
        Bytes sketch = SKETCH;
        Digest sketchDigest = Sha256.of(SKETCH);
        UnaryOperator<Segment> pen = UnaryOperator.identity();
        long asked = 3;
        SecretKey signer;

        Said(SecretKey operator) {
            signer = operator;
        }
    }

    private static Json logprob(int id) {
        return JsonArray.of(JsonObject.builder().put("token", new JsonString("t" + id)).build());
    }

    private static TextAnswerRecord record(String text, List<Integer> ids) {
        Json logprobs = JsonArray.of(ids.stream().map(id -> ((JsonArray) logprob(id)).get(0)).toList());
        return TextAnswerRecord.of(
                List.of(new Choice(FinishReason.TOOL_CALLS, true, text, Optional.of(logprobs), new TextAnswerRecord.Tokens(ids, List.of(CALL)))), 9);
    }

    private List<Json> events(Said so, SecretKey operator) {
        List<Json> events = new ArrayList<>();
        List<Integer> ids = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        int index = 0;
        for (TextDelta delta : so.deltas) {
            events.add(new GenerateEvent.Delta(delta).json());
            ids.addAll(delta.ids());
            text.append(delta.text());
            if (segments) {
                Segment.SoFar soFar = new Segment.SoFar(RECEIPT, text.toString(), ids);
                Segment honest = Segment.sign(operator, index++, delta.ids().size(), request.effective().digest(), soFar);
                events.add(new GenerateEvent.Signed(so.pen.apply(honest)).json());
            }
        }
        Digest answer = so.signedAnswer.orElse(so.record.digest());
        Statement statement = Statement.of(
                new Issue(so.network, operator.publicKey().id(), so.receipt, new Moment(so.asked, 3, 1)),
                new Execution(so.model, "float-v1", "test"),
                new Commitment(request.effective().digest(), answer, MODEL, Optional.of(so.sketchDigest)),
                request.parameters(),
                new Charge(so.usage.orElse(so.record.usage()), 0));
        events.add(new GenerateEvent.Done(Envelope.sign(statement, so.signer), so.record, so.sketch).json());
        return events;
    }

    private TextCheck.Checked run(List<TextDelta> heard) throws ApiException, IOException {
        GenerateCall call = new GenerateCall(RECEIPT, 3, request, segments);
        TextListener listener = heard::add;
        return new TextDispatch(NETWORK, directory).run(call, directory.all(), new TextDispatch.Audience(Caller.STAYS, listener));
    }

    private void firstSays(Said so) {
        said.clear();
        said.addAll(events(so, FIRST));
    }

    @Test
    void passesOnWhatIsSignedInTheEnd() throws Exception {
        for (boolean each : new boolean[] {false, true}) {
            segments = each;
            firstSays(new Said(FIRST));
            List<TextDelta> heard = new ArrayList<>();

            TextCheck.Checked checked = run(heard);

            assertThat(heard).isEqualTo(new Said(FIRST).deltas);
            assertThat(checked.record().choices().getFirst().text()).isEqualTo("Hello");
            assertThat(checked.file().evidence().getFirst().kind()).isEqualTo(EvidenceItem.FINGERPRINT);
        }
    }

    @Test
    void breaksOffWhereWhatWasHeardIsNotSigned() throws Exception {
        Map<String, UnaryOperator<Said>> defects = new LinkedHashMap<>();
        defects.put("other text", so -> with(so, () -> so.deltas.set(0, new TextDelta(0, List.of(5), "Ha", List.of(), Optional.of(logprob(5))))));
        defects.put("other tokens", so -> with(so, () -> so.deltas.set(1, new TextDelta(0, List.of(8), "llo", List.of(), Optional.of(logprob(6))))));
        defects.put("other calls of tools", so -> with(so, () -> so.deltas.set(2,
                new TextDelta(0, List.of(7), "", List.of(new ToolCall("call_1", "look", "{\"x\":1}")), Optional.of(logprob(7))))));
        defects.put("other log-probabilities", so -> with(so, () -> so.deltas.set(1, new TextDelta(0, List.of(6), "llo", List.of(), Optional.of(logprob(9))))));
        defects.put("a choice that was asked for", so -> with(so, () -> so.deltas.add(new TextDelta(1, List.of(5), "x", List.of(), Optional.empty()))));
        defects.put("the network", so -> with(so, () -> so.network = "other-0000000000000000"));
        defects.put("the receipt id", so -> with(so, () -> so.receipt = Bytes.ofUtf8("0123456789abcdef")));
        defects.put("the height", so -> with(so, () -> so.asked = 2));
        defects.put("the model that was named", so -> with(so, () -> so.model = Sha256.of(SKETCH)));
        defects.put("a usage of", so -> with(so, () -> so.usage = Optional.of(new Usage.Tokens(9, 4))));
        defects.put("a usage of 3 tokens", so -> with(so, () -> so.record = new TextAnswerRecord(so.record.choices(), new Usage.Tokens(9, 4))));
        defects.put("the answer's digest", so -> with(so, () -> so.signedAnswer = Optional.of(MODEL)));
        defects.put("the fingerprint's digest", so -> with(so, () -> so.sketch = Bytes.ofUtf8("another")));
        defects.put("a statement of", so -> with(so, () -> so.signer = SECOND));
        for (Map.Entry<String, UnaryOperator<Said>> defect : defects.entrySet()) {
            stop();
            start();
            firstSays(defect.getValue().apply(new Said(FIRST)));
            assertThatThrownBy(() -> run(new ArrayList<>()))
                    .as(defect.getKey())
                    .isInstanceOfSatisfying(ApiException.class, refused -> assertThat(refused.fault()).isEqualTo(Fault.UPSTREAM))
                    .hasMessageContaining(defect.getKey());
            assertThat(directory.serving(MODEL)).as(defect.getKey() + ": the first rests").hasSize(1);
        }
    }

    private static Said with(Said so, Runnable change) {
        change.run();
        return so;
    }

    @Test
    void checksEverySegmentBeforeItIsPassedOn() throws Exception {
        segments = true;
        Map<String, UnaryOperator<Segment>> defects = Map.of(
                "segment 0", s -> new Segment(s.index() + 1, s.tokens(), s.request(), s.key(), s.signature()),
                "the tokens since", s -> new Segment(s.index(), List.of(99), s.request(), s.key(), s.signature()),
                "of the operator", s -> new Segment(s.index(), s.tokens(), s.request(), SECOND.publicKey(), s.signature()),
                "and the request", s -> new Segment(s.index(), s.tokens(), MODEL, s.key(), s.signature()),
                "whose signature verifies", s -> new Segment(s.index(), s.tokens(), s.request(), s.key(), Bytes.of(new byte[64])));
        for (Map.Entry<String, UnaryOperator<Segment>> defect : defects.entrySet()) {
            stop();
            start();
            Said so = new Said(FIRST);
            so.pen = defect.getValue();
            firstSays(so);
            assertThatThrownBy(() -> run(new ArrayList<>())).as(defect.getKey()).hasMessageContaining(defect.getKey());
        }
    }

    @Test
    void asksAnotherOperatorBeforeTheFirstWordOnly() throws Exception {
        // It says nothing and then something that does not hold.
        Said silent = new Said(FIRST);
        silent.deltas.clear();
        silent.sketch = Bytes.EMPTY;
        firstSays(silent);
        assertThat(run(new ArrayList<>()).statement().issue().operator()).isEqualTo(SECOND.publicKey().id());

        firstSaysInstead = new Network.Reply(503, Map.of(), Bytes.ofUtf8("{\"error\":{\"message\":\"full\",\"code\":\"overloaded\"}}"));
        assertThat(run(new ArrayList<>()).statement().issue().operator()).isEqualTo(SECOND.publicKey().id());

        firstSaysInstead = new Network.Reply(400, Map.of(), Bytes.ofUtf8(
                "{\"error\":{\"message\":\"too long\",\"code\":\"context_length_exceeded\",\"param\":\"messages\"}}"));
        assertThatThrownBy(() -> run(new ArrayList<>())).isInstanceOfSatisfying(ApiException.class, refused -> {
            assertThat(refused.fault()).isEqualTo(Fault.MALFORMED);
            assertThat(refused.code()).isEqualTo("context_length_exceeded");
            assertThat(refused.parameter()).contains("messages");
        });
    }

    @Test
    void anAnswerWithoutAnEndIsNone() throws Exception {
        firstSays(new Said(FIRST));
        said.removeLast();
        assertThatThrownBy(() -> run(new ArrayList<>())).hasMessageContaining("the operator's answer has no end");
        stop();
        start();
        said.add(JsonObject.builder().put("error", JsonObject.builder().put("message", "the disk is full").put("code", "storage").build()).build());
        assertThatThrownBy(() -> run(new ArrayList<>())).hasMessageContaining("the operator broke its answer off: the disk is full");
    }

    @Test
    void aListenerThatWentAwayEndsIt() {
        firstSays(new Said(FIRST));
        GenerateCall call = new GenerateCall(RECEIPT, 3, request, false);
        assertThatThrownBy(() -> new TextDispatch(NETWORK, directory).run(call, directory.all(), new TextDispatch.Audience(Caller.STAYS, _ -> {
                    throw new IOException("gone");
                })))
                .isInstanceOf(IOException.class)
                .hasMessage("gone");
        assertThat(directory.serving(MODEL)).as("nobody rests for it").hasSize(2);
    }

    private Network.Reply generate(Network.Call call, SecretKey operator) throws IOException {
        try {
            assertThat(GenerateCall.decode(call.body())).isEqualTo(new GenerateCall(RECEIPT, 3, request, segments));
        } catch (MalformedException malformed) {
            throw new IOException(malformed);
        }
        boolean first = operator == FIRST;
        if (first && firstSaysInstead != null) {
            return firstSaysInstead;
        }
        StringBuilder body = new StringBuilder(": \n\n");
        for (Json event : first ? said : events(new Said(SECOND), SECOND)) {
            body.append("data: ").append(new String(JsonWriter.write(event).toArray(), java.nio.charset.StandardCharsets.UTF_8)).append("\n\n");
        }
        return ok(Bytes.ofUtf8(body.toString()));
    }
}
