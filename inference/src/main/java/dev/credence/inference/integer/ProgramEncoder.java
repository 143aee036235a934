package dev.credence.inference.integer;

import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.bytes.Bytes;
import java.util.List;

/// Writes program bytes; the mirror of `ProgramDecoder`.
final class ProgramEncoder {
    static final Bytes MAGIC = Bytes.ofUtf8("int8-v1\0");

    private final ByteWriter out = new ByteWriter();

    private ProgramEncoder() {}

    static Bytes encode(IntegerProgram program) {
        ProgramEncoder encoder = new ProgramEncoder();
        encoder.out.raw(MAGIC);
        encoder.input(program.input());
        encoder.out.u32(program.ops().size());
        for (IntegerOp op : program.ops()) {
            encoder.op(op);
        }
        encoder.output(program.output());
        return encoder.out.toBytes();
    }

    private void input(InputRule input) {
        out.sized(Bytes.ofUtf8(input.name()));
        dimensions(input.dimensions());
        out.u8(input.steps().size());
        for (InputStep step : input.steps()) {
            out.u8(step.kind().code()).u32(step.repeat()).u32(step.operands().size());
            for (float operand : step.operands()) {
                bits(operand);
            }
        }
        bits(input.scale());
        range(input.tensor().range(), input.tensor().zeroPoint());
    }

    private void output(OutputRule output) {
        out.sized(Bytes.ofUtf8(output.name()));
        dimensions(output.dimensions());
        bits(output.scale());
        out.u8(output.finish().code());
    }

    private void op(IntegerOp op) {
        out.u8(code(op)).sized(Bytes.ofUtf8(op.name()));
        switch (op) {
            case IntegerOp.Linear linear -> {
                out.u32(linear.input()).u32(linear.gather().channels()).u32(linear.gather().groups());
                window(linear.gather().window());
                out.u32(linear.channels()).u8(linear.multiplierDigits());
                rescale(linear.rescale());
            }
            case IntegerOp.Add add -> {
                term(add.first());
                term(add.second());
                rescale(add.rescale());
                out.u32(add.outputs());
            }
            case IntegerOp.AveragePool pool -> {
                out.u32(pool.input());
                planes(pool.planes());
                out.u32(pool.multiplier());
                rescale(pool.rescale());
            }
            case IntegerOp.MaxPool pool -> {
                out.u32(pool.input());
                planes(pool.planes());
            }
            case IntegerOp.Requantise requantise -> {
                out.u32(requantise.input()).u32(requantise.multiplier());
                rescale(requantise.rescale());
                out.u32(requantise.outputs());
            }
        }
    }

    static int code(IntegerOp op) {
        return switch (op) {
            case IntegerOp.Linear _ -> 1;
            case IntegerOp.Add _ -> 2;
            case IntegerOp.AveragePool _ -> 3;
            case IntegerOp.MaxPool _ -> 4;
            case IntegerOp.Requantise _ -> 5;
        };
    }

    private void term(IntegerOp.Term term) {
        out.u32(term.input()).u32(term.multiplier());
    }

    private void planes(IntegerOp.Planes planes) {
        out.u32(planes.channels());
        window(planes.window());
    }

    private void window(PlaneWindow window) {
        axis(window.height());
        axis(window.width());
    }

    private void axis(PlaneAxis axis) {
        out.u32(axis.in()).u32(axis.out()).u32(axis.kernel()).u32(axis.stride()).u32(axis.dilation()).u32(axis.pad());
    }

    private void rescale(Rescale rescale) {
        out.u8(rescale.shift());
        range(rescale.range(), rescale.zeroPoint());
    }

    // The zero point is counted from the low end, so that it is a byte for every range.
    private void range(IntegerRange range, int zeroPoint) {
        out.u8(range.code()).u8(zeroPoint - range.low());
    }

    private void dimensions(List<Integer> dimensions) {
        out.u8(dimensions.size());
        for (int size : dimensions) {
            out.u32(size);
        }
    }

    private void bits(float value) {
        out.u32(Integer.toUnsignedLong(Float.floatToRawIntBits(value)));
    }
}
