package dev.credence.settlement.state;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A state in the making: what the transactions of one block have changed so far.
///
/// **Obligation**: rules ask first and change afterwards, so that a refused transaction leaves no trace.
public final class StateDraft {
    private final State base;
    private final TreeMap<Digest, Optional<Bytes>> changes = new TreeMap<>();
    private final TreeMap<Digest, Operator> operators;
    private final TreeMap<Bytes, Digest> slots = new TreeMap<>();
    private final long slotsHeightMin;
    private long issued;
    private long slotsTaken;

    /// @param slotsHeightMin slots of lower heights no longer count
    public StateDraft(State base, long slotsHeightMin) {
        this.base = base;
        this.operators = new TreeMap<>(base.operators());
        this.slotsHeightMin = slotsHeightMin;
        this.issued = base.chain().issued();
    }

    public Account account(Digest id) {
        return value(StateValue.accountKey(id))
                .map(value -> State.own(value, StateValue::account))
                .orElseGet(() -> Account.unused(id));
    }

    public void put(Account account) {
        changes.put(StateValue.accountKey(account.id()), Optional.of(StateValue.encode(account)));
    }

    public long issued() {
        return issued;
    }

    /// Puts `amount` of new credits into `account`, which already counts them.
    public void issue(Account account, long amount) {
        issued = Math.addExact(issued, amount);
        put(account);
    }

    public Optional<Operator> operator(Digest id) {
        return Optional.ofNullable(operators.get(id));
    }

    public SortedMap<Digest, Operator> operators() {
        return Collections.unmodifiableSortedMap(operators);
    }

    public void put(Operator operator) {
        operators.put(operator.id(), operator);
        changes.put(StateValue.operatorKey(operator.id()), Optional.of(StateValue.encode(operator)));
    }

    /// Forgets an operator but for its equivocations, which stay with its key.
    public void removeOperator(Operator operator) {
        operators.remove(operator.id());
        changes.put(StateValue.operatorKey(operator.id()), Optional.empty());
        if (operator.equivocations() > 0) {
            changes.put(
                    StateValue.departedKey(operator.id()),
                    Optional.of(StateValue.encodeDeparted(operator.id(), operator.equivocations())));
        }
    }

    /// How often an operator equivocated before it was forgotten.
    public long equivocationsBefore(Digest id) {
        return value(StateValue.departedKey(id)).map(value -> State.own(value, StateValue::departed)).orElse(0L);
    }

    public Optional<Digest> publisher(String name) {
        return value(StateValue.publisherKey(name)).map(value -> State.own(value, StateValue::publisher));
    }

    public Optional<Release> release(String name, String version) {
        return value(StateValue.releaseKey(name, version)).map(value -> State.own(value, StateValue::release));
    }

    /// Keeps a release and, with it, the name's publisher.
    public void put(Release release) {
        changes.put(
                StateValue.publisherKey(release.name()),
                Optional.of(StateValue.encodePublisher(release.name(), release.publisher())));
        changes.put(StateValue.releaseKey(release.name(), release.version()), Optional.of(StateValue.encode(release)));
    }

    /// The leaf that stands for a slot, if that still counts.
    ///
    /// @param key `SlotTable.key` of operator and slot
    public Optional<Digest> leaf(Bytes key) {
        Digest fresh = slots.get(key);
        return fresh != null ? Optional.of(fresh) : base.slots().leaf(key, slotsHeightMin);
    }

    /// Keeps the leaf of a slot that is free.
    public void putSlot(Bytes key, Digest leaf) {
        slots.put(key, leaf);
    }

    /// Counts slots that were taken.
    public void takeSlots(int more) {
        slotsTaken += more;
    }

    /// How many slots the block has taken so far.
    public long slotsTaken() {
        return slotsTaken;
    }

    private Optional<Bytes> value(Digest key) {
        Optional<Bytes> changed = changes.get(key);
        return changed != null ? changed : base.value(key);
    }

    /// The state after the block.
    ///
    /// @param chain where the ledger then stands
    public State finish(Chain chain) {
        long height = chain.height();
        if (!slots.isEmpty()) {
            changes.put(
                    StateValue.slotsKey(height),
                    Optional.of(StateValue.encodeSlots(height, slots.size(), SlotTable.digest(slots))));
        }
        // One block's slots leave with each block that comes; one that had none leaves nothing.
        changes.put(StateValue.slotsKey(slotsHeightMin - 1), Optional.empty());
        changes.put(StateValue.chainKey(), Optional.of(StateValue.encode(chain)));
        Map<Digest, Optional<Bytes>> all = Collections.unmodifiableMap(changes);
        return new State(base.tree().update(all), operators, base.slots().with(slots, height, slotsHeightMin), chain);
    }
}
