package dev.credence.verification.circuit;

import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionKernels;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.multilinear.Eq;
import dev.credence.proof.multilinear.Point;

/// A public function L on the cells of the code W, whose extension a verifier computes without looking at as many cells.
public sealed interface CodeFunctional {
    CodeBlock block();

    /// Adds scale·L(z) to table[z], for all cells z.
    void accumulate(Extension scale, ExtensionVector table);

    /// The multilinear extension of L at `point`.
    Extension at(Point point);

    /// The extension of a matrix block at (row, column): L(r, c) = eq(row, r)·eq(column, c).
    record Matrix(CodeBlock block, Point row, Point column) implements CodeFunctional {
        public Matrix {
            if (row.size() != block.rowVariables() || column.size() != block.columnVariables()) {
                throw new IllegalArgumentException("a point of " + block + " expected");
            }
        }

        @Override
        public void accumulate(Extension scale, ExtensionVector table) {
            ExtensionVector rows = Eq.table(row);
            ExtensionVector columns = Eq.table(column);
            for (int r = 0; r < rows.length(); r++) {
                int from = block.offset() + (r << block.columnVariables());
                ExtensionKernels.axpy(table, from, scale.times(rows.get(r)), columns, 0, columns.length());
            }
        }

        @Override
        public Extension at(Point point) {
            int prefix = point.size() - row.size() - column.size();
            return Eq.at(point.first(prefix), Point.corner(block.offset() / block.cells(), prefix))
                    .times(Eq.at(row, point.first(prefix + row.size()).last(row.size())))
                    .times(Eq.at(column, point.last(column.size())));
        }
    }

    /// The numbers of a digit block, read at channel point `column`: L(first + i, c) = 256^i·eq(column, c), for i below `digits`.
    record Digits(CodeBlock block, int first, int digits, Point column) implements CodeFunctional {
        public Digits {
            if (column.size() != block.columnVariables()) {
                throw new IllegalArgumentException("a point of " + block + " expected");
            }
        }

        @Override
        public void accumulate(Extension scale, ExtensionVector table) {
            ExtensionVector columns = Eq.table(column);
            for (int digit = 0; digit < digits; digit++) {
                int from = block.offset() + ((first + digit) << block.columnVariables());
                ExtensionKernels.axpy(table, from, scale.timesBase(1L << (8 * digit)), columns, 0, columns.length());
            }
        }

        @Override
        public Extension at(Point point) {
            int prefix = point.size() - block.rowVariables() - column.size();
            Point rows = point.first(prefix + block.rowVariables()).last(block.rowVariables());
            Extension sum = Extension.ZERO;
            for (int digit = 0; digit < digits; digit++) {
                sum = sum.plus(Eq.at(rows, Point.corner(first + digit, rows.size())).timesBase(1L << (8 * digit)));
            }
            return Eq.at(point.first(prefix), Point.corner(block.offset() / block.cells(), prefix))
                    .times(sum)
                    .times(Eq.at(column, point.last(column.size())));
        }
    }
}
