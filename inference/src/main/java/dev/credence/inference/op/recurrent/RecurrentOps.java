package dev.credence.inference.op.recurrent;

import dev.credence.inference.op.OpSpec;
import dev.credence.inference.op.Types;
import java.util.List;

/// The claims of this room.
public final class RecurrentOps {
    private RecurrentOps() {}

    public static List<OpSpec> specs() {
        return List.of(
                OpSpec.of("GRU", Types.FLOATS, 3, 6, GruCell::decode).operands("TTTTIT"),
                OpSpec.of("LSTM", Types.FLOATS, 3, 8, LstmCell::decode).operands("TTTTIT"),
                OpSpec.of("RNN", Types.FLOATS, 3, 6, RnnCell::decode).operands("TTTTIT"));
    }
}
