package dev.credence.settlement.machine;

/// Why a transaction was refused (ledger.md 4.3).
public enum Reason {
    /// The bytes are no transaction.
    TRANSACTION_MALFORMED,
    /// Signed for another network.
    NETWORK_MISMATCH,
    /// A signature is not the signer's.
    SIGNATURE_INVALID,
    /// Not the account's next nonce.
    NONCE_MISMATCH,
    /// Nothing is moved or staked.
    AMOUNT_ZERO,
    /// The account has less.
    BALANCE_TOO_SMALL,
    /// The network has no faucet, or it is empty.
    FAUCET_ABSENT,
    /// The account had its share.
    FAUCET_CLAIMED,
    /// That key is an operator already.
    OPERATOR_KNOWN,
    /// No operator of that id.
    OPERATOR_UNKNOWN,
    /// The operator is another account's.
    OPERATOR_NOT_OWNED,
    /// The operator has left.
    OPERATOR_RETIRED,
    /// The operator is still there.
    OPERATOR_NOT_RETIRED,
    /// The list is full.
    OPERATORS_TOO_MANY,
    /// Less than an operator must have behind it.
    STAKE_TOO_SMALL,
    /// The unbonding time is not over.
    STAKE_LOCKED,
    /// Not newer than the last heartbeat, or too old.
    HEARTBEAT_STALE,
    /// Names a height that is not there yet.
    HEARTBEAT_IN_FUTURE,
    /// The name's releases are announced by another account.
    RELEASE_NAME_TAKEN,
    /// That version was announced.
    RELEASE_KNOWN,
    /// The operator is not in the list in force.
    OPERATOR_NOT_IN_FORCE,
    /// The operator, or all of them together, took as many slots in this period as they may.
    SLOTS_TOO_MANY,
    /// The envelope or its statement does not decode, or they contradict each other.
    ENVELOPE_MALFORMED,
    /// The statement's height is more than the slots' lifetime ago, or not there yet.
    STATEMENT_STALE
}
