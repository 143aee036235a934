package dev.credence.verification.circuit;

import dev.credence.inference.integer.Digits;
import dev.credence.inference.integer.IntegerModel;
import dev.credence.inference.integer.IntegerOp;
import dev.credence.inference.integer.IntegerProgram;
import dev.credence.inference.integer.LinearWeights;
import java.util.List;

/// The cells of the code W, from a program's weights: what is committed, and what someone who has the files recomputes the root from.
public final class CodeCells {
    private CodeCells() {}

    /// N_W cells, each in [−128, 127].
    public static byte[] of(IntegerModel model) throws CircuitException {
        return of(model.program(), CodeLayout.of(model.program()), model.weights());
    }

    /// @param weights of the program's linear operations, in its order
    public static byte[] of(IntegerProgram program, CodeLayout layout, List<LinearWeights> weights) {
        byte[] cells = new byte[layout.cells()];
        int linear = 0;
        for (int op = 0; op < program.ops().size(); op++) {
            if (program.ops().get(op) instanceof IntegerOp.Linear each) {
                LinearWeights numbers = weights.get(linear++);
                matrix(cells, layout.matrix(op), numbers.weights(), each.gather().terms());
                CodeBlock digits = layout.digits(op);
                digits(cells, digits, CodeBlock.BIAS_ROW, numbers.biases());
                digits(cells, digits, CodeBlock.MULTIPLIER_ROW, numbers.multipliers());
            }
        }
        return cells;
    }

    private static void matrix(byte[] cells, CodeBlock block, byte[] weights, int terms) {
        for (int row = 0; row * terms < weights.length; row++) {
            System.arraycopy(weights, row * terms, cells, block.offset() + (row << block.columnVariables()), terms);
        }
    }

    private static void digits(byte[] cells, CodeBlock block, int firstRow, int[] numbers) {
        for (int digit = 0; digit < IntegerOp.Linear.BIAS_DIGITS; digit++) {
            int row = block.offset() + ((firstRow + digit) << block.columnVariables());
            for (int channel = 0; channel < numbers.length; channel++) {
                cells[row + channel] = Digits.digit(numbers[channel], digit);
            }
        }
    }
}
