package dev.credence.receipt.statement;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.laws.CodecLaws;
import dev.credence.receipt.laws.Samples;
import java.util.List;
import java.util.Optional;

/// A statement and its bytes determine one another.
class StatementTest implements CodecLaws<Statement> {
    @Override
    public List<Statement> samples() {
        return List.of(Samples.statement(Optional.of(Samples.digest("sketch"))));
    }

    @Override
    public Bytes encode(Statement value) {
        return value.encode();
    }

    @Override
    public Statement decode(Bytes bytes) throws MalformedException {
        return Statement.decode(bytes);
    }
}
