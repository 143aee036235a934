package dev.credence.inference.op.quantised;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.IntegerElements;
import dev.credence.inference.op.Operands;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import java.util.Arrays;

/// Scale and zero point of a quantised tensor: one for all, one for each place along an axis, or one for each block of
/// places along an axis.
///
/// @param scales       single precision
/// @param zeroPoints   as many, or null for zeros
/// @param stride       elements of the data between neighbours along the axis
/// @param size         places along the axis
/// @param block        places that share a scale; 0 where one scale serves a place (or all)
record Scales(float[] scales, long[] zeroPoints, int stride, int size, int block) {
    /// @param axis  along which there are several scales
    /// @param block the attribute block_size
    static Scales of(Shape data, Tensor scale, Tensor zero, long axis, int block) throws RefusedException {
        long[] zeros = zero == null ? null : IntegerElements.read(zero);
        float[] scales = scale.floats();
        if (zeros != null && zeros.length != scales.length) {
            throw Operands.shape("scales with " + scale.shape() + " and zero points " + zero.shape());
        }
        if (scale.elements() == 1 && scale.shape().rank() <= 1) {
            return new Scales(scales, zeros, 1, 1, 0);
        }
        int at = Operands.axis(axis, data.rank());
        int stride = data.elements(at + 1, data.rank());
        if (block == 0) {
            if (scale.shape().rank() != 1 || scale.elements() != data.at(at)) {
                throw Operands.shape("scales axis " + at + " of " + data + " by " + scale.shape());
            }
            return new Scales(scales, zeros, stride, data.at(at), 0);
        }
        long[] expected = data.toLongs();
        expected[at] = (expected[at] + block - 1) / block;
        if (!Arrays.equals(expected, scale.shape().toLongs())) {
            throw Operands.shape("scales blocks of " + block + " of " + data + " by " + scale.shape());
        }
        return new Scales(scales, zeros, stride, data.at(at), block);
    }

    /// Which scale serves element `i`.
    int index(int i) {
        if (scales.length == 1) {
            return 0;
        }
        int place = i / stride % size;
        if (block == 0) {
            return place;
        }
        int blocks = (size + block - 1) / block;
        return (i / stride / size * blocks + place / block) * stride + i % stride;
    }

    float scale(int i) {
        return scales[index(i)];
    }

    long zero(int i) {
        return zeroPoints == null ? 0 : zeroPoints[index(i)];
    }
}
