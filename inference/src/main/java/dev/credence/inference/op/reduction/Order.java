package dev.credence.inference.op.reduction;

import dev.credence.inference.graph.Refusal;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.IntegerElements;
import dev.credence.inference.tensor.Tensor;

/// Compares elements of a tensor by their index.
interface Order {
    /// Positive if element i comes before element j: if it is larger (with `largest`) or smaller. A NaN comes before
    /// every number.
    int compare(int i, int j, boolean largest);

    static Order of(Tensor x) throws RefusedException {
        return switch (x.array()) {
            case float[] floats -> (i, j, largest) -> numbers(floats[i], floats[j], largest);
            case double[] doubles -> (i, j, largest) -> numbers(doubles[i], doubles[j], largest);
            case String[] _ -> throw new RefusedException(Refusal.UNSUPPORTED_TYPE, "ordering texts is not claimed");
            default -> {
                long[] longs = IntegerElements.read(x);
                boolean unsigned = x.type().isUnsigned();
                yield (i, j, largest) -> {
                    int order = unsigned ? Long.compareUnsigned(longs[i], longs[j]) : Long.compare(longs[i], longs[j]);
                    return largest ? order : -order;
                };
            }
        };
    }

    // Unlike Double.compare, +0 and −0 are equal.
    private static int numbers(double a, double b, boolean largest) {
        if (a != a || b != b) {
            return Boolean.compare(a != a, b != b);
        }
        int order = a > b ? 1 : a < b ? -1 : 0;
        return largest ? order : -order;
    }
}
