package dev.credence.inference.integer;

import dev.credence.inference.op.ByteSpan;
import dev.credence.inference.op.IntSpan;
import dev.credence.inference.op.Kernels;
import dev.credence.inference.op.MatMulShape;
import java.util.Arrays;

/// Gathers the inputs under each term once (im2col) and leaves the products to an engine's kernels; the same sums as
/// `ReferenceIntegerKernels`, since addition of integers that cannot overflow has no order.
public final class GatheringKernels implements IntegerKernels {
    /// 8 MiB of gathered inputs at a time, so that no geometry takes more memory than its tensors.
    private static final int BLOCK_ELEMENTS = 1 << 21;

    private final Kernels kernels;

    public GatheringKernels(Kernels kernels) {
        this.kernels = kernels;
    }

    @Override
    public String name() {
        return kernels.name();
    }

    @Override
    public void accumulate(IntegerOp.Linear op, LinearWeights weights, byte[] x, IntegerTensor type, int[] acc) {
        Gather gather = op.gather();
        int positions = gather.positions();
        for (int channel = 0; channel < op.channels(); channel++) {
            Arrays.fill(acc, channel * positions, (channel + 1) * positions, weights.biases()[channel]);
        }
        int[] centred = centred(x, type);
        int rows = op.channels() / gather.groups();
        int block = Math.clamp(BLOCK_ELEMENTS / gather.terms(), 1, positions);
        for (int group = 0; group < gather.groups(); group++) {
            ByteSpan w = new ByteSpan(weights.weights(), group * rows * gather.terms());
            IntSpan sums = new IntSpan(acc, group * rows * positions);
            if (gather.isDense()) {
                kernels.integerProducts(new MatMulShape(rows, gather.terms(), 1), w, new IntSpan(centred, 0), sums);
            } else if (block == positions) {
                int[] columns = new Columns(gather, group, centred).gather(0, positions);
                kernels.integerProducts(new MatMulShape(rows, gather.terms(), positions), w, new IntSpan(columns, 0), sums);
            } else {
                inBlocks(new Columns(gather, group, centred), rows, block, w, sums);
            }
        }
    }

    private void inBlocks(Columns columns, int rows, int block, ByteSpan w, IntSpan sums) {
        int positions = columns.gather().positions();
        for (int from = 0; from < positions; from += block) {
            int count = Math.min(block, positions - from);
            int[] part = new int[rows * count];
            MatMulShape shape = new MatMulShape(rows, columns.gather().terms(), count);
            kernels.integerProducts(shape, w, new IntSpan(columns.gather(from, count), 0), new IntSpan(part, 0));
            for (int row = 0; row < rows; row++) {
                for (int i = 0; i < count; i++) {
                    sums.array()[sums.at() + row * positions + from + i] += part[row * count + i];
                }
            }
        }
    }

    private static int[] centred(byte[] x, IntegerTensor type) {
        int[] centred = new int[x.length];
        int zeroPoint = type.zeroPoint();
        int mask = type.range().low() < 0 ? -1 : 0xff;
        for (int i = 0; i < x.length; i++) {
            centred[i] = (x[i] & mask) - zeroPoint;
        }
        return centred;
    }

    /// What a group of a convolution reads.
    ///
    /// @param centred all inputs less their zero point
    private record Columns(Gather gather, int group, int[] centred) {
        /// `[K × count]`: row κ holds the input under term κ at the positions from `from` on, 0 where that is padding.
        int[] gather(int from, int count) {
            int channels = gather.channels() / gather.groups();
            PlaneWindow window = gather.window();
            int[] sources = new int[count];
            int[] lengths = new int[count];
            int[] columns = new int[gather.terms() * count];
            for (int tap = 0; tap < window.taps(); tap++) {
                sources(window, tap, from, sources);
                lengths(sources, lengths);
                for (int channel = 0; channel < channels; channel++) {
                    int plane = (group * channels + channel) * window.cells();
                    int row = (channel * window.taps() + tap) * count;
                    for (int i = 0; i < count; i += lengths[i]) {
                        if (sources[i] >= 0) {
                            System.arraycopy(centred, plane + sources[i], columns, row + i, lengths[i]);
                        }
                    }
                }
            }
            return columns;
        }

        // How many neighbours from each position on come from neighbours too; padding stands alone.
        private static void lengths(int[] sources, int[] lengths) {
            int run = 0;
            for (int i = sources.length - 1; i >= 0; i--) {
                boolean continued = run > 0 && sources[i] >= 0 && sources[i + 1] == sources[i] + 1;
                run = continued ? run + 1 : 1;
                lengths[i] = run;
            }
        }

        // The cells under one tap, without a division for each position.
        private static void sources(PlaneWindow window, int tap, int from, int[] sources) {
            int across = window.width().out();
            int down = from / across;
            int column = from % across;
            int vertical = window.height().source(down, tap / window.width().kernel());
            for (int i = 0; i < sources.length; i++) {
                int horizontal = window.width().source(column, tap % window.width().kernel());
                sources[i] = vertical < 0 || horizontal < 0 ? -1 : vertical * window.width().in() + horizontal;
                column++;
                if (column == across) {
                    column = 0;
                    down++;
                    vertical = window.height().source(down, tap / window.width().kernel());
                }
            }
        }
    }
}
