package dev.credence.node.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.node.http.Reply;
import dev.credence.node.http.Request;
import dev.credence.node.http.Routes;
import dev.credence.node.world.SimulatedDisk;
import dev.credence.node.world.SimulatedWorld;
import dev.credence.settlement.machine.Reason;
import dev.credence.settlement.transaction.Transaction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Strangers send more than the queue holds of what no block would take; an operator's heartbeat must get through all the same.
class FullQueueAttackTest {
    private static final int ROOM = 16;

    private final SimulatedWorld world = SimulatedWorld.of(1, new SimulatedDisk());
    private LocalNetwork network;

    @BeforeEach
    void open() throws Exception {
        network = new LocalNetwork(world, Path.of("/data"), new LedgerSettings(10, ROOM, 50_000));
        List<CompletableFuture<Answer>> answers = List.of(
                network.ledger.submit(network.claim("owner", 0)), network.ledger.submit(network.register("owner", 1, "operator")));
        world.tasks().run(100);
        assertThat(answers).allMatch(answer -> answer.join() instanceof Answer.Acknowledged);
    }

    @AfterEach
    void close() throws Exception {
        network.close();
    }

    @Test
    void transactionsWithoutASignatureTakeNoRoom() throws Exception {
        for (int i = 0; i < 3 * ROOM; i++) {
            assertThat(refusal(forged(network.batch("operator", 10 * i, 5)))).isEqualTo(Reason.SIGNATURE_INVALID);
            assertThat(refusal(forged(network.claim("stranger " + i, 0)))).isEqualTo(Reason.SIGNATURE_INVALID);
        }
        operatorIsHeard();
    }

    @Test
    void transactionsOfOperatorsThatAreNotThereTakeNoRoom() throws Exception {
        for (int i = 0; i < 3 * ROOM; i++) {
            assertThat(refusal(network.batch("stranger " + i, 0, 1))).isEqualTo(Reason.OPERATOR_NOT_IN_FORCE);
            assertThat(refusal(network.heartbeat("stranger " + i, 1))).isEqualTo(Reason.OPERATOR_UNKNOWN);
        }
        operatorIsHeard();
    }

    @Test
    void transfersThatNobodyCanPayTakeHalfOfTheRoomAtMost() throws Exception {
        List<CompletableFuture<Answer>> transfers = new ArrayList<>();
        for (int i = 0; i < 3 * ROOM; i++) {
            transfers.add(network.ledger.submit(network.signed(
                    new Transaction.Transfer(LocalNetwork.key("stranger " + i).publicKey(), 0, LocalNetwork.key("owner").publicKey().id(), 1),
                    "stranger " + i)));
        }
        operatorIsHeard();
        long overloaded = transfers.stream().filter(answer -> answer.join() instanceof Answer.Overloaded).count();
        assertThat(overloaded).isEqualTo(3 * ROOM - ROOM / 2);
        // What was taken out of the queue has made room again.
        CompletableFuture<Answer> later = network.ledger.submit(network.claim("another", 0));
        world.tasks().run(100);
        assertThat(later.join()).isInstanceOf(Answer.Acknowledged.class);
    }

    @Test
    void theSenderHearsOfItAtOnceWithAStatusOfItsOwnFault() throws Exception {
        Routes.Route route = LedgerRoutes.of(network.ledger).all().stream()
                .filter(each -> each.pattern().equals("/v1/ledger/transactions"))
                .findFirst()
                .orElseThrow();
        Request request =
                new Request("POST", "", Map.of(), Map.of(), _ -> Optional.empty(), forged(network.batch("operator", 0, 1)));

        Reply reply = (Reply) route.handler().handle(request);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().utf8()).contains("every signer's signature expected").contains("signature_invalid");
    }

    private void operatorIsHeard() {
        CompletableFuture<Answer> heartbeat = network.ledger.submit(network.heartbeat("operator", 1));
        world.tasks().run(100);
        assertThat(heartbeat.join()).isInstanceOf(Answer.Acknowledged.class);
    }

    private Reason refusal(Bytes transaction) {
        CompletableFuture<Answer> answer = network.ledger.submit(transaction);
        assertThat(answer).as("answered before any block is built").isDone();
        assertThat(answer.join()).isInstanceOf(Answer.Refused.class);
        return ((Answer.Refused) answer.join()).reason();
    }

    // The last byte is the signature's.
    private static Bytes forged(Bytes transaction) {
        byte[] bytes = transaction.toArray();
        bytes[bytes.length - 1] ^= 1;
        return Bytes.wrap(bytes);
    }
}
