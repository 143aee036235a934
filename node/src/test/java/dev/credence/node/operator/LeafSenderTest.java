package dev.credence.node.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.signature.SecretKey;
import dev.credence.node.exchange.LedgerClient;
import dev.credence.node.world.ChangedWorld;
import dev.credence.node.world.Network;
import dev.credence.node.world.SystemWorld;
import dev.credence.node.world.World;
import dev.credence.operator.batch.Pair;
import dev.credence.operator.commit.OperatorIdentity;
import dev.credence.receipt.request.Slot;
import dev.credence.settlement.transaction.SignedTransaction;
import dev.credence.settlement.transaction.SlotLeaf;
import dev.credence.settlement.transaction.Transaction;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Leaves on their way to a ledger that is away, loses replies, or comes back after this operator did.
class LeafSenderTest {
    private static final OperatorIdentity IDENTITY =
            new OperatorIdentity(SecretKey.ofSeed(Bytes.of(new byte[32])), "local-0000000000000000", "credence");

    @TempDir
    private Path directory;

    private final FakeLedger ledger = new FakeLedger();

    /// What a ledger does with each batch that reaches it.
    private enum Mood {
        TAKES,
        AWAY,
        TAKES_BUT_LOSES_THE_REPLY,
        OVERLOADED
    }

    private static final class FakeLedger implements Network {
        private final List<Bytes> leaves = new ArrayList<>();
        private final List<Mood> moods = new ArrayList<>();

        @Override
        public synchronized Reply send(Call call) throws IOException {
            Mood mood = moods.isEmpty() ? Mood.TAKES : moods.removeFirst();
            if (mood == Mood.AWAY) {
                throw new IOException("nobody listens");
            }
            if (mood == Mood.OVERLOADED) {
                return new Reply(503, Map.of(), Bytes.ofUtf8("{\"error\":{\"message\":\"busy\",\"type\":\"\",\"code\":\"overloaded\"}}"));
            }
            take(call.body());
            if (mood == Mood.TAKES_BUT_LOSES_THE_REPLY) {
                throw new IOException("the connection broke");
            }
            return new Reply(200, Map.of(), Bytes.ofUtf8("{\"height\":41,\"outcome\":\"done\"}"));
        }

        private void take(Bytes body) throws IOException {
            try {
                SignedTransaction signed = SignedTransaction.decode(body);
                assertThat(signed.isGenuine()).isTrue();
                for (SlotLeaf pair : ((Transaction.Batch) signed.transaction()).pairs()) {
                    leaves.add(pair.leaf().bytes());
                }
            } catch (MalformedException malformed) {
                throw new IOException(malformed);
            }
        }

        synchronized List<Bytes> leaves() {
            return List.copyOf(leaves);
        }
    }

    @Test
    void triesAgainUntilTheLedgerHasEveryLeaf() throws Exception {
        ledger.moods.addAll(List.of(Mood.AWAY, Mood.OVERLOADED, Mood.TAKES_BUT_LOSES_THE_REPLY, Mood.TAKES));
        try (LeafSender sender = open()) {
            sender.start();
            for (int i = 0; i < 20; i++) {
                sender.send(pair(i), 40);
            }
            awaitNoneWaiting(sender);
            assertThat(sender.height()).isEqualTo(41);
        }
        assertThat(ledger.leaves()).contains(leaves(0, 20));
    }

    @Test
    void bringsAfterAStartWhatWasNotAcknowledgedBefore() throws Exception {
        try (LeafSender sender = open()) {
            sender.send(pair(0), 40);
            sender.send(pair(1), 40);
            // Never started: as if killed right after the statements left.
        }
        assertThat(ledger.leaves()).isEmpty();
        try (LeafSender sender = open()) {
            sender.start();
            sender.send(pair(2), 41);
            awaitNoneWaiting(sender);
        }
        assertThat(ledger.leaves()).containsExactly(leaves(0, 3));
        try (LeafSender sender = open()) {
            assertThat(sender.waiting()).isZero();
        }
    }

    private LeafSender open() throws IOException {
        World world = ChangedWorld.with(new SystemWorld(), ledger);
        SlotJournal.Opened opened = SlotJournal.open(world, directory.resolve("slots.log"), IDENTITY.id().bytes());
        return new LeafSender(world, IDENTITY, new LedgerClient(ledger, URI.create("http://ledger")), opened, 0);
    }

    private static void awaitNoneWaiting(LeafSender sender) throws InterruptedException {
        for (int i = 0; i < 1_000 && sender.waiting() > 0; i++) {
            Thread.sleep(5);
        }
        assertThat(sender.waiting()).isZero();
    }

    private static Bytes[] leaves(int from, int to) {
        Bytes[] leaves = new Bytes[to - from];
        for (int i = from; i < to; i++) {
            leaves[i - from] = pair(i).leaf().bytes();
        }
        return leaves;
    }

    private static Pair pair(int i) {
        Bytes bytes = new ByteWriter().u32(i).toBytes();
        return new Pair(Slot.of(Sha256.of(bytes)), Sha256.of(bytes));
    }
}
