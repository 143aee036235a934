package dev.credence.node.input;

import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;

/// Gray picture → tensor: steps 4 to 7 of models/README.md, "Reading a picture".
final class PictureRule {
    private PictureRule() {}

    static Tensor tensor(PictureReader.Gray picture, InputRule.Picture rule) {
        int[] square = square(onBackground(picture, rule.blackBackground()), rule.blackBackground());
        int side = Math.max(picture.width(), picture.height());
        int[] small = average(square, side, rule.side());
        float[] values = new float[small.length];
        for (int i = 0; i < small.length; i++) {
            values[i] = (float) (small[i] * rule.n()) / (float) rule.d();
        }
        return Tensor.ofFloats(Shape.of(1, 1, rule.side(), rule.side()), values);
    }

    // Step 4.
    private static PictureReader.Gray onBackground(PictureReader.Gray picture, boolean black) {
        int width = picture.width();
        int height = picture.height();
        long sum = 0;
        long count = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (x == 0 || y == 0 || x == width - 1 || y == height - 1) {
                    sum += picture.pixels()[y * width + x];
                    count++;
                }
            }
        }
        boolean light = sum > 127 * count;
        if (light != black) {
            return picture;
        }
        int[] inverted = picture.pixels().clone();
        for (int i = 0; i < inverted.length; i++) {
            inverted[i] = 255 - inverted[i];
        }
        return new PictureReader.Gray(width, height, inverted);
    }

    // Step 5.
    private static int[] square(PictureReader.Gray picture, boolean black) {
        int side = Math.max(picture.width(), picture.height());
        int[] square = new int[side * side];
        java.util.Arrays.fill(square, black ? 0 : 255);
        int top = (side - picture.height()) / 2;
        int left = (side - picture.width()) / 2;
        for (int y = 0; y < picture.height(); y++) {
            System.arraycopy(picture.pixels(), y * picture.width(), square, (top + y) * side + left, picture.width());
        }
        return square;
    }

    // Step 6, rows first: the weights of a row sum to `from`, so the largest sum is 255 · 4096² < 2^53.
    private static int[] average(int[] square, int from, int to) {
        long[] rows = new long[to * from];
        for (int i = 0; i < to; i++) {
            for (int j = i * from / to; j < from && j * to < (i + 1) * from; j++) {
                long weight = overlap(i, j, from, to);
                for (int x = 0; x < from; x++) {
                    rows[i * from + x] += weight * square[j * from + x];
                }
            }
        }
        int[] small = new int[to * to];
        long divisor = (long) from * from;
        for (int y = 0; y < to; y++) {
            for (int i = 0; i < to; i++) {
                long total = 0;
                for (int j = i * from / to; j < from && j * to < (i + 1) * from; j++) {
                    total += overlap(i, j, from, to) * rows[y * from + j];
                }
                small[y * to + i] = (int) ((2 * total + divisor) / (2 * divisor));
            }
        }
        return small;
    }

    private static long overlap(int i, int j, int from, int to) {
        return Math.max(0L, Math.min((long) (i + 1) * from, (long) (j + 1) * to) - Math.max((long) i * from, (long) j * to));
    }
}
