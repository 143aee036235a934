package dev.credence.inference.tensor;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import java.lang.reflect.Array;

/// An immutable array of elements of one type in row-major order.
///
/// Storage by element type: `float[]` FLOAT · `double[]` DOUBLE · `long[]` INT64, UINT64 · `int[]` INT32, UINT32 ·
/// `short[]` INT16, UINT16, FLOAT16, BFLOAT16 (their bits) · `byte[]` INT8, UINT8, BOOL (0 or 1) · `String[]` STRING.
///
/// **Obligation**: whoever hands an array to `of` never writes to it again, and nobody writes to an array returned by
/// `floats()` and its kin: kernels read in place, since copying would cost more than computing.
public final class Tensor {
    private final ElementType type;
    private final Shape shape;
    private final Object array;
    // Root of the chunk tree, which the shape does not touch; written at most with equal values, so a race is harmless.
    private volatile Digest contentRoot;

    private Tensor(ElementType type, Shape shape, Object array) {
        this.type = type;
        this.shape = shape;
        this.array = array;
    }

    /// Takes `array` over.
    ///
    /// @throws IllegalArgumentException if the array's class or length is not what type and shape demand
    public static Tensor of(ElementType type, Shape shape, Object array) {
        if (array.getClass() != Storage.arrayClass(type) || Array.getLength(array) != shape.elements()) {
            throw new IllegalArgumentException("storage of " + type + shape + " expected, found "
                    + array.getClass().getSimpleName() + " of " + Array.getLength(array));
        }
        return new Tensor(type, shape, array);
    }

    /// Takes `array` over as FLOAT.
    public static Tensor ofFloats(Shape shape, float... array) {
        return of(ElementType.FLOAT, shape, array);
    }

    /// Takes `array` over as INT64.
    public static Tensor ofLongs(Shape shape, long... array) {
        return of(ElementType.INT64, shape, array);
    }

    /// Takes `array` over as INT32.
    public static Tensor ofInts(Shape shape, int... array) {
        return of(ElementType.INT32, shape, array);
    }

    /// The one-element tensor of rank 0 that holds `value` as FLOAT.
    public static Tensor scalar(float value) {
        return ofFloats(Shape.SCALAR, value);
    }

    public ElementType type() {
        return type;
    }

    public Shape shape() {
        return shape;
    }

    public int elements() {
        return shape.elements();
    }

    /// The storage itself; see the obligation above.
    public Object array() {
        return array;
    }

    public float[] floats() {
        return (float[]) array;
    }

    public double[] doubles() {
        return (double[]) array;
    }

    public long[] longs() {
        return (long[]) array;
    }

    public int[] ints() {
        return (int[]) array;
    }

    public short[] shorts() {
        return (short[]) array;
    }

    public byte[] bytes() {
        return (byte[]) array;
    }

    public String[] strings() {
        return (String[]) array;
    }

    /// The same elements under another shape, sharing storage.
    public Tensor reshape(Shape other) {
        if (other.equals(shape)) {
            return this;
        }
        if (other.elements() != shape.elements()) {
            throw new IllegalArgumentException(shape + " cannot be seen as " + other);
        }
        Tensor view = new Tensor(type, other, array);
        view.contentRoot = contentRoot;
        return view;
    }

    /// The elements in little-endian bytes, every NaN in its one canonical form; strings each with a u32 length before.
    public Bytes canonicalBytes() {
        return Bytes.wrap(CanonicalBytes.encode(this));
    }

    /// SHA-256 of `canonicalBytes()`: what requests and answers name a tensor by.
    public Digest digest() {
        return Sha256.of(canonicalBytes());
    }

    /// What traces and weight roots name a tensor by: a Merkle tree over its bytes, bound to type and shape.
    public Digest root() {
        Digest content = contentRoot;
        if (content == null) {
            content = TensorRoot.content(CanonicalBytes.encode(this));
            contentRoot = content;
        }
        return TensorRoot.bind(type, shape, content);
    }

    @Override
    public String toString() {
        return type + shape.toString();
    }
}
