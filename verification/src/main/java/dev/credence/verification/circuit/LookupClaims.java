package dev.credence.verification.circuit;

import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.multilinear.Eq;
import dev.credence.proof.multilinear.Point;
import dev.credence.proof.multilinear.PrefixIndicator;
import dev.credence.verification.circuit.Claims.OfWitness;
import dev.credence.verification.circuit.WitnessFunctional.Intervals;
import dev.credence.verification.circuit.WitnessLayout.Lookup;
import java.util.ArrayList;
import java.util.List;

/// What the end of the fractional sum says of the witness (docs/spec/proof.md 7.8). Leaves:
///
/// ```
/// (1, α − bus − β·A(z))              a cell that is looked up
/// (−A(z), α − bus − β·(low + j))     the multiplicity of row j of a table
/// (0, 1)                             any other
/// ```
public final class LookupClaims {
    private LookupClaims() {}

    /// Three claims: on the multiplicities, on the cells that are looked up, and that what lies behind the last column is zero.
    ///
    /// @throws IllegalArgumentException if β is zero
    public static List<OfWitness> of(WitnessLayout layout, Evaluations.Lookups end) {
        Point point = end.point();
        Extension lookedUp = Extension.ZERO;
        Extension known = Extension.ZERO;
        List<Column> lookups = new ArrayList<>();
        for (Lookup lookup : layout.lookups()) {
            Extension indicator = indicator(point, lookup.column());
            lookedUp = lookedUp.plus(indicator);
            known = known.plus(indicator.times(end.alpha().minus(Extension.of(lookup.table().bus()))));
            lookups.add(lookup.column());
        }
        List<Column> multiplicities = new ArrayList<>();
        Extension tables = Extension.ZERO;
        for (Table table : layout.tables()) {
            Column column = layout.multiplicities(table);
            multiplicities.add(column);
            tables = tables.plus(indicator(point, column));
            known = known.plus(rows(point, column, table, end));
        }
        // Every cell that is neither has the denominator 1.
        known = known.plus(Extension.ONE).minus(lookedUp).minus(tables);
        Column tail = new Column(layout.cells(), (1 << layout.variables()) - layout.cells());
        Extension ofLookups = known.minus(end.denominator()).times(end.beta().inverse());
        return List.of(
                new OfWitness(new Intervals(multiplicities, point), lookedUp.minus(end.numerator())),
                new OfWitness(new Intervals(lookups, point), ofLookups),
                new OfWitness(new Intervals(List.of(tail), point), Extension.ZERO));
    }

    private static Extension indicator(Point point, Column column) {
        return PrefixIndicator.at(column.end(), point).minus(PrefixIndicator.at(column.offset(), point));
    }

    /// Σ_j eq(u, cell of row j)·(α − bus − β·(low + j)).
    private static Extension rows(Point point, Column column, Table table, Evaluations.Lookups end) {
        Extension constant = end.alpha().minus(Extension.of(table.bus()));
        // Rows share their upper coordinates by the block.
        int lower = Math.min(point.size(), Logarithm.ceil(column.length()));
        ExtensionVector block = Eq.table(point.last(lower));
        Extension sum = Extension.ZERO;
        int row = 0;
        while (row < column.length()) {
            int cell = column.offset() + row;
            int rows = Math.min(column.length() - row, block.length() - (cell & (block.length() - 1)));
            Extension inside = Extension.ZERO;
            for (int i = 0; i < rows; i++) {
                Extension denominator = constant.minus(end.beta().times(Extension.ofSigned(table.low() + row + i)));
                inside = inside.plus(block.get((cell & (block.length() - 1)) + i).times(denominator));
            }
            int upper = point.size() - lower;
            sum = sum.plus(inside.times(Eq.at(point.first(upper), Point.corner(cell >>> lower, upper))));
            row += rows;
        }
        return sum;
    }
}
