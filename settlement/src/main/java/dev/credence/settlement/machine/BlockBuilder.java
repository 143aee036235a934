package dev.credence.settlement.machine;

import static dev.credence.settlement.machine.Context.refused;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.receipt.entry.ListedOperator;
import dev.credence.receipt.entry.OperatorsList;
import dev.credence.receipt.entry.SealEntry;
import dev.credence.settlement.genesis.Genesis;
import dev.credence.settlement.state.Chain;
import dev.credence.settlement.state.Operator;
import dev.credence.settlement.state.State;
import dev.credence.settlement.state.StateDraft;
import dev.credence.settlement.transaction.GenuineTransaction;
import dev.credence.settlement.transaction.SignedTransaction;
import dev.credence.settlement.transaction.Transaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// One block in the making: transactions one after the other, then the seal.
///
/// A transaction without effect may be left out of the block: what follows is the same with and without it.
public final class BlockBuilder {
    private final Context context;
    private final List<Outcome> outcomes = new ArrayList<>();
    private final List<BlockResult.LoggedBatch> batches = new ArrayList<>();

    BlockBuilder(Genesis genesis, String network, State before, long timeMillis) {
        Chain chain = before.chain();
        if (timeMillis < chain.timeMillis()) {
            throw new IllegalArgumentException(
                    "no block is older than the one before, at " + chain.timeMillis() + ", found " + timeMillis);
        }
        long height = chain.height() + 1;
        StateDraft draft = new StateDraft(before, height - Limits.SLOT_HEIGHTS + 1);
        this.context = new Context(genesis, network, before, draft, height, timeMillis);
    }

    public long height() {
        return context.height();
    }

    public long timeMillis() {
        return context.timeMillis();
    }

    /// Applies one transaction; a refused one leaves no trace but its outcome.
    public Outcome apply(Bytes bytes) {
        Outcome outcome;
        try {
            outcome = apply(SignedTransaction.decode(bytes));
        } catch (MalformedException malformed) {
            outcome = refused(Reason.TRANSACTION_MALFORMED, malformed.getMessage());
        }
        outcomes.add(outcome);
        return outcome;
    }

    /// Applies a transaction whose signatures were checked before.
    public Outcome apply(GenuineTransaction genuine) {
        Outcome outcome = judged(genuine);
        outcomes.add(outcome);
        return outcome;
    }

    private Outcome apply(SignedTransaction signed) {
        if (!signed.network().equals(context.network())) {
            return otherNetwork(signed);
        }
        Optional<GenuineTransaction> genuine = GenuineTransaction.of(signed);
        return genuine.isPresent()
                ? judged(genuine.get())
                : refused(Reason.SIGNATURE_INVALID, "every signer's signature expected, found one that is not");
    }

    private Outcome.Refused otherNetwork(SignedTransaction signed) {
        return refused(
                Reason.NETWORK_MISMATCH,
                "a transaction of network " + context.network() + " expected, found one of " + signed.network());
    }

    private Outcome judged(GenuineTransaction genuine) {
        SignedTransaction signed = genuine.signed();
        if (!signed.network().equals(context.network())) {
            return otherNetwork(signed);
        }
        return switch (signed.transaction()) {
            case Transaction.Transfer transfer -> PaymentRules.transfer(context, transfer);
            case Transaction.FaucetClaim claim -> PaymentRules.claim(context, claim);
            case Transaction.RegisterOperator register -> OperatorRules.register(context, register);
            case Transaction.AddStake add -> OperatorRules.addStake(context, add);
            case Transaction.DeregisterOperator deregister -> OperatorRules.deregister(context, deregister);
            case Transaction.WithdrawStake withdraw -> OperatorRules.withdraw(context, withdraw);
            case Transaction.Heartbeat heartbeat -> OperatorRules.heartbeat(context, heartbeat);
            case Transaction.AnnounceRelease announce -> ReleaseRules.announce(context, announce);
            case Transaction.Batch batch -> logged(LogRules.batch(context, batch, nextIndex()));
            case Transaction.Submission submission ->
                logged(SubmissionRules.submit(context, submission, nextIndex()));
        };
    }

    private long nextIndex() {
        return context.before().chain().logSize() + batches.size();
    }

    private Outcome logged(LogRules.Taken taken) {
        taken.batch().ifPresent(batches::add);
        return taken.outcome();
    }

    /// Ends the block.
    ///
    /// @param reveal the secret that the previous seal committed to
    /// @param next   H of the secret that the next block will reveal
    public BlockResult close(Digest reveal, Digest next) {
        Chain before = context.before().chain();
        if (!Sha256.of(reveal.bytes()).equals(before.next())) {
            throw new IllegalArgumentException("the reveal is not the secret that the previous seal committed to");
        }
        OperatorRules.judgeActivity(context);
        Optional<OperatorsList> list = changedList();
        SealEntry seal = new SealEntry(
                context.height(), before.sealIndex(), before.operators().index(), reveal, next);
        long index = nextIndex();
        Chain.OperatorsInForce operators = before.operators();
        if (list.isPresent()) {
            operators = new Chain.OperatorsInForce(index++, context.height(), list.get().digest());
        }
        long issued = context.draft().issued();
        Chain after = new Chain(context.height(), context.timeMillis(), issued, index + 1, index, next, operators, SlotQuota.taken(context));
        return new BlockResult(context.draft().finish(after), before.logSize(), outcomes, batches, list, seal);
    }

    private Optional<OperatorsList> changedList() {
        List<ListedOperator> now = listed(context.draft().operators().values());
        return now.equals(listed(context.before().operators().values()))
                ? Optional.empty()
                : Optional.of(new OperatorsList(context.height(), now));
    }

    static List<ListedOperator> listed(Collection<Operator> operators) {
        return operators.stream()
                .filter(operator -> !operator.isRetired())
                .map(operator -> new ListedOperator(
                        operator.id(), operator.owner(), operator.key(), operator.active(), operator.stake()))
                .toList();
    }
}
