package dev.credence.operator.prove;

import dev.credence.proof.code.Workers;
import dev.credence.proof.commitment.CommitmentShape;
import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionKernels;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.multilinear.Eq;
import dev.credence.proof.multilinear.Point;
import dev.credence.proof.sumcheck.SumcheckPolynomial;
import dev.credence.verification.circuit.CodeBlock;
import dev.credence.verification.circuit.CodeFunctional;
import java.util.ArrayList;
import java.util.List;

/// The merging sumcheck Σ_z W(z)·Λ(z) over the committed weights, with Λ a combination of functionals, in two passes over the bytes.
///
/// W is read as the rows of its commitment. Every functional is a sum of blocks eq(point, ·) at a multiple of their size, so each is
/// H(b)·E(x) in row b and column x. While the row variables are bound, only the *Gram vectors* G(b) = Σ_x W[b, x]·E(x) are needed, one
/// for each different E; then W' = Σ_b eq(ρ, b)·W[b, ·] and Λ' are tables of one row.
final class CodeMerge implements SumcheckPolynomial {
    private final CodeMatrix code;
    private final CommitmentShape shape;
    private final Workers workers;
    private final List<Part> parts = new ArrayList<>();
    private final List<Extension> rowPoint = new ArrayList<>();
    private ProductSummand columns;
    private ExtensionVector folded;

    /// H over the rows (padded to 2^rowsLog), E over the columns, G = W·E.
    private record Part(ExtensionVector rows, ExtensionVector columns, ExtensionVector gram) {}

    /// A functional together with its power of γ.
    record Weighted(Extension scale, CodeFunctional functional) {}

    CodeMerge(CodeMatrix code, CommitmentShape shape, List<Weighted> functionals, Workers workers) {
        this.code = code;
        this.shape = shape;
        this.workers = workers;
        collect(functionals);
        if (shape.rowsLog() == 0) {
            startColumns();
        }
    }

    /// eq(point, ·)·scale on 2^point.size() cells from `offset`, a multiple of that size.
    private record Block(int offset, Extension scale, Point point) {}

    private void collect(List<Weighted> functionals) {
        List<Block> blocks = new ArrayList<>();
        for (Weighted weighted : functionals) {
            addBlocks(weighted, blocks);
        }
        List<Point> tails = new ArrayList<>();
        List<ExtensionVector> heads = new ArrayList<>();
        ExtensionVector[] small = new ExtensionVector[shape.rows()];
        for (Block block : blocks) {
            int row = block.offset() >> shape.columnsLog();
            if (block.point().size() < shape.columnsLog()) {
                if (small[row] == null) {
                    small[row] = new ExtensionVector(1 << shape.columnsLog());
                }
                ExtensionVector eq = Eq.table(block.point());
                int from = block.offset() & (1 << shape.columnsLog()) - 1;
                ExtensionKernels.axpy(small[row], from, block.scale(), eq, 0, eq.length());
                continue;
            }
            Point tail = block.point().last(shape.columnsLog());
            int same = tails.indexOf(tail);
            if (same < 0) {
                same = tails.size();
                tails.add(tail);
                heads.add(new ExtensionVector(1 << shape.rowsLog()));
            }
            ExtensionVector head = Eq.table(block.point().first(block.point().size() - shape.columnsLog()));
            ExtensionKernels.axpy(heads.get(same), row, block.scale(), head, 0, head.length());
        }
        for (int i = 0; i < tails.size(); i++) {
            parts.add(part(heads.get(i), Eq.table(tails.get(i))));
        }
        for (int row = 0; row < small.length; row++) {
            if (small[row] != null) {
                ExtensionVector head = new ExtensionVector(1 << shape.rowsLog());
                head.set(row, Extension.ONE);
                parts.add(part(head, small[row]));
            }
        }
    }

    private static void addBlocks(Weighted weighted, List<Block> blocks) {
        CodeBlock at = weighted.functional().block();
        switch (weighted.functional()) {
            case CodeFunctional.Matrix matrix ->
                blocks.add(new Block(at.offset(), weighted.scale(), matrix.row().then(matrix.column())));
            case CodeFunctional.Digits digits -> {
                for (int digit = 0; digit < digits.digits(); digit++) {
                    int offset = at.offset() + ((digits.first() + digit) << at.columnVariables());
                    blocks.add(new Block(offset, weighted.scale().timesBase(1L << (8 * digit)), digits.column()));
                }
            }
        }
    }

    private Part part(ExtensionVector rows, ExtensionVector columns) {
        ExtensionVector gram = new ExtensionVector(1 << shape.rowsLog());
        ExtensionVector dots = code.dots(shape.rows(), shape.columnsLog(), columns, workers);
        System.arraycopy(dots.c0(), 0, gram.c0(), 0, dots.length());
        System.arraycopy(dots.c1(), 0, gram.c1(), 0, dots.length());
        return new Part(rows, columns, gram);
    }

    @Override
    public int variables() {
        return columns == null ? shape.variables() - rowPoint.size() : columns.variables();
    }

    @Override
    public int degree() {
        return 2;
    }

    @Override
    public ExtensionVector round(Extension claim) {
        if (columns != null) {
            return columns.round(claim);
        }
        ExtensionVector sum = new ExtensionVector(2);
        for (Part part : parts) {
            ExtensionVector each = rowSummand(part).round(claim);
            sum.set(0, sum.get(0).plus(each.get(0)));
            sum.set(1, sum.get(1).plus(each.get(1)));
        }
        return sum;
    }

    private ProductSummand rowSummand(Part part) {
        return new ProductSummand(shape.rowsLog() - rowPoint.size(), List.of(part.rows(), part.gram()));
    }

    @Override
    public void bind(Extension r) {
        if (columns != null) {
            columns.bind(r);
            return;
        }
        parts.forEach(part -> rowSummand(part).bind(r));
        rowPoint.add(r);
        if (rowPoint.size() == shape.rowsLog()) {
            startColumns();
        }
    }

    private void startColumns() {
        ExtensionVector eq = Eq.table(new Point(rowPoint));
        folded = code.combine(0, shape.columnsLog(), eq.slice(0, shape.rows()), workers);
        ExtensionVector weights = new ExtensionVector(1 << shape.columnsLog());
        for (Part part : parts) {
            ExtensionKernels.axpy(weights, 0, part.rows().get(0), part.columns(), 0, weights.length());
        }
        columns = new ProductSummand(shape.columnsLog(), List.of(folded.copy(), weights));
    }

    /// W' = Σ_b eq(ρ, b)·W[b, ·], once the row variables are bound to ρ: the opening needs it again.
    ExtensionVector folded() {
        return folded;
    }

    /// W̃ at the point of the run, once all variables are bound.
    Extension value() {
        return columns.value(0);
    }
}
