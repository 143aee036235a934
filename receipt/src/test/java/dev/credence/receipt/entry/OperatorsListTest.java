package dev.credence.receipt.entry;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.laws.CodecLaws;
import dev.credence.receipt.laws.Samples;
import java.util.List;

/// A list of operators and its bytes determine one another.
class OperatorsListTest implements CodecLaws<OperatorsList> {
    @Override
    public List<OperatorsList> samples() {
        return List.of(new OperatorsList(3, Samples.operators().operators().subList(0, 1)), new OperatorsList(0, List.of()));
    }

    @Override
    public Bytes encode(OperatorsList value) {
        return value.encode();
    }

    @Override
    public OperatorsList decode(Bytes bytes) throws MalformedException {
        return OperatorsList.decode(bytes);
    }
}
