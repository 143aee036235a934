package dev.credence.settlement.machine;

import static dev.credence.settlement.machine.Context.refused;

import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.signature.PublicKey;
import dev.credence.settlement.state.Account;
import dev.credence.settlement.state.Operator;
import dev.credence.settlement.transaction.Transaction;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Operators come, show that they are there, and leave.
final class OperatorRules {
    private OperatorRules() {}

    static Outcome register(Context context, Transaction.RegisterOperator register) {
        Account owner = PaymentRules.account(context, register.owner());
        Optional<Outcome> refusal = PaymentRules.spendable(owner, register.nonce(), register.stake());
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Digest id = register.operator().id();
        if (context.draft().operator(id).isPresent()) {
            return refused(Reason.OPERATOR_KNOWN, "operator " + id + " is registered already");
        }
        if (context.draft().operators().size() >= Limits.OPERATORS_MAX) {
            return refused(Reason.OPERATORS_TOO_MANY, "at most " + Limits.OPERATORS_MAX + " operators can be registered");
        }
        if (register.stake() < Limits.STAKE_MIN) {
            return refused(
                    Reason.STAKE_TOO_SMALL,
                    "at least " + Limits.STAKE_MIN + " micro-credits of stake expected, found " + register.stake());
        }
        context.draft().put(owner.spend(register.stake()));
        // To register is a first sign of life; the next heartbeat may name this very block.
        Operator.Heartbeat first = new Operator.Heartbeat(context.height() - 1, context.timeMillis());
        context.draft()
                .put(new Operator(
                        register.operator(),
                        owner.id(),
                        register.stake(),
                        true,
                        first,
                        OptionalLong.empty(),
                        context.draft().equivocationsBefore(id),
                        Operator.Taken.NONE));
        return new Outcome.Done();
    }

    static Outcome addStake(Context context, Transaction.AddStake add) {
        Account owner = PaymentRules.account(context, add.owner());
        Optional<Outcome> refusal = PaymentRules.spendable(owner, add.nonce(), add.amount())
                .or(() -> notOwned(context, add.owner(), add.operator()))
                .or(() -> retired(context, add.operator()));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (add.amount() == 0) {
            return refused(Reason.AMOUNT_ZERO, "at least one micro-credit is added, found 0");
        }
        Operator operator = context.draft().operator(add.operator()).orElseThrow();
        context.draft().put(owner.spend(add.amount()));
        context.draft().put(operator.withStake(Math.addExact(operator.stake(), add.amount())));
        return new Outcome.Done();
    }

    static Outcome deregister(Context context, Transaction.DeregisterOperator deregister) {
        Account owner = PaymentRules.account(context, deregister.owner());
        Optional<Outcome> refusal = PaymentRules.spendable(owner, deregister.nonce(), 0)
                .or(() -> notOwned(context, deregister.owner(), deregister.operator()))
                .or(() -> retired(context, deregister.operator()));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Operator operator = context.draft().operator(deregister.operator()).orElseThrow();
        context.draft().put(owner.spend(0));
        context.draft().put(operator.retired(context.height()));
        return new Outcome.Done();
    }

    static Outcome withdraw(Context context, Transaction.WithdrawStake withdraw) {
        Account owner = PaymentRules.account(context, withdraw.owner());
        Optional<Outcome> refusal = PaymentRules.spendable(owner, withdraw.nonce(), 0)
                .or(() -> notOwned(context, withdraw.owner(), withdraw.operator()));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Operator operator = context.draft().operator(withdraw.operator()).orElseThrow();
        if (!operator.isRetired()) {
            return refused(Reason.OPERATOR_NOT_RETIRED, "operator " + operator.id() + " has not left the list");
        }
        long free = operator.retiredHeight().getAsLong() + Limits.UNBONDING_HEIGHTS;
        if (context.height() < free) {
            return refused(
                    Reason.STAKE_LOCKED, "the stake is locked until height " + free + ", this is " + context.height());
        }
        context.draft().put(owner.spend(0).receive(operator.stake()));
        context.draft().removeOperator(operator);
        return new Outcome.Done();
    }

    static Outcome heartbeat(Context context, Transaction.Heartbeat heartbeat) {
        Digest id = heartbeat.operator().id();
        Optional<Outcome> refusal = unknown(context, id).or(() -> retired(context, id));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Operator operator = context.draft().operator(id).orElseThrow();
        long named = heartbeat.height();
        if (named >= context.height()) {
            return refused(
                    Reason.HEARTBEAT_IN_FUTURE,
                    "a heartbeat names a block that is there, at most " + (context.height() - 1) + ", found " + named);
        }
        long oldest = Math.max(operator.heartbeat().height() + 1, context.height() - Limits.HEARTBEAT_HEIGHTS);
        if (named < oldest) {
            return refused(
                    Reason.HEARTBEAT_STALE, "the next heartbeat names a height of at least " + oldest + ", found " + named);
        }
        context.draft().put(operator.withHeartbeat(new Operator.Heartbeat(named, context.timeMillis())));
        return new Outcome.Done();
    }

    /// Marks as inactive whose heartbeats are missing, and as active whose came again.
    static void judgeActivity(Context context) {
        for (Operator operator : List.copyOf(context.draft().operators().values())) {
            boolean alive = !operator.isRetired() && context.timeMillis() <= due(operator);
            if (alive != operator.active()) {
                context.draft().put(operator.withActive(alive));
            }
        }
    }

    /// The last moment at which the operator still counts as active.
    static long due(Operator operator) {
        return operator.heartbeat().millis() + Limits.HEARTBEAT_TIMEOUT_MILLIS;
    }

    private static Optional<Outcome> unknown(Context context, Digest id) {
        return context.draft().operator(id).isPresent()
                ? Optional.empty()
                : Optional.of(refused(Reason.OPERATOR_UNKNOWN, "no operator " + id + " is registered"));
    }

    private static Optional<Outcome> notOwned(Context context, PublicKey owner, Digest id) {
        return unknown(context, id)
                .or(() -> context.draft().operator(id).orElseThrow().owner().equals(owner.id())
                        ? Optional.empty()
                        : Optional.of(refused(Reason.OPERATOR_NOT_OWNED, "operator " + id + " is another account's")));
    }

    private static Optional<Outcome> retired(Context context, Digest id) {
        return context.draft().operator(id).orElseThrow().isRetired()
                ? Optional.of(refused(Reason.OPERATOR_RETIRED, "operator " + id + " has left the list"))
                : Optional.empty();
    }
}
