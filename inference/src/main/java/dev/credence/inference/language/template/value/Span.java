package dev.credence.inference.language.template.value;

import dev.credence.inference.language.template.guard.TemplateException;
import java.util.Optional;

/// Python's `range`, within the bound of Jinja2's sandbox.
///
/// @param step not 0
public record Span(long start, long stop, long step) implements Value {
    /// Elements that Jinja2's sandbox allows.
    public static final int LENGTH_MAX = 100_000;
    /// Bounds beyond this are refused: no conversation needs them and sums cannot overflow.
    private static final long BOUND = 1L << 60;
    private static final String BEYOND = "range() beyond 2**60";

    /// @throws TemplateException where Python refuses the bounds, or the sandbox the length
    public static Span of(long start, long stop, long step) throws TemplateException {
        if (step == 0) {
            throw TemplateException.valueError("range() arg 3 must not be zero");
        }
        if (Math.max(Math.abs(start), Math.max(Math.abs(stop), Math.abs(step))) > BOUND) {
            throw TemplateException.limit(BEYOND);
        }
        Span span = new Span(start, stop, step);
        if (span.length() > LENGTH_MAX) {
            throw TemplateException.failed(
                    "OverflowError", "Range too big. The sandbox blocks ranges larger than MAX_RANGE (" + LENGTH_MAX + ").");
        }
        return span;
    }

    public long length() {
        long distance = step > 0 ? stop - start : start - stop;
        return distance <= 0 ? 0 : (distance - 1) / Math.abs(step) + 1;
    }

    Value at(long index) {
        return Value.Int.of(start + index * step);
    }

    /// The elements at those places.
    Span part(Span indices) throws TemplateException {
        if (Math.abs(indices.step) > BOUND / Math.abs(step)) {
            throw TemplateException.limit(BEYOND);
        }
        return of(start + indices.start * step, start + indices.stop * step, indices.step * step);
    }

    Source source() {
        long length = length();
        long[] next = {0};
        return () -> next[0] < length ? Optional.of(at(next[0]++)) : Optional.empty();
    }

    boolean contains(long number) {
        long distance = number - start;
        return distance % step == 0 && distance / step >= 0 && distance / step < length();
    }
}
