package dev.credence.benchmarks.serving;

import java.util.Arrays;
import java.util.Locale;

/// Durations of one run, as microseconds.
///
/// @param sorted ascending
record Latencies(long[] sorted, double seconds) {
    static Latencies of(long[] micros, double seconds) {
        long[] sorted = micros.clone();
        Arrays.sort(sorted);
        return new Latencies(sorted, seconds);
    }

    double at(double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.min(sorted.length - 1, share * sorted.length)] / 1_000.0;
    }

    String line(String what) {
        return String.format(
                Locale.ROOT,
                "%-44s %8.0f /s   median %7.2f ms   p99 %7.2f ms   max %7.2f ms   (%d)",
                what, sorted.length / seconds, at(0.5), at(0.99), at(1), sorted.length);
    }
}
