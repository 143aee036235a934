package dev.credence.settlement.state;

import dev.credence.foundation.bytes.ByteReader;
import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.merkle.SparseMerkleTree;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// All that the ledger knows after a block; immutable, sharing with its predecessor all that did not change.
public final class State {
    private static final int VALUE_BYTES_MAX = 1024;

    private final SparseMerkleTree tree;
    private final SortedMap<Digest, Operator> operators;
    private final SlotTable slots;
    private final Chain chain;

    State(SparseMerkleTree tree, SortedMap<Digest, Operator> operators, SlotTable slots, Chain chain) {
        this.tree = tree;
        this.operators = Collections.unmodifiableSortedMap(operators);
        this.slots = slots;
        this.chain = chain;
    }

    /// The state before the first block.
    ///
    /// @param chain    as genesis says
    /// @param accounts that own something from the beginning
    public static State genesis(Chain chain, Iterable<Account> accounts) {
        Map<Digest, Optional<Bytes>> values = new HashMap<>();
        accounts.forEach(account -> values.put(StateValue.accountKey(account.id()), Optional.of(StateValue.encode(account))));
        values.put(StateValue.chainKey(), Optional.of(StateValue.encode(chain)));
        return new State(SparseMerkleTree.empty().update(values), new TreeMap<>(), SlotTable.EMPTY, chain);
    }

    /// The root that commits to all of it.
    public Digest root() {
        return tree.root();
    }

    public Chain chain() {
        return chain;
    }

    /// The operators by id, those that left but did not yet withdraw their stake among them.
    public SortedMap<Digest, Operator> operators() {
        return operators;
    }

    public SlotTable slots() {
        return slots;
    }

    /// The account of that key id; one without balance if nobody has used it.
    public Account account(Digest id) {
        return value(StateValue.accountKey(id))
                .map(value -> own(value, StateValue::account))
                .orElseGet(() -> Account.unused(id));
    }

    /// What `name@version` is, if it was announced.
    public Optional<Release> release(String name, String version) {
        return value(StateValue.releaseKey(name, version)).map(value -> own(value, StateValue::release));
    }

    /// The id of the account that announces releases of `name`, if anybody does.
    public Optional<Digest> publisher(String name) {
        return value(StateValue.publisherKey(name)).map(value -> own(value, StateValue::publisher));
    }

    Optional<Bytes> value(Digest key) {
        return tree.get(key);
    }

    SparseMerkleTree tree() {
        return tree;
    }

    /// Micro-credits in all accounts and stakes together, counted one by one; equals `chain().issued()`.
    public long countIssued() {
        long[] sum = new long[1];
        tree.forEach((key, value) -> {
            long amount =
                    switch (StateValue.kindOf(value)) {
                        case StateValue.ACCOUNT -> own(value, StateValue::account).balance();
                        case StateValue.OPERATOR -> own(value, StateValue::operator).stake();
                        default -> 0;
                    };
            sum[0] = Math.addExact(sum[0], amount);
        });
        return sum[0];
    }

    /// All of it as bytes, for a snapshot.
    public Bytes encode() {
        ByteWriter values = new ByteWriter();
        int[] count = new int[1];
        tree.forEach((key, value) -> {
            values.sized(value);
            count[0]++;
        });
        ByteWriter writer = new ByteWriter().u32(count[0]).raw(values.toBytes());
        slots.encode(writer);
        return writer.toBytes();
    }

    /// Reads a snapshot.
    ///
    /// **Obligation**: the caller compares `root()` with the one it expects; slots are not under that comparison, so the
    /// bytes must come from this node's own disk.
    public static State decode(Bytes bytes) throws MalformedException {
        ByteReader reader = new ByteReader(bytes);
        long count = reader.u32("values");
        Map<Digest, Optional<Bytes>> values = new HashMap<>();
        TreeMap<Digest, Operator> operators = new TreeMap<>();
        for (long i = 0; i < count; i++) {
            Bytes value = reader.sized("values", VALUE_BYTES_MAX);
            values.put(StateValue.keyOf(value), Optional.of(value));
            if (StateValue.kindOf(value) == StateValue.OPERATOR) {
                Operator operator = StateValue.operator(value);
                operators.put(operator.id(), operator);
            }
        }
        SlotTable slots = SlotTable.decode(reader);
        reader.end();
        Optional<Bytes> chain = values.getOrDefault(StateValue.chainKey(), Optional.empty());
        if (chain.isEmpty()) {
            throw new MalformedException("values", -1, "the chain's value", "none");
        }
        SparseMerkleTree tree = SparseMerkleTree.empty().update(values);
        return new State(tree, operators, slots, StateValue.chain(chain.get()));
    }

    /// A reader of a value that we wrote ourselves.
    interface Decoder<T> {
        T decode(Bytes value) throws MalformedException;
    }

    static <T> T own(Bytes value, Decoder<T> decoder) {
        try {
            return decoder.decode(value);
        } catch (MalformedException impossible) {
            throw new IllegalStateException("the state holds what it did not write", impossible);
        }
    }
}
