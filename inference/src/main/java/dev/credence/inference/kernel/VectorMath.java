package dev.credence.inference.kernel;

import dev.credence.inference.numeric.ErrorFunction;
import dev.credence.inference.numeric.Exponential;
import dev.credence.inference.numeric.HyperbolicTangent;
import dev.credence.inference.numeric.Logarithm;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The elementary functions of `float-v1` on whole vectors: the same operations in the same order as in `numeric`, with
/// both sides of a condition computed and one chosen.
///
/// No library function of the vector API occurs here: theirs differ between compiled and interpreted code.
final class VectorMath {
    private static final VectorSpecies<Float> S = Lanes.FLOATS;
    private static final FloatVector ONE = FloatVector.broadcast(S, 1f);

    private VectorMath() {}

    private static FloatVector all(float value) {
        return FloatVector.broadcast(S, value);
    }

    static FloatVector exp(FloatVector x) {
        FloatVector t = x.fma(all(Exponential.LOG2_E), all(Exponential.MAGIC));
        FloatVector n = t.sub(Exponential.MAGIC);
        FloatVector r = n.fma(all(-Exponential.LN2_LOW), n.fma(all(-Exponential.LN2_HIGH), x));
        FloatVector q = r.fma(all(Exponential.C6), all(Exponential.C5));
        q = q.fma(r, all(Exponential.C4));
        q = q.fma(r, all(Exponential.C3));
        q = q.fma(r, all(Exponential.C2));
        FloatVector p = q.fma(r, ONE).fma(r, ONE);
        IntVector power = t.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
        FloatVector result = p.reinterpretAsInts().add(power).reinterpretAsFloats();
        result = result.blend(Float.POSITIVE_INFINITY, x.compare(VectorOperators.GT, Exponential.OVERFLOW));
        result = result.blend(0f, x.compare(VectorOperators.LT, Exponential.UNDERFLOW));
        return result.blend(x, x.test(VectorOperators.IS_NAN));
    }

    static FloatVector log(FloatVector x) {
        VectorMask<Float> subnormal = x.compare(VectorOperators.LT, Float.MIN_NORMAL);
        IntVector bits = x.blend(x.mul(0x1p23f), subnormal).reinterpretAsInts();
        IntVector exponent = bits.sub(Logarithm.THIRD_BITS).lanewise(VectorOperators.AND, 0xff800000);
        FloatVector f = bits.sub(exponent).reinterpretAsFloats().sub(1f);
        IntVector scale = exponent.lanewise(VectorOperators.ASHR, 23);
        scale = scale.sub(IntVector.zero(Lanes.INTS).blend(23, subnormal.cast(Lanes.INTS)));
        FloatVector i = (FloatVector) scale.convert(VectorOperators.I2F, 0);
        FloatVector q = f.fma(all(Logarithm.C10), all(Logarithm.C9));
        q = q.fma(f, all(Logarithm.C8));
        q = q.fma(f, all(Logarithm.C7));
        q = q.fma(f, all(Logarithm.C6));
        q = q.fma(f, all(Logarithm.C5));
        q = q.fma(f, all(Logarithm.C4));
        q = q.fma(f, all(Logarithm.C3));
        q = q.fma(f, all(Logarithm.C2));
        FloatVector r = f.mul(f).fma(q, i.fma(all(Exponential.LN2_LOW), f));
        FloatVector result = i.fma(all(Exponential.LN2_HIGH), r);
        result = result.blend(Float.POSITIVE_INFINITY, x.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY));
        result = result.blend(Float.NaN, x.compare(VectorOperators.LT, 0f));
        result = result.blend(Float.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, 0f));
        return result.blend(x, x.test(VectorOperators.IS_NAN));
    }

    static FloatVector tanh(FloatVector x) {
        FloatVector size = x.abs();
        FloatVector z = x.mul(x);
        FloatVector q = z.fma(all(HyperbolicTangent.C15), all(HyperbolicTangent.C13));
        q = q.fma(z, all(HyperbolicTangent.C11));
        q = q.fma(z, all(HyperbolicTangent.C9));
        q = q.fma(z, all(HyperbolicTangent.C7));
        q = q.fma(z, all(HyperbolicTangent.C5));
        q = q.fma(z, all(HyperbolicTangent.C3));
        FloatVector near = x.mul(z).fma(q, x);
        FloatVector far = ONE.sub(all(2f).div(exp(size.add(size)).add(1f)));
        return withSign(near.blend(far, size.compare(VectorOperators.GE, 1f)), x);
    }

    static FloatVector erf(FloatVector x) {
        FloatVector size = x.abs();
        FloatVector z = x.mul(x);
        FloatVector p = z.fma(all(ErrorFunction.P6), all(ErrorFunction.P5));
        p = p.fma(z, all(ErrorFunction.P4));
        p = p.fma(z, all(ErrorFunction.P3));
        p = p.fma(z, all(ErrorFunction.P2));
        p = p.fma(z, all(ErrorFunction.P1));
        p = p.fma(z, all(ErrorFunction.P0));
        FloatVector near = x.fma(p, x);
        FloatVector far = withSign(erfFar(size.min(ErrorFunction.SATURATION)), x);
        return near.blend(far, size.compare(VectorOperators.GE, ErrorFunction.SPLIT));
    }

    private static FloatVector erfFar(FloatVector s) {
        FloatVector q = s.fma(all(ErrorFunction.Q6), all(ErrorFunction.Q5));
        q = q.fma(s, all(ErrorFunction.Q4));
        q = q.fma(s, all(ErrorFunction.Q3));
        q = q.fma(s, all(ErrorFunction.Q2));
        q = q.fma(s, all(ErrorFunction.Q1));
        q = q.fma(s, all(ErrorFunction.Q0));
        FloatVector r = s.fma(q, s.neg());
        FloatVector e = exp(r);
        return ONE.sub(e.fma(s.fma(q, s.neg().sub(r)), e));
    }

    static FloatVector sigmoid(FloatVector x) {
        FloatVector e = exp(x.abs().neg());
        return ONE.blend(e, x.compare(VectorOperators.LT, 0f)).div(e.add(1f));
    }

    static FloatVector softplus(FloatVector x) {
        FloatVector e = exp(x.abs().neg());
        FloatVector u = e.add(1f);
        return x.max(0f).add(log(u).add(e.sub(u.sub(1f)).div(u)));
    }

    private static FloatVector withSign(FloatVector size, FloatVector sign) {
        IntVector bits = size.reinterpretAsInts().lanewise(VectorOperators.AND, 0x7fffffff);
        return bits.lanewise(VectorOperators.OR, sign.reinterpretAsInts().lanewise(VectorOperators.AND, 0x80000000))
                .reinterpretAsFloats();
    }
}
