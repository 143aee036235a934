package dev.credence.settlement.machine;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.receipt.entry.LogEntry;
import dev.credence.receipt.entry.OperatorsEntry;
import dev.credence.receipt.entry.OperatorsList;
import dev.credence.receipt.entry.SealEntry;
import dev.credence.settlement.genesis.Genesis;
import dev.credence.settlement.state.Account;
import dev.credence.settlement.state.Chain;
import dev.credence.settlement.state.State;
import java.util.List;
import java.util.OptionalLong;

/// The ledger as a pure function of its genesis and its blocks.
///
/// ```
/// apply(state, block) → (state, outcomes, entries, root)
/// ```
///
/// Whatever engine orders the blocks, the same blocks give the same states, entries and roots on every machine.
public final class Ledger {
    private static final Digest NO_REVEAL = new Digest(Bytes.wrap(new byte[Digest.LENGTH]));

    private final Genesis genesis;
    private final String network;

    public Ledger(Genesis genesis) {
        this.genesis = genesis;
        this.network = genesis.network();
    }

    public Genesis genesis() {
        return genesis;
    }

    public String network() {
        return network;
    }

    /// Entries 0 and 1 of the log: no operators, and a seal that commits to the first secret.
    public List<LogEntry> genesisEntries() {
        return List.of(
                OperatorsEntry.of(new OperatorsList(0, List.of())), new SealEntry(0, 1, 0, NO_REVEAL, genesis.next()));
    }

    /// The state before the first block.
    public State genesisState() {
        Digest noOperators = new OperatorsList(0, List.of()).digest();
        Chain chain = new Chain(
                0,
                genesis.timeMillis(),
                genesis.issued(),
                2,
                1,
                genesis.next(),
                new Chain.OperatorsInForce(0, 0, noOperators),
                0);
        return State.genesis(
                chain,
                genesis.accounts().stream()
                        .map(account -> new Account(account.id(), account.balance(), 0, false))
                        .toList());
    }

    /// Begins the block after `state`.
    ///
    /// @param timeMillis not before the last block's
    public BlockBuilder begin(State state, long timeMillis) {
        return new BlockBuilder(genesis, network, state, timeMillis);
    }

    /// Whether a transaction may wait for a block after `state`.
    public Admission admit(State state, Bytes transaction) {
        return Admission.of(network, state, transaction);
    }

    /// Whether `block` can follow `state`: the next height, no earlier time, the secret that was committed to.
    public boolean follows(State state, Block block) {
        Chain chain = state.chain();
        return block.height() == chain.height() + 1
                && block.timeMillis() >= chain.timeMillis()
                && Sha256.of(block.reveal().bytes()).equals(chain.next());
    }

    /// Applies a block that follows `state`.
    ///
    /// @throws IllegalArgumentException if it does not; ask `follows` first
    public BlockResult apply(State state, Block block) {
        if (!follows(state, block)) {
            throw new IllegalArgumentException("block " + block.height() + " does not follow height "
                    + state.chain().height());
        }
        BlockBuilder builder = begin(state, block.timeMillis());
        block.transactions().forEach(builder::apply);
        return builder.close(block.reveal(), block.next());
    }

    /// The list of operators as of `state`, whose digest is in force for the next block.
    public OperatorsList operators(State state) {
        return new OperatorsList(
                state.chain().operators().height(),
                BlockBuilder.listed(state.operators().values()));
    }

    /// When, if no block comes before, an operator becomes inactive, so that a block is due.
    public OptionalLong blockDueMillis(State state) {
        return state.operators().values().stream()
                .filter(operator -> operator.active() && !operator.isRetired())
                .mapToLong(operator -> OperatorRules.due(operator) + 1)
                .min();
    }
}
