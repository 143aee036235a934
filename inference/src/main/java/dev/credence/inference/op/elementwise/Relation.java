package dev.credence.inference.op.elementwise;

/// How two elements compare. Nothing holds between NaN and anything.
enum Relation {
    EQUAL,
    LESS,
    GREATER,
    LESS_OR_EQUAL,
    GREATER_OR_EQUAL;

    boolean holds(double a, double b) {
        return switch (this) {
            case EQUAL -> a == b;
            case LESS -> a < b;
            case GREATER -> a > b;
            case LESS_OR_EQUAL -> a <= b;
            case GREATER_OR_EQUAL -> a >= b;
        };
    }

    /// @param order negative, zero or positive, as comparators give it
    boolean holds(int order) {
        return holds(order, 0d);
    }
}
