package dev.credence.verification.circuit;

import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionKernels;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.field.Goldilocks;
import dev.credence.proof.multilinear.Eq;
import dev.credence.proof.multilinear.Point;
import dev.credence.proof.multilinear.PrefixIndicator;
import java.util.List;

/// A public function L on the cells of the witness A; a claim says what Σ_z A(z)·L(z) is.
public sealed interface WitnessFunctional {
    /// Adds scale·L(z) to table[z], for all cells z.
    void accumulate(Extension scale, ExtensionVector table);

    /// The multilinear extension of L at `merge`.
    Extension at(MergePoint merge);

    /// A point where all claims meet.
    ///
    /// @param point u
    /// @param eq    eq(u, z), at least for all cells of the witness
    record MergePoint(Point point, ExtensionVector eq) {
        public static MergePoint of(Point point) {
            return new MergePoint(point, Eq.table(point));
        }
    }

    /// Explicit weights on some columns.
    record Cells(List<Part> parts) implements WitnessFunctional {
        public Cells {
            parts = List.copyOf(parts);
        }

        @Override
        public void accumulate(Extension scale, ExtensionVector table) {
            for (Part part : parts) {
                Extension factor = scale.timesBase(Goldilocks.fromSigned(part.factor()));
                ExtensionKernels.axpy(table, part.offset(), factor, part.weights(), 0, part.weights().length());
            }
        }

        @Override
        public Extension at(MergePoint merge) {
            Extension sum = Extension.ZERO;
            for (Part part : parts) {
                Extension dot = ExtensionKernels.dot(part.weights(), 0, merge.eq(), part.offset(), part.weights().length());
                sum = sum.plus(dot.timesBase(Goldilocks.fromSigned(part.factor())));
            }
            return sum;
        }
    }

    /// L(offset + i) = factor·weights[i]; parts of one functional may overlap, and then add.
    record Part(int offset, long factor, ExtensionVector weights) {}

    /// L(z) = eq(point, z) in some columns, 0 elsewhere.
    ///
    /// @param columns without overlap
    record Intervals(List<Column> columns, Point point) implements WitnessFunctional {
        public Intervals {
            columns = List.copyOf(columns);
        }

        @Override
        public void accumulate(Extension scale, ExtensionVector table) {
            ExtensionVector eq = Eq.table(point);
            for (Column column : columns) {
                ExtensionKernels.axpy(table, column.offset(), scale, eq, column.offset(), column.length());
            }
        }

        @Override
        public Extension at(MergePoint merge) {
            Extension sum = Extension.ZERO;
            for (Column column : columns) {
                sum = sum.plus(PrefixIndicator.at(column.end(), point, merge.point())).minus(PrefixIndicator.at(column.offset(), point, merge.point()));
            }
            return sum;
        }
    }
}
