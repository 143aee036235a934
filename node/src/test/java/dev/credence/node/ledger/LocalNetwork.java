package dev.credence.node.ledger;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.note.KeyKind;
import dev.credence.foundation.note.NoteKey;
import dev.credence.foundation.signature.SecretKey;
import dev.credence.node.cosigner.Cosigner;
import dev.credence.node.world.SimulatedDisk;
import dev.credence.node.world.World;
import dev.credence.receipt.request.Slot;
import dev.credence.settlement.genesis.Genesis;
import dev.credence.settlement.machine.Limits;
import dev.credence.settlement.transaction.SignedTransaction;
import dev.credence.settlement.transaction.SlotLeaf;
import dev.credence.settlement.transaction.Transaction;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A ledger with two cosigners of one seed, each in a directory of its own.
final class LocalNetwork implements Closeable {
    static final long FAUCET = 10 * Limits.STAKE_MIN;
    private static final long TIME = 1_790_000_000_000L;

    // The tests that crash at every operation sign the same things again and again.
    private static final Map<String, SecretKey> KEYS = new ConcurrentHashMap<>();
    private static final Map<Transaction, Bytes> SIGNED = new ConcurrentHashMap<>();
    private static final LedgerIdentity IDENTITY = identity();
    private static final String NETWORK = IDENTITY.genesis().network();

    final World world;
    final Path root;
    final LedgerIdentity identity;
    final List<Cosigner> cosigners = new ArrayList<>();
    LedgerService ledger;

    LocalNetwork(World world, Path root, LedgerSettings settings) throws IOException {
        this.world = world;
        this.root = root;
        this.identity = IDENTITY;
        world.disk().createDirectories(root);
        List<CosignerLink> links = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            NoteKey log = new NoteKey(identity.genesis().origin(), KeyKind.LOG, identity.logKey().publicKey());
            Cosigner cosigner = Cosigner.open(
                    world, root.resolve("cosigner-" + i + ".log"), cosignerName(i), key("cosigner-" + i), List.of(log));
            cosigners.add(cosigner);
            links.add(new CosignerLink(cosigner.key(), cosigner::addCheckpoint));
        }
        this.ledger = LedgerService.open(world, settings, identity, root.resolve("ledger"), links);
    }

    static SecretKey key(String name) {
        return KEYS.computeIfAbsent(
                name, absent -> SecretKey.ofSeed(Sha256.of(Bytes.ofUtf8("test key " + name)).bytes()));
    }

    private static String cosignerName(int i) {
        return "cosigner-" + i + ".example";
    }

    static LedgerIdentity identity() {
        SealSecrets secrets = new SealSecrets(Sha256.of(Bytes.ofUtf8("test secret")).bytes());
        SecretKey logKey = key("log");
        List<Genesis.GenesisCosigner> cosigners = List.of(
                new Genesis.GenesisCosigner(cosignerName(0), key("cosigner-0").publicKey()),
                new Genesis.GenesisCosigner(cosignerName(1), key("cosigner-1").publicKey()));
        Genesis genesis = new Genesis(
                "test", "local", FAUCET, List.of(), logKey.publicKey(), cosigners, 2, secrets.commitment(1), TIME);
        return new LedgerIdentity(genesis, logKey, secrets);
    }

    String network() {
        return NETWORK;
    }

    Bytes signed(Transaction transaction, String... signers) {
        SecretKey[] keys = new SecretKey[signers.length];
        for (int i = 0; i < signers.length; i++) {
            keys[i] = key(signers[i]);
        }
        return SIGNED.computeIfAbsent(
                transaction, absent -> SignedTransaction.sign(network(), transaction, keys).bytes());
    }

    Bytes claim(String owner, long nonce) {
        return signed(new Transaction.FaucetClaim(key(owner).publicKey(), nonce), owner);
    }

    Bytes register(String owner, long nonce, String operator) {
        return signed(
                new Transaction.RegisterOperator(
                        key(owner).publicKey(), nonce, key(operator).publicKey(), Limits.STAKE_MIN),
                owner,
                operator);
    }

    Bytes batch(String operator, int from, int count) {
        List<SlotLeaf> pairs = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            pairs.add(pair(operator, i));
        }
        return signed(new Transaction.Batch(key(operator).publicKey(), pairs), operator);
    }

    static SlotLeaf pair(String operator, int i) {
        Bytes name = Bytes.ofUtf8(operator + " " + i);
        return new SlotLeaf(Slot.of(Sha256.of(name)), Sha256.of(Bytes.ofUtf8("leaf"), name));
    }

    Bytes heartbeat(String operator, long height) {
        return signed(new Transaction.Heartbeat(key(operator).publicKey(), height), operator);
    }

    static SimulatedDisk disk(World world) {
        return (SimulatedDisk) world.disk();
    }

    @Override
    public void close() throws IOException {
        ledger.close();
        for (Cosigner cosigner : cosigners) {
            cosigner.close();
        }
    }
}
