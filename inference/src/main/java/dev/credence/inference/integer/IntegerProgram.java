package dev.credence.inference.integer;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import java.util.ArrayList;
import java.util.List;

/// A network in integers, for one row of a request: what `int8-v1` executes and what the proof system proves.
///
/// Every tensor but the last is read by some operation, so that nothing stands in a program without effect.
///
/// @param ops at least one; operation number i writes tensor i + 1
public record IntegerProgram(InputRule input, List<IntegerOp> ops, OutputRule output) {
    /// The name of the profile.
    public static final String PROFILE = "int8-v1";

    public static final int OPS_MAX = 4_096;

    /// All tensors of one row together.
    public static final long ELEMENTS_MAX = 1L << 28;

    /// Program bytes: constants of standardisation are nearly all of it.
    public static final int BYTES_MAX = 1 << 24;

    public IntegerProgram {
        ops = List.copyOf(ops);
        if (ops.isEmpty() || ops.size() > OPS_MAX) {
            throw new IllegalArgumentException("1 to " + OPS_MAX + " operations expected, found " + ops.size());
        }
        TensorTypes.check(input.tensor(), ops);
        InputRule.checkShape(output.name(), output.dimensions(), ops.getLast().outputs());
    }

    /// The types of all tensors, the input's first.
    public List<IntegerTensor> tensors() {
        return TensorTypes.of(input.tensor(), ops);
    }

    /// The operations that have weights, in program order.
    public List<IntegerOp.Linear> linears() {
        List<IntegerOp.Linear> linears = new ArrayList<>();
        for (IntegerOp op : ops) {
            if (op instanceof IntegerOp.Linear linear) {
                linears.add(linear);
            }
        }
        return List.copyOf(linears);
    }

    /// The canonical bytes (docs/spec/int8-v1.md section 5).
    public Bytes encode() {
        return ProgramEncoder.encode(this);
    }

    /// Reads canonical bytes.
    ///
    /// @throws MalformedException if they are anything else
    public static IntegerProgram decode(Bytes bytes) throws MalformedException {
        return ProgramDecoder.decode(bytes);
    }

    /// Plain SHA-256 of the canonical bytes.
    public Digest digest() {
        return Sha256.of(encode());
    }

    /// Multiply-adds of one row, pooling included.
    public long multiplyAdds() {
        long sum = 0;
        for (IntegerOp op : ops) {
            long each =
                    switch (op) {
                        case IntegerOp.Linear linear -> linear.gather().terms();
                        case IntegerOp.AveragePool pool -> pool.planes().window().taps();
                        case IntegerOp.MaxPool pool -> pool.planes().window().taps();
                        case IntegerOp.Add _ -> 2;
                        case IntegerOp.Requantise _ -> 1;
                    };
            sum += each * op.outputs(); // below 2^48 each, 2^60 together
        }
        return sum;
    }
}
