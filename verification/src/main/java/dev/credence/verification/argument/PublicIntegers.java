package dev.credence.verification.argument;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.integer.InputRule;
import dev.credence.inference.integer.IntegerProgram;
import dev.credence.inference.integer.IntegerTensor;
import dev.credence.inference.integer.OutputRule;
import dev.credence.inference.op.ReferenceKernels;
import dev.credence.receipt.request.Datatype;
import dev.credence.receipt.request.TensorRecord;
import dev.credence.verification.body.BodyTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Between the tensors of a request and an answer and the integers of a proof: the program's input rule and its output rule, which a
/// verifier applies itself. One row.
public final class PublicIntegers {
    private PublicIntegers() {}

    /// X, from a request's only tensor; empty if it is no single row of the program's input, or has an element that is not finite.
    public static Optional<int[]> input(IntegerProgram program, List<BodyTensor> request) {
        InputRule rule = program.input();
        if (request.size() != 1 || !isRow(request.getFirst().record(), rule.name(), rule.dimensions())) {
            return Optional.empty();
        }
        int elements = rule.tensor().elements();
        float[] floats = new float[elements];
        request.getFirst().littleEndian().toBuffer().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
        byte[] stored = new byte[elements];
        try {
            rule.quantise(floats, 0, stored, 0);
        } catch (RefusedException notFinite) {
            return Optional.empty();
        }
        return Optional.of(rule.tensor().range().values(stored));
    }

    /// Y, from its bytes; empty if they are not as many integers as the program's output has, each in its range.
    public static Optional<int[]> output(IntegerProgram program, Bytes bytes) {
        IntegerTensor type = program.tensors().getLast();
        if (bytes.length() != (long) Integer.BYTES * type.elements()) {
            return Optional.empty();
        }
        int[] integers = new int[type.elements()];
        bytes.toBuffer().order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(integers);
        for (int integer : integers) {
            if (integer < type.range().low() || integer > type.range().high()) {
                return Optional.empty();
            }
        }
        return Optional.of(integers);
    }

    /// Whether the answer's only tensor is what the output rule makes of Y, bit for bit.
    ///
    /// @param output in range
    public static boolean renders(IntegerProgram program, int[] output, List<BodyTensor> answer) {
        OutputRule rule = program.output();
        if (answer.size() != 1 || !isRow(answer.getFirst().record(), rule.name(), rule.dimensions())) {
            return false;
        }
        byte[] stored = new byte[output.length];
        for (int i = 0; i < output.length; i++) {
            stored[i] = (byte) output[i];
        }
        float[] floats = rule.render(stored, program.tensors().getLast(), ReferenceKernels.INSTANCE);
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * floats.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(floats);
        return Bytes.wrap(bytes.array()).equals(answer.getFirst().littleEndian());
    }

    // FP32 of shape [1, dimensions…].
    private static boolean isRow(TensorRecord record, String name, List<Integer> dimensions) {
        List<Long> shape = new ArrayList<>();
        shape.add(1L);
        dimensions.forEach(size -> shape.add((long) size));
        return record.name().equals(name) && record.datatype() == Datatype.FP32 && record.shape().equals(shape);
    }
}
