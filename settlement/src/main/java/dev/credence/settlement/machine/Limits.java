package dev.credence.settlement.machine;

/// The ledger's constants (ledger.md 4.1).
public final class Limits {
    /// How long slots are kept, and how old a statement may be when it is logged.
    public static final long SLOT_HEIGHTS = 10_000;
    /// Slots that all operators together may take within a period, which is as long as a slot is kept: those of two periods are there at
    /// once, 0.9 GB of them.
    public static final long PERIOD_SLOTS_MAX = 8_000_000;
    /// Slots of a period that are divided by stake; the rest is for those whose part would be too small.
    public static final long SHARED_SLOTS = 7_000_000;
    /// What every operator may take in a period, however little of the stake is its own.
    public static final long OPERATOR_SLOTS_MIN = 1_000;
    /// How long a stake stays locked after its operator left.
    public static final long UNBONDING_HEIGHTS = 10_000;
    /// How far back a heartbeat's height may lie.
    public static final long HEARTBEAT_HEIGHTS = 1_000;
    /// How often an operator should send a heartbeat.
    public static final long HEARTBEAT_INTERVAL_MILLIS = 10_000;
    /// Without a heartbeat for longer than three intervals an operator is inactive.
    public static final long HEARTBEAT_TIMEOUT_MILLIS = 30_000;
    /// What an operator must have behind it: 100 credits.
    public static final long STAKE_MIN = 100_000_000;
    /// Operators that did not withdraw, so that the list, which every receipt carries, stays below 256 KiB.
    public static final int OPERATORS_MAX = 1_024;
    /// Transactions in a block.
    public static final int BLOCK_TRANSACTIONS_MAX = 4_096;
    /// Bytes of all transactions of a block.
    public static final int BLOCK_BYTES_MAX = 1 << 20;

    private Limits() {}
}
