package dev.credence.operator.prove;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.integer.Gather;
import dev.credence.inference.integer.IntegerModel;
import dev.credence.inference.integer.IntegerOp;
import dev.credence.inference.integer.IntegerProgram;
import dev.credence.inference.integer.IntegerRange;
import dev.credence.inference.integer.LinearWeights;
import dev.credence.inference.integer.PlaneAxis;
import dev.credence.inference.integer.PlaneWindow;
import dev.credence.inference.integer.Rescale;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Programs of the same shapes that compute something else: what a prover may run instead of the program that it states.
enum OtherProgram {
    ZERO_POINT {
        @Override
        Optional<IntegerOp> change(IntegerOp op) {
            return switch (op) {
                case IntegerOp.Linear it ->
                    rescale(it.rescale()).map(other -> new IntegerOp.Linear(it.name(), it.input(), it.gather(), it.channels(), it.multiplierDigits(), other));
                case IntegerOp.Add it -> rescale(it.rescale()).map(other -> new IntegerOp.Add(it.name(), it.first(), it.second(), other, it.outputs()));
                case IntegerOp.AveragePool it ->
                    rescale(it.rescale()).map(other -> new IntegerOp.AveragePool(it.name(), it.input(), it.planes(), it.multiplier(), other));
                case IntegerOp.Requantise it ->
                    rescale(it.rescale()).map(other -> new IntegerOp.Requantise(it.name(), it.input(), it.multiplier(), other, it.outputs()));
                case IntegerOp.MaxPool _ -> Optional.empty();
            };
        }
    },
    CONSTANT {
        @Override
        Optional<IntegerOp> change(IntegerOp op) {
            return switch (op) {
                case IntegerOp.Add it -> {
                    IntegerOp.Term other = new IntegerOp.Term(it.first().input(), it.first().multiplier() - 20_000);
                    yield Optional.of(new IntegerOp.Add(it.name(), other, it.second(), it.rescale(), it.outputs()));
                }
                case IntegerOp.AveragePool it ->
                    Optional.of(new IntegerOp.AveragePool(it.name(), it.input(), it.planes(), it.multiplier() - 3_000, it.rescale()));
                case IntegerOp.Requantise it ->
                    Optional.of(new IntegerOp.Requantise(it.name(), it.input(), it.multiplier() - 30_000, it.rescale(), it.outputs()));
                case IntegerOp.Linear _, IntegerOp.MaxPool _ -> Optional.empty();
            };
        }
    },
    OPERANDS {
        @Override
        Optional<IntegerOp> change(IntegerOp op) {
            return op instanceof IntegerOp.Add it
                    ? Optional.of(new IntegerOp.Add(it.name(), swapped(it.first(), it.second()), swapped(it.second(), it.first()), it.rescale(), it.outputs()))
                    : Optional.empty();
        }
    },
    PADDING {
        @Override
        Optional<IntegerOp> change(IntegerOp op) {
            return switch (op) {
                case IntegerOp.Linear it when !it.gather().isDense() ->
                    window(it.gather().window()).map(other -> new IntegerOp.Linear(it.name(), it.input(),
                            new Gather(it.gather().channels(), it.gather().groups(), other), it.channels(), it.multiplierDigits(), it.rescale()));
                case IntegerOp.Linear _, IntegerOp.Add _, IntegerOp.Requantise _, IntegerOp.AveragePool _, IntegerOp.MaxPool _ -> Optional.empty();
            };
        }
    };

    /// `op` with another meaning; empty where this change does not apply.
    abstract Optional<IntegerOp> change(IntegerOp op);

    /// `model` with one operation changed.
    Optional<IntegerModel> of(IntegerModel model, RandomGenerator random) throws RefusedException {
        List<IntegerModel> others = new ArrayList<>();
        for (int i = 0; i < model.program().ops().size(); i++) {
            Optional<IntegerOp> changed = change(model.program().ops().get(i));
            if (changed.isPresent()) {
                List<IntegerOp> ops = new ArrayList<>(model.program().ops());
                ops.set(i, changed.get());
                List<LinearWeights> weights = model.weights();
                others.add(IntegerModel.of(new IntegerProgram(model.program().input(), ops, model.program().output()), weights));
            }
        }
        return others.isEmpty() ? Optional.empty() : Optional.of(others.get(random.nextInt(others.size())));
    }

    static Optional<Rescale> rescale(Rescale rescale) {
        IntegerRange range = rescale.range();
        int other = rescale.zeroPoint() == range.high() ? range.low() : rescale.zeroPoint() + 1;
        return Optional.of(new Rescale(rescale.shift(), range, other));
    }

    static IntegerOp.Term swapped(IntegerOp.Term from, IntegerOp.Term other) {
        return new IntegerOp.Term(other.input(), from.multiplier());
    }

    /// The window moved by one cell.
    static Optional<PlaneWindow> window(PlaneWindow window) {
        PlaneAxis axis = window.width();
        if (axis.pad() == 0) {
            return Optional.empty();
        }
        try {
            PlaneAxis moved = new PlaneAxis(axis.in(), axis.out(), axis.kernel(), axis.stride(), axis.dilation(), axis.pad() - 1);
            return Optional.of(new PlaneWindow(window.height(), moved));
        } catch (IllegalArgumentException outside) {
            return Optional.empty();
        }
    }
}
