package dev.credence.verification.argument;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.integer.InputRule;
import dev.credence.inference.integer.IntegerProgram;
import dev.credence.inference.integer.IntegerTensor;
import dev.credence.inference.integer.OutputRule;
import dev.credence.inference.op.ReferenceKernels;
import dev.credence.receipt.request.Datatype;
import dev.credence.receipt.request.TensorAnswerRecord;
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

    /// What a digest keeps of the answer that the output rule makes of Y: one tensor, FP32 of shape [1, dimensions…].
    ///
    /// @param output in range
    public static TensorAnswerRecord answer(IntegerProgram program, int[] output) {
        OutputRule rule = program.output();
        byte[] stored = new byte[output.length];
        for (int i = 0; i < output.length; i++) {
            stored[i] = (byte) output[i];
        }
        float[] floats = rule.render(stored, program.tensors().getLast(), ReferenceKernels.INSTANCE);
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * floats.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(floats);
        Digest digest = Sha256.of(Bytes.wrap(bytes.array()));
        return new TensorAnswerRecord(List.of(new TensorRecord(rule.name(), Datatype.FP32, row(rule.dimensions()), digest)));
    }

    private static boolean isRow(TensorRecord record, String name, List<Integer> dimensions) {
        return record.name().equals(name) && record.datatype() == Datatype.FP32 && record.shape().equals(row(dimensions));
    }

    private static List<Long> row(List<Integer> dimensions) {
        List<Long> shape = new ArrayList<>();
        shape.add(1L);
        dimensions.forEach(size -> shape.add((long) size));
        return shape;
    }
}
