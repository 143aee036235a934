package dev.credence.proof.field;

import java.util.Arrays;

/// Elements of F side by side: element i is c0[i] + c1[i]·x. Mutable, for tables of many elements.
///
/// **Obligation**: whoever writes to the arrays directly writes canonical longs.
public final class ExtensionVector {
    private final long[] c0;
    private final long[] c1;

    /// `length` zeros.
    public ExtensionVector(int length) {
        this(new long[length], new long[length]);
    }

    private ExtensionVector(long[] c0, long[] c1) {
        this.c0 = c0;
        this.c1 = c1;
    }

    /// Takes two arrays of one length over, without a copy; both must be canonical.
    public static ExtensionVector wrap(long[] c0, long[] c1) {
        if (c0.length != c1.length) {
            throw new IllegalArgumentException("arrays of one length expected, found " + c0.length + " and " + c1.length);
        }
        return new ExtensionVector(c0, c1);
    }

    public static ExtensionVector of(Extension... elements) {
        ExtensionVector vector = new ExtensionVector(elements.length);
        for (int i = 0; i < elements.length; i++) {
            vector.set(i, elements[i]);
        }
        return vector;
    }

    /// Base elements, which must be canonical; they are copied.
    public static ExtensionVector ofBase(long... base) {
        return new ExtensionVector(base.clone(), new long[base.length]);
    }

    public int length() {
        return c0.length;
    }

    public Extension get(int index) {
        return new Extension(c0[index], c1[index]);
    }

    public void set(int index, Extension value) {
        c0[index] = value.c0();
        c1[index] = value.c1();
    }

    /// The array of first limbs itself, for kernels.
    public long[] c0() {
        return c0;
    }

    /// The array of second limbs itself, for kernels.
    public long[] c1() {
        return c1;
    }

    /// A copy of the elements in [from, to).
    public ExtensionVector slice(int from, int to) {
        return new ExtensionVector(Arrays.copyOfRange(c0, from, to), Arrays.copyOfRange(c1, from, to));
    }

    public ExtensionVector copy() {
        return slice(0, c0.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ExtensionVector vector && Arrays.equals(c0, vector.c0) && Arrays.equals(c1, vector.c1);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(c0) + Arrays.hashCode(c1);
    }

    @Override
    public String toString() {
        return c0.length <= 8 ? Arrays.toString(elements()) : c0.length + " elements of F";
    }

    private Extension[] elements() {
        Extension[] elements = new Extension[c0.length];
        Arrays.setAll(elements, this::get);
        return elements;
    }
}
