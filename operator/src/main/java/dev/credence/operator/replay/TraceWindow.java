package dev.credence.operator.replay;

import dev.credence.foundation.hash.Digest;
import dev.credence.inference.trace.Trace;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The traces of this operator's recent executions by leaf; the oldest go first when count or bytes are exceeded.
public final class TraceWindow {
    private static final long ENTRY_BYTES = 256;

    private final int countMax;
    private final long bytesMax;
    private final Map<Digest, Trace> traces = new LinkedHashMap<>();
    private long bytes;

    /// @param bytesMax of memory, estimated
    public TraceWindow(int countMax, long bytesMax) {
        if (countMax < 1 || bytesMax < 1) {
            throw new IllegalArgumentException("positive bounds expected, found " + countMax + ", " + bytesMax);
        }
        this.countMax = countMax;
        this.bytesMax = bytesMax;
    }

    public synchronized void keep(Digest leaf, Trace trace) {
        if (traces.putIfAbsent(leaf, trace) != null) {
            return;
        }
        bytes += size(trace);
        var oldest = traces.entrySet().iterator();
        while ((traces.size() > countMax || bytes > bytesMax) && oldest.hasNext()) {
            bytes -= size(oldest.next().getValue());
            oldest.remove();
        }
    }

    public synchronized Optional<Trace> find(Digest leaf) {
        return Optional.ofNullable(traces.get(leaf));
    }

    public synchronized int size() {
        return traces.size();
    }

    private static long size(Trace trace) {
        return ENTRY_BYTES + trace.entries().length();
    }
}
