package dev.credence.settlement.machine;

import static dev.credence.settlement.machine.Context.refused;

import dev.credence.foundation.codec.JsonInteger;
import dev.credence.foundation.signature.PublicKey;
import dev.credence.settlement.state.Account;
import dev.credence.settlement.transaction.Transaction;
import java.util.Optional;

/// Transfers and the faucet.
final class PaymentRules {
    private PaymentRules() {}

    static Outcome transfer(Context context, Transaction.Transfer transfer) {
        Account from = context.draft().account(transfer.from().id());
        Optional<Outcome> refusal = spendable(from, transfer.nonce(), transfer.amount());
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (transfer.amount() == 0) {
            return refused(Reason.AMOUNT_ZERO, "a transfer moves at least one micro-credit, found 0");
        }
        context.draft().put(from.spend(transfer.amount()));
        // Read after the payment was taken off, in case somebody pays himself.
        context.draft().put(context.draft().account(transfer.to()).receive(transfer.amount()));
        return new Outcome.Done();
    }

    static Outcome claim(Context context, Transaction.FaucetClaim claim) {
        Account account = context.draft().account(claim.account().id());
        Optional<Outcome> refusal = spendable(account, claim.nonce(), 0);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        long amount = context.genesis().faucet();
        if (amount == 0 || amount > JsonInteger.VALUE_MAX - context.draft().issued()) {
            return refused(Reason.FAUCET_ABSENT, "network " + context.network() + " has nothing in a faucet");
        }
        if (account.claimed()) {
            return refused(Reason.FAUCET_CLAIMED, "an account has the faucet's amount once, and this one had it");
        }
        context.draft().issue(account.claim(amount), amount);
        return new Outcome.Done();
    }

    /// The refusal, if the account's next transaction is not that one or it has less than `amount`.
    static Optional<Outcome> spendable(Account account, long nonce, long amount) {
        if (nonce != account.nonce()) {
            return Optional.of(
                    refused(Reason.NONCE_MISMATCH, "the account's next nonce is " + account.nonce() + ", found " + nonce));
        }
        if (amount > account.balance()) {
            return Optional.of(refused(
                    Reason.BALANCE_TOO_SMALL,
                    "the account has " + account.balance() + " micro-credits, needed are " + amount));
        }
        return Optional.empty();
    }

    static Account account(Context context, PublicKey key) {
        return context.draft().account(key.id());
    }
}
