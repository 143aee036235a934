package dev.credence.inference.op.sampling;

/// How neighbours are weighed when an axis is resized. Weights are computed in double precision and rounded once.
///
/// @param nearest   how a place between two neighbours is rounded; null for interpolation
/// @param cubic     whether four neighbours count rather than two
/// @param a         the cubic's coefficient
/// @param antialias whether more neighbours count where the axis shrinks
/// @param exclude   whether neighbours outside of the axis get no weight, rather than its end's value
record Filter(String nearest, boolean cubic, double a, boolean antialias, boolean exclude) {
    /// Neighbours from `first` on, with a weight each.
    record Taps(long first, float[] weights) {}

    Taps at(double x, ResizedAxis axis) {
        double floor = Math.floor(x);
        if (nearest != null) {
            double rest = x - floor;
            boolean up = rest != 0 && switch (nearest) {
                case "round_prefer_floor" -> rest > 0.5;
                case "round_prefer_ceil" -> rest >= 0.5;
                case "ceil" -> true;
                default -> false;
            };
            return new Taps((long) floor + (up ? 1 : 0), new float[] {1f});
        }
        // A place that is exactly a neighbour's counts as the end of the interval before it.
        double ratio = x == floor ? 1 : x - floor;
        double shrink = antialias ? Math.min(axis.scale(), 1) : 1;
        int before = (int) -Math.floor(-(cubic ? 2 : 1) / shrink) - 1;
        double[] weights = new double[2 * before + 2];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = weight(Math.abs((i - before - ratio) * shrink));
        }
        long first = (long) floor - before - (x == floor ? 1 : 0);
        for (int i = 0; i < weights.length; i++) {
            if (exclude && (first + i < 0 || first + i >= axis.in())) {
                weights[i] = 0;
            }
            sum += weights[i];
        }
        float[] rounded = new float[weights.length];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = (float) (antialias || exclude ? weights[i] / (sum == 0 ? 1 : sum) : weights[i]);
        }
        return new Taps(first, rounded);
    }

    private double weight(double distance) {
        if (!cubic) {
            return Math.max(0, 1 - distance);
        }
        if (distance <= 1) {
            return ((a + 2) * distance - (a + 3)) * distance * distance + 1;
        }
        return distance < 2 ? ((a * distance - 5 * a) * distance + 8 * a) * distance - 4 * a : 0;
    }
}
