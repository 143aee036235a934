package dev.credence.settlement.transaction;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.signature.PublicKey;
import dev.credence.receipt.entry.BatchEntry;
import java.util.List;

/// What somebody asks the ledger to do. Amounts are micro-credits, never negative; nonces count an account's accepted
/// transactions from 0.
public sealed interface Transaction {
    /// Whose signatures it needs, in the order in which they stand.
    List<PublicKey> signers();

    /// Moves credits between accounts.
    record Transfer(PublicKey from, long nonce, Digest to, long amount) implements Transaction {
        public Transfer {
            notNegative(nonce, "nonce");
            notNegative(amount, "amount");
        }

        @Override
        public List<PublicKey> signers() {
            return List.of(from);
        }
    }

    /// Asks for the faucet's amount, once an account, on networks whose genesis has a faucet.
    record FaucetClaim(PublicKey account, long nonce) implements Transaction {
        public FaucetClaim {
            notNegative(nonce, "nonce");
        }

        @Override
        public List<PublicKey> signers() {
            return List.of(account);
        }
    }

    /// Makes `operator` an operator of `owner`, who puts `stake` behind it; both sign.
    record RegisterOperator(PublicKey owner, long nonce, PublicKey operator, long stake) implements Transaction {
        public RegisterOperator {
            notNegative(nonce, "nonce");
            notNegative(stake, "stake");
        }

        @Override
        public List<PublicKey> signers() {
            return List.of(owner, operator);
        }
    }

    /// Puts more stake behind an operator.
    record AddStake(PublicKey owner, long nonce, Digest operator, long amount) implements Transaction {
        public AddStake {
            notNegative(nonce, "nonce");
            notNegative(amount, "amount");
        }

        @Override
        public List<PublicKey> signers() {
            return List.of(owner);
        }
    }

    /// Takes an operator off the list; its stake stays locked for the unbonding time.
    record DeregisterOperator(PublicKey owner, long nonce, Digest operator) implements Transaction {
        public DeregisterOperator {
            notNegative(nonce, "nonce");
        }

        @Override
        public List<PublicKey> signers() {
            return List.of(owner);
        }
    }

    /// Takes the stake of an operator that left back, after the unbonding time.
    record WithdrawStake(PublicKey owner, long nonce, Digest operator) implements Transaction {
        public WithdrawStake {
            notNegative(nonce, "nonce");
        }

        @Override
        public List<PublicKey> signers() {
            return List.of(owner);
        }
    }

    /// Says that the operator is there.
    ///
    /// @param height of a recent block; larger in each later heartbeat
    record Heartbeat(PublicKey operator, long height) implements Transaction {
        public Heartbeat {
            notNegative(height, "height");
        }

        @Override
        public List<PublicKey> signers() {
            return List.of(operator);
        }
    }

    /// Says for ever which model `name@version` is. The first release of a name makes it the publisher's.
    ///
    /// @param name    1 to 64 lower-case letters, digits, `-`, `_` and `.`, beginning with a letter or digit
    /// @param version 1 to 64 letters, digits, `-`, `_` and `.`, beginning with a letter or digit: what a hub may publish may be announced
    /// @param model   the model's id
    record AnnounceRelease(PublicKey publisher, long nonce, String name, String version, Digest model)
            implements Transaction {
        public static final int WORD_CHARS_MAX = 64;

        public AnnounceRelease {
            notNegative(nonce, "nonce");
            if (!isName(name) || !isVersion(version)) {
                throw new IllegalArgumentException("a release is name@version, found " + name + "@" + version);
            }
        }

        static boolean isName(String text) {
            return isVersion(text) && text.chars().noneMatch(c -> c >= 'A' && c <= 'Z');
        }

        static boolean isVersion(String text) {
            boolean good = !text.isEmpty() && text.length() <= WORD_CHARS_MAX;
            for (int i = 0; good && i < text.length(); i++) {
                char c = text.charAt(i);
                good = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || i > 0 && (c == '-' || c == '_' || c == '.');
            }
            return good;
        }

        @Override
        public List<PublicKey> signers() {
            return List.of(publisher);
        }
    }

    /// Puts receipts of one operator on the log. Without a nonce: a second time it has no effect.
    ///
    /// @param pairs 1 to 1,000
    record Batch(PublicKey operator, List<SlotLeaf> pairs) implements Transaction {
        public static final int PAIRS_MAX = BatchEntry.COUNT_MAX;

        public Batch {
            pairs = List.copyOf(pairs);
            if (pairs.isEmpty() || pairs.size() > PAIRS_MAX) {
                throw new IllegalArgumentException("a batch has 1 to " + PAIRS_MAX + " pairs, found " + pairs.size());
            }
        }

        @Override
        public List<PublicKey> signers() {
            return List.of(operator);
        }
    }

    /// Puts one receipt on the log by its envelope, whose signature is the operator's own; anybody may.
    ///
    /// @param envelope the DSSE envelope (receipt.md 2.2), at most 48 KiB
    record Submission(Bytes envelope) implements Transaction {
        public static final int ENVELOPE_BYTES_MAX = 48 << 10;

        public Submission {
            if (envelope.isEmpty() || envelope.length() > ENVELOPE_BYTES_MAX) {
                throw new IllegalArgumentException(
                        "an envelope has 1 to " + ENVELOPE_BYTES_MAX + " bytes, found " + envelope.length());
            }
        }

        @Override
        public List<PublicKey> signers() {
            return List.of();
        }
    }

    private static void notNegative(long value, String name) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " is not negative, found " + value);
        }
    }
}
