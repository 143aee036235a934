package dev.credence.inference.integer;

import dev.credence.inference.graph.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Makes small random models in which every kind of operation, geometry and type occurs.
public final class ProgramMaker {
    private final RandomGenerator random;
    private final List<IntegerOp> ops = new ArrayList<>();
    private final List<LinearWeights> weights = new ArrayList<>();
    private final List<IntegerTensor> types = new ArrayList<>();
    // channels, height, width of the last tensor
    private int[] plane;

    private ProgramMaker(RandomGenerator random) {
        this.random = random;
    }

    /// A model whose weights, geometry and types come from `random`.
    public static IntegerModel model(RandomGenerator random) throws RefusedException {
        return new ProgramMaker(random).make();
    }

    private IntegerModel make() throws RefusedException {
        plane = new int[] {1 + random.nextInt(6), 1 + random.nextInt(9), 1 + random.nextInt(9)};
        int elements = plane[0] * plane[1] * plane[2];
        IntegerRange range = range();
        types.add(new IntegerTensor(elements, range, zeroPoint(range)));
        InputRule input = new InputRule("x", List.of(plane[0], plane[1], plane[2]), steps(elements), random.nextFloat(0.01f, 2f), types.getFirst());
        int count = 1 + random.nextInt(7);
        for (int i = 0; i < count; i++) {
            append();
        }
        OutputRule.Finish finish = random.nextBoolean() ? OutputRule.Finish.NONE : OutputRule.Finish.SOFTMAX;
        OutputRule output = new OutputRule("y", List.of(types.getLast().elements()), random.nextFloat(0.01f, 2f), finish);
        return IntegerModel.of(new IntegerProgram(input, ops, output), weights);
    }

    private List<InputStep> steps(int elements) {
        List<InputStep> steps = new ArrayList<>();
        int count = random.nextInt(3);
        for (int i = 0; i < count; i++) {
            int cells = plane[1] * plane[2];
            int[] repeat = {elements, cells, 1};
            int[] sizes = {1, plane[0], elements};
            int kind = random.nextInt(3);
            List<Float> operands = new ArrayList<>();
            for (int k = 0; k < sizes[kind]; k++) {
                operands.add(random.nextFloat(0.1f, 3f));
            }
            steps.add(new InputStep(InputStep.Kind.values()[random.nextInt(4)], repeat[kind], operands));
        }
        return steps;
    }

    private void append() {
        int last = ops.size();
        String name = "layer" + last;
        IntegerTensor type = types.getLast();
        int[] before = plane;
        switch (random.nextInt(6)) {
            case 0 -> linear(new IntegerOp.Linear(name, last, Gather.dense(type.elements()), 1 + random.nextInt(12), 1 + random.nextInt(3), rescale()));
            case 1 -> {
                int groups = plane[0] % 2 == 0 && random.nextBoolean() ? 2 : 1;
                PlaneWindow window = window();
                int channels = groups * (1 + random.nextInt(3));
                linear(new IntegerOp.Linear(name, last, new Gather(before[0], groups, window), channels, 1 + random.nextInt(3), rescale()));
                plane = new int[] {channels, window.height().out(), window.width().out()};
            }
            case 2 -> {
                // The summand is some earlier tensor of the same size: always the last itself at least.
                List<Integer> fitting = new ArrayList<>();
                for (int i = 0; i < types.size(); i++) {
                    if (types.get(i).elements() == type.elements()) {
                        fitting.add(i);
                    }
                }
                int other = fitting.get(random.nextInt(fitting.size()));
                add(new IntegerOp.Add(name, new IntegerOp.Term(last, multiplier(3)), new IntegerOp.Term(other, multiplier(3)), rescale(), type.elements()));
            }
            case 3 -> pooled(new IntegerOp.AveragePool(name, last, new IntegerOp.Planes(plane[0], window()), multiplier(3), rescale()));
            case 4 -> pooled(new IntegerOp.MaxPool(name, last, new IntegerOp.Planes(plane[0], window())));
            case 5 -> add(new IntegerOp.Requantise(name, last, multiplier(3), rescale(), type.elements()));
            default -> throw new AssertionError();
        }
    }

    private void linear(IntegerOp.Linear op) {
        byte[] w = new byte[op.weights()];
        random.nextBytes(w);
        int[] biases = new int[op.channels()];
        int[] multipliers = new int[op.channels()];
        for (int i = 0; i < biases.length; i++) {
            biases[i] = random.nextInt(-100_000, 100_000);
            multipliers[i] = multiplier(op.multiplierDigits());
        }
        weights.add(new LinearWeights(op, w, biases, multipliers));
        add(op);
        plane = new int[] {op.channels(), 1, 1};
    }

    private void pooled(IntegerOp op) {
        PlaneWindow window = op instanceof IntegerOp.MaxPool max ? max.planes().window() : ((IntegerOp.AveragePool) op).planes().window();
        add(op);
        plane = new int[] {plane[0], window.height().out(), window.width().out()};
    }

    private void add(IntegerOp op) {
        ops.add(op);
        List<IntegerTensor> known = TensorTypes.of(types.getFirst(), ops);
        types.add(known.getLast());
    }

    private PlaneWindow window() {
        return new PlaneWindow(axis(plane[1]), axis(plane[2]));
    }

    private PlaneAxis axis(int in) {
        while (true) {
            int kernel = 1 + random.nextInt(4);
            int stride = 1 + random.nextInt(3);
            int dilation = 1 + random.nextInt(2);
            int pad = random.nextInt(3);
            int out = 1 + random.nextInt(in);
            try {
                return new PlaneAxis(in, out, kernel, stride, dilation, pad);
            } catch (IllegalArgumentException again) {
                continue;
            }
        }
    }

    private int multiplier(int digits) {
        return 1 + random.nextInt(Digits.max(random.nextInt(digits) + 1));
    }

    private Rescale rescale() {
        IntegerRange range = range();
        return new Rescale(new int[] {16, 24, 32}[random.nextInt(3)], range, zeroPoint(range));
    }

    private IntegerRange range() {
        return IntegerRange.values()[random.nextInt(3)];
    }

    private int zeroPoint(IntegerRange range) {
        return random.nextBoolean() ? range.low() : range.low() + random.nextInt(range.high() - range.low() + 1);
    }
}
