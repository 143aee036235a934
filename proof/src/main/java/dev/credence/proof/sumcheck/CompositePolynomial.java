package dev.credence.proof.sumcheck;

import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionKernels;
import dev.credence.proof.field.ExtensionVector;
import java.util.List;
import java.util.function.Function;

/// A summand that is any polynomial in any tables of 2^n cells: slow, obvious, the judge of the fast ones.
public final class CompositePolynomial implements SumcheckPolynomial {
    private final List<ExtensionVector> tables;
    private final int degree;
    private final Function<List<Extension>, Extension> composition;
    private int variables;

    /// Takes the tables over: they are folded in place.
    ///
    /// @param degree of `composition` in all its arguments together
    /// @param composition from one value of each table to the summand's
    public CompositePolynomial(List<ExtensionVector> tables, int degree, Function<List<Extension>, Extension> composition) {
        this.tables = List.copyOf(tables);
        this.degree = degree;
        this.composition = composition;
        this.variables = Tables.variables(this.tables);
    }

    @Override
    public int variables() {
        return variables;
    }

    @Override
    public int degree() {
        return degree;
    }

    @Override
    public ExtensionVector round(Extension claim) {
        ExtensionVector values = new ExtensionVector(degree);
        values.set(0, sumAt(Extension.ZERO));
        for (int x = 2; x <= degree; x++) {
            values.set(x - 1, sumAt(Extension.ofSigned(x)));
        }
        return values;
    }

    @Override
    public void bind(Extension r) {
        variables--;
        for (ExtensionVector table : tables) {
            ExtensionKernels.fold(table, 0, 1 << variables, r);
        }
    }

    /// Each table at the point that all variables are bound to.
    public List<Extension> bound() {
        if (variables != 0) {
            throw new IllegalStateException(variables + " variables are not bound yet");
        }
        return tables.stream().map(table -> table.get(0)).toList();
    }

    private Extension sumAt(Extension x) {
        int half = 1 << (variables - 1);
        Extension sum = Extension.ZERO;
        for (int cell = 0; cell < half; cell++) {
            int low = cell;
            sum = sum.plus(composition.apply(tables.stream()
                    .map(table -> table.get(low).plus(x.times(table.get(low + half).minus(table.get(low)))))
                    .toList()));
        }
        return sum;
    }
}
