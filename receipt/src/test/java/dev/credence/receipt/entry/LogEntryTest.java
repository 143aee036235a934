package dev.credence.receipt.entry;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.laws.CodecLaws;
import dev.credence.receipt.laws.Samples;
import java.util.List;

/// An entry of the log and its bytes determine one another.
class LogEntryTest implements CodecLaws<LogEntry> {
    @Override
    public List<LogEntry> samples() {
        return List.of(Samples.batch(), Samples.seal(), OperatorsEntry.of(Samples.operators()));
    }

    @Override
    public Bytes encode(LogEntry value) {
        return value.encode();
    }

    @Override
    public LogEntry decode(Bytes bytes) throws MalformedException {
        return LogEntry.decode(bytes);
    }
}
