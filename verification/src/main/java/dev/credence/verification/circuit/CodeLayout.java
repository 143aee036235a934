package dev.credence.verification.circuit;

import dev.credence.inference.integer.IntegerOp;
import dev.credence.inference.integer.IntegerProgram;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Where the weights of a program lie in the committed code W (docs/spec/proof.md 7.2): blocks side by side, largest first.
public final class CodeLayout {
    /// 2^27 cells: 64 M weights padded to powers of two.
    public static final int VARIABLES_MAX = 27;

    private static final Comparator<CodeBlock> ORDER = Comparator.comparingInt((CodeBlock block) -> -block.cells())
            .thenComparingInt(CodeBlock::op)
            .thenComparing(CodeBlock::kind);

    private final List<CodeBlock> blocks;
    private final Map<Integer, CodeBlock> matrices = new HashMap<>();
    private final Map<Integer, CodeBlock> digits = new HashMap<>();
    private final int cells;

    private CodeLayout(List<CodeBlock> blocks, int cells) {
        this.blocks = List.copyOf(blocks);
        this.cells = cells;
        for (CodeBlock block : blocks) {
            (block.kind() == CodeBlock.Kind.MATRIX ? matrices : digits).put(block.op(), block);
        }
    }

    public static CodeLayout of(IntegerProgram program) throws CircuitException {
        List<CodeBlock> unplaced = new ArrayList<>();
        for (int op = 0; op < program.ops().size(); op++) {
            if (program.ops().get(op) instanceof IntegerOp.Linear linear) {
                int channels = Logarithm.ceil(linear.channels());
                int terms = Logarithm.ceil(linear.gather().terms());
                if (channels + terms > VARIABLES_MAX) {
                    throw tooLarge(linear.name());
                }
                unplaced.add(new CodeBlock(op, CodeBlock.Kind.MATRIX, 0, channels, terms));
                unplaced.add(new CodeBlock(op, CodeBlock.Kind.DIGITS, 0, CodeBlock.DIGIT_ROW_VARIABLES, channels));
            }
        }
        if (unplaced.isEmpty()) {
            throw new CircuitException(CircuitFault.NO_WEIGHTS, "the program does nothing that a model could differ in");
        }
        unplaced.sort(ORDER);
        List<CodeBlock> blocks = new ArrayList<>();
        long offset = 0;
        for (CodeBlock block : unplaced) {
            if (offset + block.cells() > 1L << VARIABLES_MAX) {
                throw tooLarge(program.ops().get(block.op()).name());
            }
            blocks.add(block.at((int) offset));
            offset += block.cells();
        }
        return new CodeLayout(blocks, (int) offset);
    }

    private static CircuitException tooLarge(String layer) {
        return new CircuitException(CircuitFault.CODE_TOO_LARGE, "layer " + layer + ", beyond 2^" + VARIABLES_MAX + " cells");
    }

    /// In the order of their places.
    public List<CodeBlock> blocks() {
        return blocks;
    }

    /// The weights of linear operation `op`.
    public CodeBlock matrix(int op) {
        return matrices.get(op);
    }

    /// The biases and multipliers of linear operation `op`.
    public CodeBlock digits(int op) {
        return digits.get(op);
    }

    /// N_W, at least 9.
    public int cells() {
        return cells;
    }

    /// n_W.
    public int variables() {
        return Logarithm.ceil(cells);
    }
}
