package dev.credence.settlement.machine;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.signature.PublicKey;
import dev.credence.foundation.signature.SecretKey;
import dev.credence.receipt.request.Slot;
import dev.credence.settlement.genesis.Genesis;
import dev.credence.settlement.state.State;
import dev.credence.settlement.transaction.SignedTransaction;
import dev.credence.settlement.transaction.SlotLeaf;
import dev.credence.settlement.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;

/// A ledger driven block by block, with keys made from names.
final class TestLedger {
    static final long FAUCET = 10 * Limits.STAKE_MIN;
    static final long TIME = 1_790_000_000_000L;

    final Ledger ledger;
    State state;
    long timeMillis = TIME;
    BlockResult last;

    TestLedger() {
        this(genesis(FAUCET, List.of()));
    }

    TestLedger(Genesis genesis) {
        ledger = new Ledger(genesis);
        state = ledger.genesisState();
    }

    static Genesis genesis(long faucet, List<Genesis.Allocation> accounts) {
        return new Genesis(
                "test", "local", faucet, accounts, key("log").publicKey(), List.of(), 0, commitment(1), TIME);
    }

    static SecretKey key(String name) {
        return SecretKey.ofSeed(Sha256.of(Bytes.ofUtf8("test key " + name)).bytes());
    }

    static PublicKey publicKey(String name) {
        return key(name).publicKey();
    }

    static Digest id(String name) {
        return publicKey(name).id();
    }

    static Digest secret(long height) {
        return Sha256.of(Bytes.ofUtf8("secret " + height));
    }

    static Digest commitment(long height) {
        return Sha256.of(secret(height).bytes());
    }

    static Slot slot(int i) {
        return Slot.of(Sha256.of(Bytes.ofUtf8("request " + i)));
    }

    static Digest leaf(int i) {
        return Sha256.of(Bytes.ofUtf8("leaf " + i));
    }

    Bytes signed(Transaction transaction, String... signers) {
        SecretKey[] keys = new SecretKey[signers.length];
        for (int i = 0; i < signers.length; i++) {
            keys[i] = key(signers[i]);
        }
        return SignedTransaction.sign(ledger.network(), transaction, keys).bytes();
    }

    Bytes claim(String who, long nonce) {
        return signed(new Transaction.FaucetClaim(publicKey(who), nonce), who);
    }

    Bytes transfer(String from, long nonce, String to, long amount) {
        return signed(new Transaction.Transfer(publicKey(from), nonce, id(to), amount), from);
    }

    Bytes register(String owner, long nonce, String operator, long stake) {
        return signed(
                new Transaction.RegisterOperator(publicKey(owner), nonce, publicKey(operator), stake), owner, operator);
    }

    Bytes addStake(String owner, long nonce, String operator, long amount) {
        return signed(new Transaction.AddStake(publicKey(owner), nonce, id(operator), amount), owner);
    }

    Bytes deregister(String owner, long nonce, String operator) {
        return signed(new Transaction.DeregisterOperator(publicKey(owner), nonce, id(operator)), owner);
    }

    Bytes withdraw(String owner, long nonce, String operator) {
        return signed(new Transaction.WithdrawStake(publicKey(owner), nonce, id(operator)), owner);
    }

    Bytes heartbeat(String operator, long height) {
        return signed(new Transaction.Heartbeat(publicKey(operator), height), operator);
    }

    Bytes announce(String publisher, long nonce, String name, String version, Digest model) {
        return signed(new Transaction.AnnounceRelease(publicKey(publisher), nonce, name, version, model), publisher);
    }

    Bytes batch(String operator, SlotLeaf... pairs) {
        return signed(new Transaction.Batch(publicKey(operator), List.of(pairs)), operator);
    }

    static SlotLeaf pair(int slot, int leaf) {
        return new SlotLeaf(slot(slot), leaf(leaf));
    }

    Block next(List<Bytes> transactions) {
        long height = state.chain().height() + 1;
        return new Block(height, timeMillis, secret(height), commitment(height + 1), transactions);
    }

    /// Applies one block of these transactions, one millisecond later.
    List<Outcome> block(Bytes... transactions) {
        timeMillis++;
        last = ledger.apply(state, next(List.of(transactions)));
        state = last.state();
        return last.outcomes();
    }

    Outcome one(Bytes transaction) {
        return block(transaction).getFirst();
    }

    /// Applies a block in which everything must be done.
    void done(Bytes... transactions) {
        List<Outcome> outcomes = new ArrayList<>(block(transactions));
        outcomes.removeIf(Outcome::hasEffect);
        if (!outcomes.isEmpty()) {
            throw new AssertionError("refused: " + outcomes);
        }
    }

    /// An owner with the faucet's amount and an operator of the least stake, both of that name.
    void operator(String name) {
        done(claim(name, 0), register(name, 1, name + "-op", Limits.STAKE_MIN));
    }

    void emptyBlocks(long count) {
        for (long i = 0; i < count; i++) {
            block();
        }
    }
}
