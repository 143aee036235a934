package dev.credence.node.ledger;

/// How an embedded ledger runs.
///
/// @param lingerMillis          how long a block waits for more after its first transaction; at most 50
/// @param waitingMax            transactions that may wait, for a block or for cosigners; more are refused at once
/// @param snapshotReceiptsMin   receipts behind the last snapshot, at least, before the next is written
public record LedgerSettings(long lingerMillis, int waitingMax, int snapshotReceiptsMin) {
    public static final LedgerSettings DEFAULT = new LedgerSettings(10, 8_192, 50_000);

    public LedgerSettings {
        if (lingerMillis < 0 || lingerMillis > 50 || waitingMax < 1 || snapshotReceiptsMin < 1) {
            throw new IllegalArgumentException("a linger of 0 to 50 ms and positive limits expected, found "
                    + lingerMillis + ", " + waitingMax + ", " + snapshotReceiptsMin);
        }
    }
}
