package dev.credence.node.gateway;

import static dev.credence.node.gateway.TwoOperators.FIRST;
import static dev.credence.node.gateway.TwoOperators.MODEL;
import static dev.credence.node.gateway.TwoOperators.NETWORK;
import static dev.credence.node.gateway.TwoOperators.SECOND;
import static dev.credence.node.gateway.TwoOperators.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.signature.SecretKey;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import dev.credence.node.exchange.ExecuteCall;
import dev.credence.node.exchange.ExecuteReply;
import dev.credence.node.http.ApiException;
import dev.credence.node.http.Fault;
import dev.credence.node.world.Network;
import dev.credence.operator.execute.TensorRecords;
import dev.credence.operator.execute.TensorRequest;
import dev.credence.receipt.envelope.Envelope;
import dev.credence.receipt.request.TensorAnswerRecord;
import dev.credence.receipt.request.Release;
import dev.credence.receipt.request.TensorParameters;
import dev.credence.receipt.statement.Charge;
import dev.credence.receipt.statement.Commitment;
import dev.credence.receipt.statement.Execution;
import dev.credence.receipt.statement.Issue;
import dev.credence.receipt.statement.Moment;
import dev.credence.receipt.statement.Statement;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two operators behind a network that is a function: one misbehaves in a way of its own, the other is honest.
class DispatchTest {

    private final TensorRequest request = new TensorRequest(
            Map.of("x", Tensor.ofFloats(Shape.of(1), 1f)),
            TensorParameters.of(MODEL, new Release("m", "1"), Bytes.of(new byte[16]), List.of("y"), 0));
    private final Dispatch.Order order = Dispatch.Order.of(Bytes.of(new byte[16]), 1, request);
    private OperatorDirectory directory;
    private UnaryOperator<ExecuteReply> firstSends = reply -> reply;
    private Network.Reply firstSaysInstead;
    private IOException firstBreaks;

    @BeforeEach
    void start() throws Exception {
        directory = TwoOperators.directory("/v1/operator/execute", this::execute);
    }

    @AfterEach
    void stop() {
        directory.close();
    }

    @Test
    void takesTheAnswerOfTheFirst() throws Exception {
        assertThat(run().statement().issue().operator()).isEqualTo(FIRST.publicKey().id());
    }

    @Test
    void passesOverAnOperatorWhoseReplyDoesNotHold() throws Exception {
        List<UnaryOperator<ExecuteReply>> defects = List.of(
                reply -> new ExecuteReply(reply.envelope(), Map.of("y", Tensor.ofFloats(Shape.of(1), 3f))),
                reply -> new ExecuteReply(reply.envelope(), Map.of("z", Tensor.ofFloats(Shape.of(1), 2f))),
                reply -> new ExecuteReply(signed(SECOND, statement(FIRST, NETWORK, MODEL, order.receipt())), reply.outputs()),
                reply -> new ExecuteReply(signed(SECOND, statement(SECOND, NETWORK, MODEL, order.receipt())), reply.outputs()),
                reply -> new ExecuteReply(signed(FIRST, statement(SECOND, NETWORK, MODEL, order.receipt())), reply.outputs()),
                reply -> new ExecuteReply(signed(FIRST, statement(FIRST, "other-0000000000000000", MODEL, order.receipt())), reply.outputs()),
                reply -> new ExecuteReply(signed(FIRST, statement(FIRST, NETWORK, Sha256.of(Bytes.EMPTY), order.receipt())), reply.outputs()),
                reply -> new ExecuteReply(signed(FIRST, statement(FIRST, NETWORK, MODEL, Bytes.of(new byte[] {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}))), reply.outputs()),
                reply -> new ExecuteReply(signed(FIRST, charging(2, 1)), reply.outputs()),
                reply -> new ExecuteReply(signed(FIRST, charging(1, 0)), reply.outputs()),
                reply -> new ExecuteReply(
                        new Envelope("text/plain", reply.envelope().payload(), reply.envelope().keyId(), reply.envelope().signature()), reply.outputs()));
        for (int i = 0; i < defects.size(); i++) {
            stop();
            start();
            firstSends = defects.get(i);
            assertThat(run().statement().issue().operator()).as("defect " + i).isEqualTo(SECOND.publicKey().id());
            assertThat(directory.serving(MODEL)).as("defect " + i + ": the first rests").hasSize(1);
        }
    }

    @Test
    void passesOverAnOperatorThatBreaksOffOrIsOverloaded() throws Exception {
        firstBreaks = new IOException("broken");
        assertThat(run().statement().issue().operator()).isEqualTo(SECOND.publicKey().id());
        firstBreaks = null;
        firstSaysInstead = new Network.Reply(503, Map.of(), Bytes.ofUtf8("{\"error\":{\"message\":\"full\",\"code\":\"overloaded\"}}"));
        assertThat(run().statement().issue().operator()).isEqualTo(SECOND.publicKey().id());
    }

    @Test
    void asksNobodyElseWhenTheRequestItselfIsRefused() {
        firstSaysInstead = new Network.Reply(409, Map.of(), Bytes.ofUtf8("{\"error\":{\"message\":\"answered before\",\"code\":\"conflict\"}}"));
        assertThatThrownBy(this::run)
                .hasMessage("answered before")
                .isInstanceOfSatisfying(ApiException.class, refused -> assertThat(refused.fault()).isEqualTo(Fault.CONFLICT));
    }

    private Dispatch.Answered run() throws ApiException {
        List<OperatorDirectory.Entry> entries = directory.all();
        return new Dispatch(NETWORK, directory).run(order, entries);
    }

    private Network.Reply execute(Network.Call call, SecretKey operator) throws IOException {
        return operator == FIRST ? ofFirst(call) : ok(honest(call, SECOND).encode());
    }

    private Network.Reply ofFirst(Network.Call call) throws IOException {
        if (firstBreaks != null) {
            throw firstBreaks;
        }
        return firstSaysInstead != null ? firstSaysInstead : ok(firstSends.apply(honest(call, FIRST)).encode());
    }

    private ExecuteReply honest(Network.Call call, SecretKey key) throws IOException {
        try {
            ExecuteCall asked = ExecuteCall.decode(call.body());
            Map<String, Tensor> outputs = Map.of("y", Tensor.ofFloats(Shape.of(1), 2f));
            return new ExecuteReply(signed(key, statement(key, NETWORK, MODEL, asked.receipt())), outputs);
        } catch (dev.credence.foundation.bytes.MalformedException malformed) {
            throw new IOException(malformed);
        }
    }

    private Statement statement(SecretKey operator, String network, Digest model, Bytes receipt) {
        Digest answer = new TensorAnswerRecord(TensorRecords.of(Map.of("y", Tensor.ofFloats(Shape.of(1), 2f)))).digest();
        return Statement.of(
                new Issue(network, operator.publicKey().id(), receipt, new Moment(1, 1, 1)),
                new Execution(model, "float-v1", "test"),
                new Commitment(order.digest(), answer, answer, Optional.empty()),
                request.parameters(),
                Charge.ofElements(1, 1, 0));
    }

    private Statement charging(long inputElements, long outputElements) {
        Statement honest = statement(FIRST, NETWORK, MODEL, order.receipt());
        return Statement.of(
                honest.issue(), honest.execution(), honest.commitment(), honest.parameters(), Charge.ofElements(inputElements, outputElements, 0));
    }

    private static Envelope signed(SecretKey key, Statement statement) {
        return Envelope.sign(statement, key);
    }
}
