package dev.credence.node.gateway;

/// How long, and how many bytes, a gateway keeps of receipts. Whole segments are deleted, the oldest first.
///
/// @param millis       a receipt is there for at least so long, unless `bytesMax` is reached before
/// @param bytesMax     of all segments together
/// @param segmentBytes of one segment, about
public record Retention(long millis, long bytesMax, long segmentBytes) {
    private static final long DAY_MILLIS = 86_400_000;

    public Retention {
        if (millis < 1 || segmentBytes < 1 || segmentBytes > 1 << 30 || bytesMax < segmentBytes) {
            throw new IllegalArgumentException("positive bounds and segments of at most 1 GiB expected, found " + millis + " ms, "
                    + bytesMax + " and " + segmentBytes + " bytes");
        }
    }

    /// 30 days, at most 4 GiB: an index of them is read at the start, at about 1 GB/s.
    public static final Retention DEFAULT = ofDays(30);

    /// @param days for which receipts are kept
    public static Retention ofDays(int days) {
        return new Retention(days * DAY_MILLIS, 4L << 30, 64L << 20);
    }

    /// How long one segment takes receipts, so that none is kept much longer than `millis`.
    long segmentMillis() {
        return Math.max(1, Math.min(DAY_MILLIS, millis / 4));
    }
}
