package dev.credence.proof.field;

import java.util.List;

/// One element c0 + c1·x of F = Goldilocks[x]/(x² − 7); |F| = p², about 2^128.
///
/// For scalars of a protocol; loops over many elements use `ExtensionVector` and allocate nothing.
///
/// @param c0 canonical: below p as an unsigned number
/// @param c1 likewise
public record Extension(long c0, long c1) {
    /// The number x² is equal to.
    public static final long NON_RESIDUE = Goldilocks.GENERATOR;

    public static final Extension ZERO = new Extension(0, 0);
    public static final Extension ONE = new Extension(1, 0);

    public Extension {
        if (!Goldilocks.isCanonical(c0) || !Goldilocks.isCanonical(c1)) {
            throw new IllegalArgumentException(
                    "limbs below the modulus expected, found " + Long.toUnsignedString(c0) + " and " + Long.toUnsignedString(c1));
        }
    }

    /// The base element `c0`, which must be canonical.
    public static Extension of(long c0) {
        return new Extension(c0, 0);
    }

    /// The element that stands for a signed integer.
    public static Extension ofSigned(long value) {
        return new Extension(Goldilocks.fromSigned(value), 0);
    }

    public Extension plus(Extension other) {
        return new Extension(Goldilocks.add(c0, other.c0), Goldilocks.add(c1, other.c1));
    }

    public Extension minus(Extension other) {
        return new Extension(Goldilocks.sub(c0, other.c0), Goldilocks.sub(c1, other.c1));
    }

    public Extension negate() {
        return new Extension(Goldilocks.neg(c0), Goldilocks.neg(c1));
    }

    /// (a0 + a1·x)(b0 + b1·x) = a0·b0 + 7·a1·b1 + (a0·b1 + a1·b0)·x
    public Extension times(Extension other) {
        long low = Goldilocks.mul(c0, other.c0);
        long high = Goldilocks.mul(Goldilocks.mul(c1, other.c1), NON_RESIDUE);
        long cross = Goldilocks.add(Goldilocks.mul(c0, other.c1), Goldilocks.mul(c1, other.c0));
        return new Extension(Goldilocks.add(low, high), cross);
    }

    /// The product with a base element, which must be canonical.
    public Extension timesBase(long base) {
        return new Extension(Goldilocks.mul(c0, base), Goldilocks.mul(c1, base));
    }

    public Extension square() {
        return times(this);
    }

    /// This element to the power `exponent`, read as unsigned.
    public Extension pow(long exponent) {
        Extension result = ONE;
        Extension power = this;
        for (long rest = exponent; rest != 0; rest >>>= 1) {
            if ((rest & 1) != 0) {
                result = result.times(power);
            }
            power = power.square();
        }
        return result;
    }

    /// 1/(c0 + c1·x) = (c0 − c1·x)/(c0² − 7·c1²); the norm below is not zero, since 7 is no square.
    ///
    /// @throws IllegalArgumentException if this is zero
    public Extension inverse() {
        long norm = Goldilocks.sub(Goldilocks.square(c0), Goldilocks.mul(Goldilocks.square(c1), NON_RESIDUE));
        long factor = Goldilocks.inverse(norm);
        return new Extension(Goldilocks.mul(c0, factor), Goldilocks.mul(Goldilocks.neg(c1), factor));
    }

    public boolean isZero() {
        return (c0 | c1) == 0;
    }

    /// 1, this, this², … : the coefficients of a random linear combination of `count` things.
    public List<Extension> powers(int count) {
        Extension[] powers = new Extension[count];
        Extension power = ONE;
        for (int i = 0; i < count; i++) {
            powers[i] = power;
            power = power.times(this);
        }
        return List.of(powers);
    }

    @Override
    public String toString() {
        return Long.toUnsignedString(c0) + "+" + Long.toUnsignedString(c1) + "x";
    }
}
