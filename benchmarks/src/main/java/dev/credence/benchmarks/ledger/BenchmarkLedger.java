package dev.credence.benchmarks.ledger;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.note.KeyKind;
import dev.credence.foundation.note.NoteKey;
import dev.credence.foundation.signature.SecretKey;
import dev.credence.node.cosigner.Cosigner;
import dev.credence.node.ledger.Answer;
import dev.credence.node.ledger.CosignerLink;
import dev.credence.node.ledger.LedgerIdentity;
import dev.credence.node.ledger.LedgerService;
import dev.credence.node.ledger.LedgerSettings;
import dev.credence.node.ledger.SealSecrets;
import dev.credence.node.world.SystemWorld;
import dev.credence.node.world.World;
import dev.credence.receipt.request.Slot;
import dev.credence.settlement.genesis.Genesis;
import dev.credence.settlement.machine.Limits;
import dev.credence.settlement.transaction.SignedTransaction;
import dev.credence.settlement.transaction.SlotLeaf;
import dev.credence.settlement.transaction.Transaction;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A ledger on the real disk with two cosigners in this process, each with a durable state of its own.
final class BenchmarkLedger implements Closeable {
    final LedgerService ledger;
    private final LedgerIdentity identity;
    private final String network;
    private final List<Cosigner> cosigners = new ArrayList<>();

    BenchmarkLedger(Path root) throws IOException {
        World world = new SystemWorld();
        world.disk().createDirectories(root);
        identity = identity();
        network = identity.genesis().network();
        NoteKey log = new NoteKey(identity.genesis().origin(), KeyKind.LOG, identity.logKey().publicKey());
        List<CosignerLink> links = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Cosigner cosigner = Cosigner.open(
                    world, root.resolve("cosigner-" + i + ".log"), "cosigner-" + i, key("cosigner-" + i), List.of(log));
            cosigners.add(cosigner);
            links.add(new CosignerLink(cosigner.key(), cosigner::addCheckpoint));
        }
        ledger = LedgerService.open(world, LedgerSettings.DEFAULT, identity, root.resolve("ledger"), links);
    }

    private static LedgerIdentity identity() {
        SealSecrets secrets = new SealSecrets(digest("secret").bytes());
        List<Genesis.GenesisCosigner> cosigners = List.of(
                new Genesis.GenesisCosigner("cosigner-0", key("cosigner-0").publicKey()),
                new Genesis.GenesisCosigner("cosigner-1", key("cosigner-1").publicKey()));
        Genesis genesis = new Genesis(
                "benchmark",
                "local",
                10 * Limits.STAKE_MIN,
                List.of(),
                key("log").publicKey(),
                cosigners,
                2,
                secrets.commitment(1),
                0);
        return new LedgerIdentity(genesis, key("log"), secrets);
    }

    static SecretKey key(String name) {
        return SecretKey.ofSeed(digest("benchmark key " + name).bytes());
    }

    private static Digest digest(String text) {
        return Sha256.of(Bytes.ofUtf8(text));
    }

    /// Registers an operator, if it is not there yet.
    SecretKey operator() throws Exception {
        SecretKey owner = key("owner");
        SecretKey operator = key("operator");
        if (ledger.state().operators().isEmpty()) {
            submit(new Transaction.FaucetClaim(owner.publicKey(), 0), owner);
            submit(
                    new Transaction.RegisterOperator(owner.publicKey(), 1, operator.publicKey(), Limits.STAKE_MIN),
                    owner,
                    operator);
        }
        return operator;
    }

    private void submit(Transaction transaction, SecretKey... keys) throws Exception {
        Answer answer = ledger.submit(sign(transaction, keys)).get();
        if (!(answer instanceof Answer.Acknowledged)) {
            throw new IllegalStateException("not acknowledged: " + answer);
        }
    }

    Bytes sign(Transaction transaction, SecretKey... keys) {
        return SignedTransaction.sign(network, transaction, keys).bytes();
    }

    /// The batch of `count` receipts from number `from` on.
    Bytes batch(SecretKey operator, long from, int count) {
        List<SlotLeaf> pairs = new ArrayList<>(count);
        for (long i = from; i < from + count; i++) {
            pairs.add(new SlotLeaf(Slot.of(leaf(-1 - i)), leaf(i)));
        }
        return sign(new Transaction.Batch(operator.publicKey(), pairs), operator);
    }

    static Digest leaf(long number) {
        return Sha256.of(Bytes.wrap(ByteBuffer.allocate(8).putLong(number).array()));
    }

    @Override
    public void close() throws IOException {
        ledger.close();
        for (Cosigner cosigner : cosigners) {
            cosigner.close();
        }
    }
}
