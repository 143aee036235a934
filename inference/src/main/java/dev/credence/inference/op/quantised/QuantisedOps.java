package dev.credence.inference.op.quantised;

import dev.credence.inference.op.OpSpec;
import dev.credence.inference.op.Types;
import dev.credence.inference.tensor.ElementType;
import java.util.List;
import java.util.Set;

/// The claims of this room.
public final class QuantisedOps {
    private static final Set<ElementType> BYTES = Types.of(ElementType.INT8, ElementType.UINT8);
    private static final Set<ElementType> STORED = Types.plus(BYTES, ElementType.INT16, ElementType.UINT16, ElementType.INT32);

    private QuantisedOps() {}

    public static List<OpSpec> specs() {
        return List.of(
                claim("ConvInteger", BYTES, 2, 4, ConvIntegerOp::decode, 10).operands("TQ"),
                claim("DequantizeLinear", STORED, 2, 3, DequantizeOp::decode, 10),
                claim("DynamicQuantizeLinear", Types.of(ElementType.FLOAT), 1, 1, _ -> new DynamicQuantizeOp(), 11),
                claim("MatMulInteger", BYTES, 2, 4, _ -> new MatMulIntegerOp(), 10).operands("TQ"),
                claim("QLinearConv", BYTES, 8, 9, QLinearConvOp::decode, 10).operands("TAQQAQAQI"),
                claim("QLinearMatMul", BYTES, 8, 8, _ -> new QLinearMatMulOp(), 10).operands("TAQQAQAQ"),
                claim("QuantizeLinear", Types.of(ElementType.FLOAT), 2, 3, QuantizeOp::decode, 10));
    }

    private static OpSpec claim(
            String name, Set<ElementType> types, int inputsMin, int inputsMax, OpSpec.Decoder decoder, int since) {
        return OpSpec.moving(name, types, inputsMin, inputsMax, decoder).startingAt(since).operands("TA");
    }
}
