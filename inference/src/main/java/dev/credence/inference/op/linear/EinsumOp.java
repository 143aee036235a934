package dev.credence.inference.op.linear;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.numeric.FloatV1;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import java.util.Arrays;

/// Sums of products named by letters: each output adds over all letters that it does not have, in the order in which they
/// appear first, ascending: acc = fma(product of all factors but the last from left to right, last factor, acc) from +0.
///
/// @param terms  letters of each operand; '…' stands as the character '.'
/// @param output letters of the result
record EinsumOp(String[] terms, String output) implements Op {
    private static final int LETTERS_MAX = 52;

    static Op decode(OpNode node) throws RefusedException {
        String equation = node.text("equation", "").replace(" ", "").replace("...", ".");
        String[] sides = equation.split("->", -1);
        String[] terms = sides[0].split(",", -1);
        if (sides.length > 2 || terms.length != node.inputs() || !equation.matches("[A-Za-z.,>-]*") || sides[0].contains(">")
                || sides[0].contains("-")) {
            throw OpNode.invalid("attribute equation is '" + equation + "' for " + node.inputs() + " operands");
        }
        return new EinsumOp(terms, sides.length == 2 ? sides[1] : implicit(sides[0]));
    }

    // Without an arrow: the ellipsis, then every letter that occurs once, in alphabetical order.
    private static String implicit(String left) {
        String letters = left.replace(",", "").replace(".", "");
        String once = letters.chars()
                .filter(c -> letters.indexOf(c) == letters.lastIndexOf(c))
                .sorted()
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return left.contains(".") ? "." + once : once;
    }

    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        for (Tensor input : inputs) {
            if (input == null) {
                throw OpNode.invalid("an input is left out");
            }
        }
        int wide = ellipsis(inputs);
        String[] labels = new String[terms.length];
        for (int i = 0; i < terms.length; i++) {
            labels[i] = spell(terms[i], wide, terms[i].contains(".") ? inputs[i].shape().rank() - terms[i].length() + 1 : 0);
            if (labels[i].length() != inputs[i].shape().rank()) {
                throw Operands.shape("names " + labels[i].length() + " axes of " + inputs[i].shape());
            }
        }
        String result = spell(output, wide, wide);
        String all = distinct(result + String.join("", labels));
        int[] sizes = sizes(all, labels, inputs);
        int free = result.length();
        if (!distinct(result).equals(result) || !String.join("", labels).chars().allMatch(c -> all.indexOf(c) >= 0)
                || !result.chars().allMatch(c -> String.join("", labels).indexOf(c) >= 0)) {
            throw OpNode.invalid("gives letters twice, or letters that no operand has");
        }
        long[] outer = new long[free];
        long inner = 1;
        for (int i = 0; i < sizes.length; i++) {
            if (i < free) {
                outer[i] = sizes[i];
            } else {
                inner = Math.min(inner * Math.max(1, sizes[i]), Integer.MAX_VALUE);
            }
        }
        Tensor y = work.allocate(inputs[0].type(), work.shape(outer));
        work.spend(y.elements() * inner * inputs.length);
        int[][] strides = new int[inputs.length][];
        for (int i = 0; i < inputs.length; i++) {
            strides[i] = strides(all, labels[i], inputs[i].shape());
        }
        new Walk(inputs, strides, sizes, free).fill(y);
        return Operands.one(y);
    }

    private int ellipsis(Tensor[] inputs) throws RefusedException {
        int wide = 0;
        for (int i = 0; i < terms.length; i++) {
            int spare = inputs[i].shape().rank() - terms[i].length() + 1;
            if (terms[i].indexOf('.') != terms[i].lastIndexOf('.') || terms[i].contains(".") && spare < 0) {
                throw Operands.shape("names the axes of " + inputs[i].shape() + " as '" + terms[i] + "'");
            }
            wide = terms[i].contains(".") ? Math.max(wide, spare) : wide;
        }
        return wide;
    }

    // Axes under an ellipsis get digits, aligned at the right.
    private static String spell(String term, int wide, int own) {
        StringBuilder digits = new StringBuilder();
        for (int i = wide - own; i < wide; i++) {
            digits.append((char) ('\u0100' + i));
        }
        return term.replace(".", digits);
    }

    private static String distinct(String letters) {
        StringBuilder kept = new StringBuilder();
        letters.chars().distinct().limit(LETTERS_MAX + Shape.RANK_MAX).forEach(c -> kept.append((char) c));
        return kept.toString();
    }

    private static int[] sizes(String all, String[] labels, Tensor[] inputs) throws RefusedException {
        int[] sizes = new int[all.length()];
        Arrays.fill(sizes, 1);
        for (int i = 0; i < labels.length; i++) {
            for (int axis = 0; axis < labels[i].length(); axis++) {
                int letter = all.indexOf(labels[i].charAt(axis));
                int size = inputs[i].shape().at(axis);
                if (sizes[letter] != 1 && size != 1 && size != sizes[letter]) {
                    throw Operands.shape("gives one letter the sizes " + sizes[letter] + " and " + size);
                }
                sizes[letter] = size == 1 ? sizes[letter] : size;
            }
        }
        return sizes;
    }

    // A letter that stands twice in a term walks along the diagonal.
    private static int[] strides(String all, String labels, Shape shape) {
        int[] own = shape.strides();
        int[] strides = new int[all.length()];
        for (int axis = 0; axis < labels.length(); axis++) {
            strides[all.indexOf(labels.charAt(axis))] += shape.at(axis) == 1 ? 0 : own[axis];
        }
        return strides;
    }

    /// A walk over all letters, those of the result outermost.
    private record Walk(Tensor[] inputs, int[][] strides, int[] sizes, int free) {
        void fill(Tensor y) {
            int inner = 1;
            for (int i = free; i < sizes.length; i++) {
                inner *= sizes[i];
            }
            for (int at = 0; at < y.elements(); at++) {
                if (y.array() instanceof float[] floats) {
                    float sum = 0f;
                    for (int k = 0; k < inner; k++) {
                        float product = 1f;
                        for (int i = 0; i < inputs.length - 1; i++) {
                            product *= inputs[i].floats()[place(i, at, k)];
                        }
                        sum = FloatV1.fma(product, inputs[inputs.length - 1].floats()[place(inputs.length - 1, at, k)], sum);
                    }
                    floats[at] = sum;
                } else {
                    double sum = 0;
                    for (int k = 0; k < inner; k++) {
                        double product = 1;
                        for (int i = 0; i < inputs.length; i++) {
                            product *= inputs[i].doubles()[place(i, at, k)];
                        }
                        sum += product;
                    }
                    y.doubles()[at] = sum;
                }
            }
        }

        private int place(int operand, int outer, int inner) {
            int place = 0;
            int rest = inner;
            for (int letter = sizes.length - 1; letter >= free; letter--) {
                place += rest % sizes[letter] * strides[operand][letter];
                rest /= sizes[letter];
            }
            rest = outer;
            for (int letter = free - 1; letter >= 0; letter--) {
                place += rest % sizes[letter] * strides[operand][letter];
                rest /= sizes[letter];
            }
            return place;
        }
    }
}
