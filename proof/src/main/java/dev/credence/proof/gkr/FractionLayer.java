package dev.credence.proof.gkr;

import dev.credence.proof.field.ExtensionVector;

/// One layer of the tree of sums: 2^k fractions, node z of the layer above being the sum of cells z and z + 2^(k−1).
record FractionLayer(ExtensionVector numerators, ExtensionVector denominators) {
    FractionLayer {
        if (numerators.length() != denominators.length() || Integer.bitCount(numerators.length()) != 1) {
            throw new IllegalArgumentException(
                    "two tables of 2^k cells expected, found " + numerators.length() + " and " + denominators.length());
        }
    }

    int size() {
        return numerators.length();
    }

    Fraction get(int cell) {
        return new Fraction(numerators.get(cell), denominators.get(cell));
    }
}
