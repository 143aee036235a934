package dev.credence.node.conformance;

/// How far a floating-point number a may lie from the recorded b: |a − b| ≤ absolute + relative·|b|.
///
/// The rule of `numpy.testing.assert_allclose`, which the ONNX backend tests use: NaN equals NaN, an infinity only itself.
public record Tolerance(double relative, double absolute) {
    public static final Tolerance DEFAULT = new Tolerance(1e-3, 1e-5);

    public Tolerance {
        if (!(relative >= 0) || !(absolute >= 0) || Double.isInfinite(relative) || Double.isInfinite(absolute)) {
            throw new IllegalArgumentException("tolerances are finite and not negative, found " + relative + " and " + absolute);
        }
    }

    boolean admits(double found, double recorded) {
        if (found == recorded || Double.isNaN(found) && Double.isNaN(recorded)) {
            return true;
        }
        return Double.isFinite(found) && Double.isFinite(recorded)
                && Math.abs(found - recorded) <= absolute + relative * Math.abs(recorded);
    }
}
