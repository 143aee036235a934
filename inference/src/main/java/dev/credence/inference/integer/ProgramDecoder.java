package dev.credence.inference.integer;

import dev.credence.foundation.bytes.ByteReader;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Reads program bytes. Counts are bounded before anything is kept; what the records' own constructors refuse becomes malformed.
final class ProgramDecoder {
    private static final int NAME_BYTES_MAX = 1_024;

    private final ByteReader in;

    private ProgramDecoder(Bytes bytes) {
        this.in = new ByteReader(bytes);
    }

    static IntegerProgram decode(Bytes bytes) throws MalformedException {
        if (bytes.length() > IntegerProgram.BYTES_MAX) {
            throw new MalformedException("program", -1, "at most " + IntegerProgram.BYTES_MAX + " bytes", bytes.length() + " bytes");
        }
        try {
            return new ProgramDecoder(bytes).program();
        } catch (MalformedException malformed) {
            throw malformed.within("program");
        }
    }

    private IntegerProgram program() throws MalformedException {
        Bytes magic = in.raw("magic", ProgramEncoder.MAGIC.length());
        if (!magic.equals(ProgramEncoder.MAGIC)) {
            throw new MalformedException("magic", 0, ProgramEncoder.MAGIC.hex(), magic.hex());
        }
        InputRule input = input();
        int count = number("ops", 1, IntegerProgram.OPS_MAX);
        List<IntegerOp> ops = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ops.add(op("ops[" + i + "]"));
        }
        OutputRule output = output();
        in.end();
        return made("", () -> new IntegerProgram(input, ops, output));
    }

    private InputRule input() throws MalformedException {
        String name = name("input.name");
        List<Integer> dimensions = dimensions("input.dimensions");
        int count = in.u8("input.steps");
        if (count > InputRule.STEPS_MAX) {
            throw new MalformedException("input.steps", in.offset() - 1, "at most " + InputRule.STEPS_MAX, String.valueOf(count));
        }
        List<InputStep> steps = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            steps.add(step("input.steps[" + i + "]"));
        }
        float scale = bits("input.scale");
        IntegerRange range = range("input.range");
        int zeroPoint = range.low() + in.u8("input.zeroPoint");
        return made("input", () -> new InputRule(
                name, dimensions, steps, scale, new IntegerTensor(product(dimensions), range, zeroPoint)));
    }

    private static int product(List<Integer> dimensions) {
        long product = 1;
        for (int size : dimensions) {
            product = Math.min(product * size, Integer.MAX_VALUE);
        }
        return (int) product;
    }

    private InputStep step(String path) throws MalformedException {
        int code = in.u8(path + ".kind");
        InputStep.Kind kind = null;
        for (InputStep.Kind candidate : InputStep.Kind.values()) {
            if (candidate.code() == code) {
                kind = candidate;
            }
        }
        if (kind == null) {
            throw new MalformedException(path + ".kind", in.offset() - 1, "1 to 4", String.valueOf(code));
        }
        InputStep.Kind known = kind;
        int repeat = number(path + ".repeat", 1, IntegerTensor.ELEMENTS_MAX);
        int count = number(path + ".operands", 1, IntegerTensor.ELEMENTS_MAX);
        if (count > in.remaining() / 4) {
            throw new MalformedException(path + ".operands", in.offset(), 4L * count + " more bytes", in.remaining() + " bytes");
        }
        List<Float> operands = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            operands.add(bits(path + ".operands"));
        }
        return made(path, () -> new InputStep(known, repeat, operands));
    }

    private OutputRule output() throws MalformedException {
        String name = name("output.name");
        List<Integer> dimensions = dimensions("output.dimensions");
        float scale = bits("output.scale");
        int code = in.u8("output.finish");
        if (code > 1) {
            throw new MalformedException("output.finish", in.offset() - 1, "0 or 1", String.valueOf(code));
        }
        OutputRule.Finish finish = code == 1 ? OutputRule.Finish.SOFTMAX : OutputRule.Finish.NONE;
        return made("output", () -> new OutputRule(name, dimensions, scale, finish));
    }

    private IntegerOp op(String path) throws MalformedException {
        int code = in.u8(path + ".kind");
        String name = name(path + ".name");
        return switch (code) {
            case 1 -> linear(path, name);
            case 2 -> {
                int[] numbers = {tensor(path), multiplier(path), tensor(path), multiplier(path)};
                Rescale rescale = rescale(path);
                int outputs = number(path + ".outputs", 1, IntegerTensor.ELEMENTS_MAX);
                yield made(path, () -> new IntegerOp.Add(
                        name, new IntegerOp.Term(numbers[0], numbers[1]), new IntegerOp.Term(numbers[2], numbers[3]), rescale, outputs));
            }
            case 3 -> {
                int input = tensor(path);
                IntegerOp.Planes planes = planes(path);
                int multiplier = multiplier(path);
                Rescale rescale = rescale(path);
                yield made(path, () -> new IntegerOp.AveragePool(name, input, planes, multiplier, rescale));
            }
            case 4 -> {
                int input = tensor(path);
                IntegerOp.Planes planes = planes(path);
                yield made(path, () -> new IntegerOp.MaxPool(name, input, planes));
            }
            case 5 -> {
                int input = tensor(path);
                int multiplier = multiplier(path);
                Rescale rescale = rescale(path);
                int outputs = number(path + ".outputs", 1, IntegerTensor.ELEMENTS_MAX);
                yield made(path, () -> new IntegerOp.Requantise(name, input, multiplier, rescale, outputs));
            }
            default -> throw new MalformedException(path + ".kind", -1, "1 to 5", String.valueOf(code));
        };
    }

    private IntegerOp linear(String path, String name) throws MalformedException {
        int input = tensor(path);
        int channels = number(path + ".channels", 1, IntegerTensor.ELEMENTS_MAX);
        int groups = number(path + ".groups", 1, IntegerTensor.ELEMENTS_MAX);
        PlaneWindow window = window(path);
        Gather gather = made(path, () -> new Gather(channels, groups, window));
        int outputs = number(path + ".outputs", 1, IntegerTensor.ELEMENTS_MAX);
        int digits = in.u8(path + ".multiplierDigits");
        Rescale rescale = rescale(path);
        return made(path, () -> new IntegerOp.Linear(name, input, gather, outputs, digits, rescale));
    }

    private int tensor(String path) throws MalformedException {
        return number(path + ".input", 0, IntegerProgram.OPS_MAX);
    }

    private int multiplier(String path) throws MalformedException {
        return number(path + ".multiplier", 1, Rescale.MULTIPLIER_MAX);
    }

    private IntegerOp.Planes planes(String path) throws MalformedException {
        int channels = number(path + ".channels", 1, IntegerTensor.ELEMENTS_MAX);
        PlaneWindow window = window(path);
        return made(path, () -> new IntegerOp.Planes(channels, window));
    }

    private PlaneWindow window(String path) throws MalformedException {
        PlaneAxis height = axis(path + ".height");
        PlaneAxis width = axis(path + ".width");
        return made(path, () -> new PlaneWindow(height, width));
    }

    private PlaneAxis axis(String path) throws MalformedException {
        int[] sizes = new int[6];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = number(path, i < 5 ? 1 : 0, PlaneAxis.SIZE_MAX);
        }
        return made(path, () -> new PlaneAxis(sizes[0], sizes[1], sizes[2], sizes[3], sizes[4], sizes[5]));
    }

    private Rescale rescale(String path) throws MalformedException {
        int shift = in.u8(path + ".shift");
        IntegerRange range = range(path + ".range");
        int zeroPoint = range.low() + in.u8(path + ".zeroPoint");
        return made(path, () -> new Rescale(shift, range, zeroPoint));
    }

    private IntegerRange range(String path) throws MalformedException {
        int code = in.u8(path);
        for (IntegerRange range : IntegerRange.values()) {
            if (range.code() == code) {
                return range;
            }
        }
        throw new MalformedException(path, in.offset() - 1, "1, 2 or 3", String.valueOf(code));
    }

    private List<Integer> dimensions(String path) throws MalformedException {
        int rank = in.u8(path);
        if (rank > InputRule.RANK_MAX) {
            throw new MalformedException(path, in.offset() - 1, "at most " + InputRule.RANK_MAX + " dimensions", String.valueOf(rank));
        }
        List<Integer> dimensions = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            dimensions.add(number(path, 1, IntegerTensor.ELEMENTS_MAX));
        }
        return dimensions;
    }

    private String name(String path) throws MalformedException {
        int offset = in.offset();
        Bytes bytes = in.sized(path, NAME_BYTES_MAX);
        String name;
        try {
            name = bytes.utf8();
        } catch (MalformedException malformed) {
            throw malformed.within(path);
        }
        if (name.isEmpty()) {
            throw new MalformedException(path, offset, "a name", "nothing");
        }
        return name;
    }

    private float bits(String path) throws MalformedException {
        return Float.intBitsToFloat((int) in.u32(path));
    }

    private int number(String path, int from, int to) throws MalformedException {
        int offset = in.offset();
        long value = in.u32(path);
        if (value < from || value > to) {
            throw new MalformedException(path, offset, "a number in [" + from + ", " + to + "]", String.valueOf(value));
        }
        return (int) value;
    }

    private <T> T made(String path, Supplier<T> constructor) throws MalformedException {
        try {
            return constructor.get();
        } catch (IllegalArgumentException refused) {
            throw new MalformedException(path, in.offset(), "a value that keeps the format's bounds", refused.getMessage());
        }
    }
}
