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
        // Term κ is a tap of the window on one channel, and where a tap lies at a position is the same on all channels.
        ExtensionVector weights = new ExtensionVector(gather.inputs());
        int taps = gather.window().taps();
        int cells = gather.window().cells();
        int channels = gather.channels() / gather.groups();
        int[] sources = new int[gather.positions()];
        for (int tap = 0; tap < taps; tap++) {
            for (int p = 0; p < sources.length; p++) {
                sources[p] = gather.window().source(p, tap);
            }
            for (int g = 0; g < gather.groups(); g++) {
                for (int channel = 0; channel < channels; channel++) {
                    Extension factor = group.get(g).times(term.get(channel * taps + tap));
                    scatter(weights, (g * channels + channel) * cells, sources, factor, position);
                }
            }
        }
        return weights;
    }

    /// weights[from + sources[p]] += factor · position[p], wherever there is a source.
    private static void scatter(ExtensionVector weights, int from, int[] sources, Extension factor, ExtensionVector position) {
        long f0 = factor.c0();
        long f1 = factor.c1();
        long f7 = Goldilocks.mul(f1, Extension.NON_RESIDUE);
        long[] w0 = weights.c0();
        long[] w1 = weights.c1();
        long[] p0 = position.c0();
        long[] p1 = position.c1();
        for (int p = 0; p < sources.length; p++) {
            if (sources[p] >= 0) {
                int at = from + sources[p];
                long low = Goldilocks.add(Goldilocks.mul(f0, p0[p]), Goldilocks.mul(f7, p1[p]));
                long high = Goldilocks.add(Goldilocks.mul(f0, p1[p]), Goldilocks.mul(f1, p0[p]));
                w0[at] = Goldilocks.add(w0[at], low);
                w1[at] = Goldilocks.add(w1[at], high);
            }
        }
    }

    /// w[index(output, tap)] += output[output]: the wiring of an average.
    public static ExtensionVector of(IntegerOp.Planes planes, ExtensionVector output) {
        ExtensionVector weights = new ExtensionVector(planes.inputs());
        for (int cell = 0; cell < planes.outputs(); cell++) {
            for (int tap = 0; tap < planes.window().taps(); tap++) {
                int index = planes.index(cell, tap);
                if (index >= 0) {
                    weights.c0()[index] = Goldilocks.add(weights.c0()[index], output.c0()[cell]);
                    weights.c1()[index] = Goldilocks.add(weights.c1()[index], output.c1()[cell]);
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
