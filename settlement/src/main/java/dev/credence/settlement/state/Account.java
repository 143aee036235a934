package dev.credence.settlement.state;

import dev.credence.foundation.hash.Digest;

/// An account, named by its key's id.
///
/// @param balance micro-credits
/// @param nonce   the number of its accepted transactions; the next one carries it
/// @param claimed whether it had the faucet's amount
public record Account(Digest id, long balance, long nonce, boolean claimed) {
    public Account {
        if (balance < 0 || nonce < 0) {
            throw new IllegalArgumentException("balance and nonce are not negative, found " + balance + ", " + nonce);
        }
    }

    /// An account that nobody has used.
    static Account unused(Digest id) {
        return new Account(id, 0, 0, false);
    }

    /// After an accepted transaction of its own that takes `amount`.
    public Account spend(long amount) {
        return new Account(id, balance - amount, Math.addExact(nonce, 1), claimed);
    }

    public Account receive(long amount) {
        return new Account(id, Math.addExact(balance, amount), nonce, claimed);
    }

    public Account claim(long amount) {
        return new Account(id, Math.addExact(balance, amount), Math.addExact(nonce, 1), true);
    }
}
