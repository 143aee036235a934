package dev.credence.proof.commitment;

import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionKernels;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.multilinear.Eq;
import dev.credence.proof.multilinear.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A linear function of the 2^variables cells of a polynomial, as the verifier holds it: a sum of terms, each a scalar times
/// a product over the variables. Immutable.
///
/// @param terms all of this form's variables
record LinearForm(int variables, List<Term> terms) {
    LinearForm {
        terms = List.copyOf(terms);
    }

    /// One product.
    sealed interface Term {
        Extension scale();

        /// This term times `factor`.
        Term times(Extension factor);

        /// Places the term's polynomial in a larger one, at the beginning: `zeros` new top variables that must be 0.
        Term below(int zeros);

        /// Binds the top variable to r.
        Term bind(Extension r);
    }

    /// scale · eq(point, x): the value at a point.
    record Value(Extension scale, Point point) implements Term {
        @Override
        public Value times(Extension factor) {
            return new Value(scale.times(factor), point);
        }

        @Override
        public Value below(int zeros) {
            return new Value(scale, Point.corner(0, zeros).then(point));
        }

        @Override
        public Value bind(Extension r) {
            return new Value(scale.times(Eq.factor(point.get(0), r)), point.last(point.size() - 1));
        }
    }

    /// scale · z^x for x below 2^free, zero for all other x: a value of the row's codeword. z^x = Π_j (1 − x_j + x_j·z^(2^j)).
    ///
    /// @param zeros top variables that must be 0; `free` more follow
    record Power(Extension scale, long z, int zeros, int free) implements Term {
        @Override
        public Power times(Extension factor) {
            return new Power(scale.times(factor), z, zeros, free);
        }

        @Override
        public Power below(int more) {
            return new Power(scale, z, zeros + more, free);
        }

        @Override
        public Power bind(Extension r) {
            if (zeros > 0) {
                return new Power(scale.times(Extension.ONE.minus(r)), z, zeros - 1, free);
            }
            long top = Horner.square(z, free - 1);
            return new Power(scale.times(Extension.ONE.minus(r).plus(r.timesBase(top))), z, 0, free - 1);
        }
    }

    /// The value at `point`.
    static LinearForm value(Point point) {
        return new LinearForm(point.size(), List.of(new Value(Extension.ONE, point)));
    }

    /// factor · this + Σ_i factors[i]·(the value of the codeword at points[i]).
    LinearForm plusPowers(Extension factor, long[] points, ExtensionVector factors) {
        List<Term> sum = new ArrayList<>(terms.size() + points.length);
        for (Term term : terms) {
            sum.add(term.times(factor));
        }
        for (int i = 0; i < points.length; i++) {
            sum.add(new Power(factors.get(i), points[i], 0, variables));
        }
        return new LinearForm(variables, sum);
    }

    /// The terms that are left of this form where its polynomial begins at row `offset` of a matrix of 2^columnsLog columns
    /// and the matrix's row variables are bound to `rows`.
    List<Term> bindRows(int offset, Point rows, int columnsLog) {
        int own = Math.max(0, variables - columnsLog);
        // The matrix's top row variables choose the place of this polynomial, the others are its own top variables.
        Point place = rows.first(rows.size() - own);
        Extension selected = Eq.at(place, Point.corner(offset >> own, place.size()));
        List<Term> left = new ArrayList<>(terms.size());
        for (Term term : terms) {
            Term bound = term.times(selected);
            for (int i = place.size(); i < rows.size(); i++) {
                bound = bound.bind(rows.get(i));
            }
            left.add(bound.below(Math.max(0, columnsLog - variables)));
        }
        return left;
    }

    /// The form's value on 2^variables cells.
    Extension of(ExtensionVector cells) {
        Extension sum = Extension.ZERO;
        // Powers with as many free variables are evaluated side by side.
        Map<Integer, List<Power>> powers = new TreeMap<>();
        for (Term term : terms) {
            switch (term) {
                case Value value -> sum = sum.plus(ExtensionKernels.dot(cells, 0, Eq.table(value.point, value.scale), 0, cells.length()));
                case Power power -> powers.computeIfAbsent(power.free, _ -> new ArrayList<>()).add(power);
            }
        }
        for (Map.Entry<Integer, List<Power>> group : powers.entrySet()) {
            long[] points = group.getValue().stream().mapToLong(Power::z).toArray();
            ExtensionVector values = Horner.at(cells, 1 << group.getKey(), points);
            for (int i = 0; i < points.length; i++) {
                sum = sum.plus(values.get(i).times(group.getValue().get(i).scale));
            }
        }
        return sum;
    }
}
