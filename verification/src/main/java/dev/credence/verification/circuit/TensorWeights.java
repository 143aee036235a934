package dev.credence.verification.circuit;

import dev.credence.inference.integer.Gather;
import dev.credence.inference.integer.IntegerOp;
import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionKernels;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.field.Goldilocks;
import dev.credence.proof.multilinear.Eq;
import dev.credence.proof.multilinear.Point;

/// The weights w of a linear functional Σ w_i·t_i of one tensor t, cell by cell in its flat order.
///
/// Both sides of a proof compute them with the loops below: the prover to add them into the table of the merging sumcheck, the verifier
/// to take their inner product with eq at its end, or with a tensor that is public.
public final class TensorWeights {
    private TensorWeights() {}

    /// w_i = eq(point, (o, p) of cell i).
    ///
    /// @param point the channels' coordinates, then the positions'
    public static ExtensionVector of(Grid grid, Point point) {
        ExtensionVector channels = Eq.table(point.first(grid.channelVariables()));
        ExtensionVector positions = Eq.table(point.last(grid.positionVariables()));
        ExtensionVector weights = new ExtensionVector(grid.cells());
        for (int channel = 0; channel < grid.channels(); channel++) {
            ExtensionKernels.axpy(weights, channel * grid.positions(), channels.get(channel), positions, 0, grid.positions());
        }
        return weights;
    }

    /// w[index(g, p, κ)] += group[g] · position[p] · term[κ], the wiring of a linear operation.
    ///
    /// @param group    one factor a group of output channels
    /// @param position eq(r_p, p), at least one for each position
    /// @param term     eq(s, κ), at least one for each term
    public static ExtensionVector of(Gather gather, ExtensionVector group, ExtensionVector position, ExtensionVector term) {
        ExtensionVector weights = new ExtensionVector(gather.inputs());
        for (int g = 0; g < gather.groups(); g++) {
            for (int p = 0; p < gather.positions(); p++) {
                Extension factor = group.get(g).times(position.get(p));
                for (int k = 0; k < gather.terms(); k++) {
                    int index = gather.index(g, p, k);
                    if (index >= 0) {
                        weights.set(index, weights.get(index).plus(factor.times(term.get(k))));
                    }
                }
            }
        }
        return weights;
    }

    /// w[index(output, tap)] += output[output]: the wiring of an average.
    public static ExtensionVector of(IntegerOp.Planes planes, ExtensionVector output) {
        ExtensionVector weights = new ExtensionVector(planes.inputs());
        for (int cell = 0; cell < planes.outputs(); cell++) {
            for (int tap = 0; tap < planes.window().taps(); tap++) {
                int index = planes.index(cell, tap);
                if (index >= 0) {
                    weights.set(index, weights.get(index).plus(output.get(cell)));
                }
            }
        }
        return weights;
    }

    /// Σ w_i.
    public static Extension sum(ExtensionVector weights) {
        long c0 = 0;
        long c1 = 0;
        for (int i = 0; i < weights.length(); i++) {
            c0 = Goldilocks.add(c0, weights.c0()[i]);
            c1 = Goldilocks.add(c1, weights.c1()[i]);
        }
        return new Extension(c0, c1);
    }

    /// Σ w_i·t_i over a tensor that is public.
    public static Extension apply(ExtensionVector weights, int[] tensor) {
        if (tensor.length != weights.length()) {
            throw new IllegalArgumentException(weights.length() + " cells expected, found " + tensor.length);
        }
        long c0 = 0;
        long c1 = 0;
        for (int i = 0; i < tensor.length; i++) {
            long value = Goldilocks.fromSigned(tensor[i]);
            c0 = Goldilocks.add(c0, Goldilocks.mul(weights.c0()[i], value));
            c1 = Goldilocks.add(c1, Goldilocks.mul(weights.c1()[i], value));
        }
        return new Extension(c0, c1);
    }
}
