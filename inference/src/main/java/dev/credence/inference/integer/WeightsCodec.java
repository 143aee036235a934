package dev.credence.inference.integer;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// Weights bytes: for each linear operation in program order W as bytes, then b, then M as little-endian int32. Nothing before, between
/// or behind; the program says all lengths.
public final class WeightsCodec {
    /// The largest file that a hub keeps.
    public static final int BYTES_MAX = 1 << 30;

    private WeightsCodec() {}

    /// How many bytes the weights of `program` have.
    public static long bytes(IntegerProgram program) {
        long sum = 0;
        for (IntegerOp.Linear op : program.linears()) {
            sum += op.weights() + 8L * op.channels();
        }
        return sum;
    }

    /// @param weights one for each linear operation of a program, in its order
    public static Bytes encode(List<LinearWeights> weights) {
        int length = 0;
        for (LinearWeights each : weights) {
            length = Math.addExact(length, Math.addExact(each.weights().length, 8 * each.biases().length));
        }
        ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        for (LinearWeights each : weights) {
            out.put(each.weights());
            out.asIntBuffer().put(each.biases()).put(each.multipliers());
            out.position(out.position() + 8 * each.biases().length);
        }
        return Bytes.wrap(out.array());
    }

    /// @throws MalformedException if `bytes` has another length than `program` demands, or a number outside its digits
    public static List<LinearWeights> decode(IntegerProgram program, Bytes bytes) throws MalformedException {
        long expected = bytes(program);
        if (expected != bytes.length()) {
            throw new MalformedException("weights", -1, expected + " bytes", bytes.length() + " bytes");
        }
        ByteBuffer in = bytes.toBuffer().order(ByteOrder.LITTLE_ENDIAN);
        List<LinearWeights> weights = new ArrayList<>();
        for (IntegerOp.Linear op : program.linears()) {
            byte[] matrix = new byte[op.weights()];
            int[] biases = new int[op.channels()];
            int[] multipliers = new int[op.channels()];
            in.get(matrix);
            in.asIntBuffer().get(biases).get(multipliers);
            in.position(in.position() + 8 * op.channels());
            try {
                weights.add(new LinearWeights(op, matrix, biases, multipliers));
            } catch (IllegalArgumentException refused) {
                throw new MalformedException("weights", in.position(), "numbers within their digits", refused.getMessage());
            }
        }
        return List.copyOf(weights);
    }
}
