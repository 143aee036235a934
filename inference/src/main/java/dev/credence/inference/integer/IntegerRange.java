package dev.credence.inference.integer;

import dev.credence.inference.tensor.ElementType;

/// The values that the elements of an integer tensor may take: a closed interval, one byte each.
///
/// **Soundness**: the proof looks every element up in the table of exactly [low, high]; a looser table would let a negative number
/// through a ReLU.
public enum IntegerRange {
    U8(1, 0, 255),
    I8(2, -128, 127),
    /// Activations behind a ReLU over symmetric scales.
    U7(3, 0, 127);

    private final int code;
    private final int low;
    private final int high;

    IntegerRange(int code, int low, int high) {
        this.code = code;
        this.low = low;
        this.high = high;
    }

    /// How program bytes name it.
    public int code() {
        return code;
    }

    public int low() {
        return low;
    }

    public int high() {
        return high;
    }

    /// What traces call its tensors: `INT8` where a value can be negative, else `UINT8`.
    public ElementType elementType() {
        return low < 0 ? ElementType.INT8 : ElementType.UINT8;
    }

    /// The value that the byte `stored` means.
    public int value(byte stored) {
        return low < 0 ? stored : stored & 0xff;
    }

    /// The values that the bytes `stored` mean.
    public int[] values(byte[] stored) {
        int[] values = new int[stored.length];
        for (int i = 0; i < stored.length; i++) {
            values[i] = value(stored[i]);
        }
        return values;
    }

    /// The nearest value in [low, high].
    public int clamp(long value) {
        return Math.clamp(value, low, high);
    }

    /// The largest |x − zeroPoint| over the interval.
    public int distanceMax(int zeroPoint) {
        return Math.max(high - zeroPoint, zeroPoint - low);
    }
}
