package dev.credence.inference.op.layout;

import dev.credence.inference.graph.Refusal;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.IntegerElements;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;

/// start, start + delta, … below (above) limit: element i is start + i·delta.
record RangeOp() implements Op {
    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        for (Tensor input : inputs) {
            Operands.sameType(inputs[0], input);
            if (input.elements() != 1) {
                throw Operands.shape("counts with " + input + ", expected one element");
            }
        }
        return Operands.one(switch (inputs[0].type()) {
            case FLOAT -> {
                float start = inputs[0].floats()[0];
                float delta = inputs[2].floats()[0];
                Shape shape = shape(((double) inputs[1].floats()[0] - start) / delta, work);
                float[] y = new float[shape.elements()];
                for (int i = 0; i < y.length; i++) {
                    y[i] = start + i * delta;
                }
                yield Tensor.ofFloats(shape, y);
            }
            case DOUBLE -> {
                double start = inputs[0].doubles()[0];
                double delta = inputs[2].doubles()[0];
                Shape shape = shape((inputs[1].doubles()[0] - start) / delta, work);
                double[] y = new double[shape.elements()];
                for (int i = 0; i < y.length; i++) {
                    y[i] = start + i * delta;
                }
                yield Tensor.of(ElementType.DOUBLE, shape, y);
            }
            default -> integers(inputs, work);
        });
    }

    private static Tensor integers(Tensor[] inputs, Work work) throws RefusedException {
        long start = IntegerElements.read(inputs[0])[0];
        long limit = IntegerElements.read(inputs[1])[0];
        long delta = IntegerElements.read(inputs[2])[0];
        if (delta == 0) {
            throw Operands.value("counts by 0");
        }
        Tensor y = work.allocate(inputs[0].type(), shape(((double) limit - start) / delta, work));
        long[] numbers = new long[y.elements()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = start + i * delta;
        }
        return IntegerElements.write(numbers, y);
    }

    private static Shape shape(double steps, Work work) throws RefusedException {
        if (steps != steps || steps > Shape.ELEMENTS_MAX) {
            throw new RefusedException(Refusal.BUDGET_EXCEEDED, "counts " + steps + " steps");
        }
        return work.shape((long) Math.max(0, Math.ceil(steps)));
    }
}
