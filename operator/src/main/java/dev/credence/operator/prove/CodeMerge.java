package dev.credence.operator.prove;

import dev.credence.proof.code.Workers;
import dev.credence.proof.commitment.ByteRows;
import dev.credence.proof.commitment.CommitmentShape;
import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionKernels;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.multilinear.Eq;
import dev.credence.proof.multilinear.Point;
import dev.credence.proof.sumcheck.ProductPolynomial;
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
    private final byte[] code;
    private final CommitmentShape shape;
    private final Workers workers;
    private final List<Part> parts = new ArrayList<>();
    private final List<Extension> rowPoint = new ArrayList<>();
    private ProductPolynomial current;
    private ExtensionVector folded;

    /// H over the rows (padded to 2^rowsLog), E over the columns, G = W·E.
    private record Part(ExtensionVector rows, ExtensionVector columns, ExtensionVector gram) {}

    /// A functional together with its power of γ.
    record Weighted(Extension scale, CodeFunctional functional) {}

    CodeMerge(byte[] code, CommitmentShape shape, List<Weighted> functionals, Workers workers) {
        this.code = code;
        this.shape = shape;
        this.workers = workers;
        collect(functionals);
        List<ProductPolynomial.Pair> pairs = parts.stream().map(part -> new ProductPolynomial.Pair(part.rows(), part.gram())).toList();
        this.current = new ProductPolynomial(shape.rowsLog(), pairs);
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
        ExtensionVector dots = ByteRows.dots(code, shape.rows(), shape.columnsLog(), columns, workers);
        System.arraycopy(dots.c0(), 0, gram.c0(), 0, dots.length());
        System.arraycopy(dots.c1(), 0, gram.c1(), 0, dots.length());
        return new Part(rows, columns, gram);
    }

    @Override
    public int variables() {
        return folded == null ? shape.columnsLog() + current.variables() : current.variables();
    }

    @Override
    public int degree() {
        return 2;
    }

    @Override
    public ExtensionVector round(Extension claim) {
        return current.round(claim);
    }

    @Override
    public void bind(Extension r) {
        current.bind(r);
        if (folded == null) {
            rowPoint.add(r);
            if (rowPoint.size() == shape.rowsLog()) {
                startColumns();
            }
        }
    }

    private void startColumns() {
        ExtensionVector eq = Eq.table(new Point(rowPoint));
        folded = ByteRows.fold(code, 0, shape.columnsLog(), eq.slice(0, shape.rows()), workers);
        ExtensionVector weights = new ExtensionVector(1 << shape.columnsLog());
        for (Part part : parts) {
            ExtensionKernels.axpy(weights, 0, part.rows().get(0), part.columns(), 0, weights.length());
        }
        current = new ProductPolynomial(folded.copy(), weights);
    }

    /// W' = Σ_b eq(ρ, b)·W[b, ·], once the row variables are bound to ρ: the opening begins with it.
    ExtensionVector folded() {
        return folded;
    }

    /// W̃ at the point of the run, once all variables are bound.
    Extension value() {
        return current.first();
    }
}
