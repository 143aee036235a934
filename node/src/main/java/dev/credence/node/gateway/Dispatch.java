package dev.credence.node.gateway;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.signature.PublicKey;
import dev.credence.node.exchange.ExecuteCall;
import dev.credence.node.exchange.ExecuteReply;
import dev.credence.node.exchange.RemoteException;
import dev.credence.node.http.ApiException;
import dev.credence.node.http.Fault;
import dev.credence.operator.execute.TensorRecords;
import dev.credence.operator.execute.TensorRequest;
import dev.credence.receipt.envelope.Envelope;
import dev.credence.receipt.request.TensorAnswerRecord;
import dev.credence.receipt.request.EffectiveRequest;
import dev.credence.receipt.request.Usage;
import dev.credence.receipt.statement.Statement;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Sends a request to one operator after the other until one answers, and checks the answer before anybody sees it.
///
/// An operator that refuses what the caller sent refuses for all; one that fails is passed over. Once an envelope that holds has come, nobody
/// else is asked.
final class Dispatch {
    private static final Duration TIME_LIMIT = Duration.ofSeconds(60);
    private static final int ATTEMPTS_MAX = 3;

    private final String network;
    private final OperatorDirectory directory;

    Dispatch(String network, OperatorDirectory directory) {
        this.network = network;
        this.directory = directory;
    }

    /// What is to be executed.
    ///
    /// @param receipt allocated before execution
    /// @param asked   the ledger's height that the request names
    record Order(Bytes receipt, long asked, TensorRequest request, EffectiveRequest effective, Digest digest) {
        static Order of(Bytes receipt, long asked, TensorRequest request) {
            EffectiveRequest effective = request.effective();
            return new Order(receipt, asked, request, effective, effective.digest());
        }
    }

    /// An answer that holds.
    record Answered(ExecuteReply reply, Statement statement, Digest leaf) {}

    /// @param candidates in the order in which they are to be asked
    Answered run(Order order, List<OperatorDirectory.Entry> candidates) throws ApiException {
        ApiException last = null;
        int attempts = Math.min(ATTEMPTS_MAX, candidates.size());
        for (OperatorDirectory.Entry entry : candidates.subList(0, attempts)) {
            entry.inWork().incrementAndGet();
            try {
                return checked(order, entry, entry.client().execute(new ExecuteCall(order.receipt(), order.asked(), order.request()), TIME_LIMIT));
            } catch (RemoteException refused) {
                if (!refused.isTemporary() && refused.status() != 404) {
                    throw callers(refused);
                }
                last = new ApiException(
                        refused.status() == 503 || refused.status() == 429 ? Fault.OVERLOADED : Fault.UPSTREAM, refused.getMessage(), refused);
            } catch (IOException | MalformedException failed) {
                directory.rest(entry, failed.getMessage());
                last = new ApiException(Fault.UPSTREAM, "no operator answered: " + failed.getMessage(), failed);
            } finally {
                entry.inWork().decrementAndGet();
            }
        }
        throw last == null ? new ApiException(Fault.OVERLOADED, "no operator that serves this model answers at present") : last;
    }

    static ApiException callers(RemoteException refused) {
        Fault fault =
                switch (refused.status()) {
                    case 400 -> Fault.MALFORMED;
                    case 409 -> Fault.CONFLICT;
                    case 422 -> Fault.UNPROCESSABLE;
                    default -> Fault.UPSTREAM;
                };
        ApiException same = new ApiException(fault, refused.getMessage(), refused);
        same = refused.code().isEmpty() ? same : same.coded(refused.code());
        return refused.parameter().isEmpty() ? same : same.of(refused.parameter());
    }

    private Answered checked(Order order, OperatorDirectory.Entry entry, ExecuteReply reply) throws MalformedException {
        Envelope envelope = reply.envelope();
        Statement statement = envelope.statement();
        Digest operator = entry.info().orElseThrow(() -> wrong("an operator that is there", "none")).id();
        Optional<PublicKey> key = directory.key(operator);
        require(envelope.payloadType().equals(Envelope.PAYLOAD_TYPE), "an in-toto statement", envelope.payloadType());
        require(envelope.keyId().equals(operator) && statement.issue().operator().equals(operator), "a statement of " + operator, "another's");
        require(key.isPresent() && envelope.signedBy(key.get()), "a signature under the listed key", "one that does not verify");
        require(statement.issue().network().equals(network), "the network " + network, statement.issue().network());
        require(statement.issue().receipt().equals(order.receipt()), "the receipt id that was given", "another");
        require(statement.issue().asked() == order.asked(), "the height " + order.asked() + " that was asked for", statement.issue().asked() + "");
        require(statement.parameters().equals(order.request().parameters()), "the parameters that were given", "others");
        require(statement.execution().model().equals(order.request().parameters().model()), "the model that was named", "another");
        require(statement.commitment().request().equals(order.digest()), "the request's digest", "another");
        require(
                List.copyOf(reply.outputs().keySet()).equals(order.request().parameters().outputs()),
                "outputs " + order.request().parameters().outputs(),
                reply.outputs().keySet().toString());
        Digest answer = new TensorAnswerRecord(TensorRecords.of(reply.outputs())).digest();
        require(statement.commitment().answer().equals(answer) && statement.subject().equals(answer), "the answer's digest", "another");
        // A receipt that says other numbers verifies for nobody.
        long inputs = TensorRecords.elements(order.request().inputs());
        long outputs = TensorRecords.elements(reply.outputs());
        require(
                statement.charge().usage().equals(new Usage.Elements(inputs, outputs)),
                "a usage of " + inputs + " and " + outputs + " elements",
                statement.charge().usage().toString());
        return new Answered(reply, statement, envelope.leaf());
    }

    private static void require(boolean holds, String expected, String actual) throws MalformedException {
        if (!holds) {
            throw wrong(expected, actual);
        }
    }

    private static MalformedException wrong(String expected, String actual) {
        return new MalformedException("the operator's reply", -1, expected, actual);
    }
}
