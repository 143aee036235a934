package dev.credence.inference.op;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import dev.credence.testkit.Seeded;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// Goal: a copy in tiles puts every element where the definition does. Method: twins; each element is its own number, so that one in a wrong place
/// shows, and what is not part of the box must keep its own.
class StridedTest {
    @Test
    void transposesAnyShapeAnyWay() throws Exception {
        Seeded.check(60, (random, _) -> {
            int rank = random.nextInt(1, 5);
            long[] sizes = new long[rank];
            Arrays.fill(sizes, 1);
            // Two long axes among short ones: what is copied in tiles, and borders that are no multiples of a tile.
            for (int axis = 0; axis < rank; axis++) {
                sizes[axis] = random.nextInt(1, 5);
            }
            sizes[random.nextInt(rank)] = random.nextInt(1, 700);
            sizes[random.nextInt(rank)] = random.nextInt(1, 700);
            Shape shape = Shape.ofChecked(sizes).orElseThrow();
            int[] order = permutation(random, rank);
            Tensor x = numbered(shape);
            Tensor y = Strided.transpose(x, order, new Work(ReferenceKernels.INSTANCE, Budget.DEFAULT));
            Tensor longs = Strided.transpose(asLongs(x), order, new Work(ReferenceKernels.INSTANCE, Budget.DEFAULT));
            assertThat(y.shape()).isEqualTo(longs.shape());
            float[] floats = y.floats();
            long[] expected = (long[]) longs.array();
            int right = 0;
            while (right < expected.length && (long) floats[right] == expected[right]) {
                right++;
            }
            assertThat(right).as("the first element in a wrong place, of " + shape + " by " + Arrays.toString(order)).isEqualTo(expected.length);
        });
    }

    @Test
    void copiesAnyBoxOutOfAnyArrayIntoAnyOther() {
        Seeded.check(300, (random, _) -> {
            int rank = random.nextInt(0, 5);
            long[] outer = new long[rank];
            long[] inner = new long[rank];
            for (int axis = 0; axis < rank; axis++) {
                outer[axis] = random.nextInt(3) == 0 ? 1 : random.nextInt(1, 9);
                inner[axis] = random.nextInt(3) == 0 ? outer[axis] : random.nextInt(1, (int) outer[axis] + 1);
            }
            Shape box = Shape.ofChecked(inner).orElseThrow();
            Shape large = Shape.ofChecked(outer).orElseThrow();
            long[] source = (long[]) asLongs(numbered(large)).array();
            // A repeated axis is read with stride 0, a reversed one backwards.
            int[] strides = large.strides().clone();
            int start = 0;
            for (int axis = 0; axis < rank; axis++) {
                int way = random.nextInt(4);
                start += way == 1 ? strides[axis] * (box.at(axis) - 1) : 0;
                strides[axis] = way == 0 ? 0 : way == 1 ? -strides[axis] : strides[axis];
            }
            long[] target = new long[box.elements()];
            Strided.copy(new Strided.Lattice(source, start, strides), new Strided.Lattice(target, 0, box.strides()), box);
            for (int at = 0; at < target.length; at++) {
                int read = start;
                for (int axis = 0; axis < rank; axis++) {
                    read += at / box.strides()[axis] % box.at(axis) * strides[axis];
                }
                assertThat(target[at]).isEqualTo(source[read]);
            }
        });
    }

    @Test
    void writesNothingOutsideOfTheBox() {
        int rows = 300;
        int columns = 333;
        int stride = 400;
        float[] source = (float[]) numbered(Shape.of(rows * columns + 7)).array();
        float[] target = new float[columns * stride + 5];
        Arrays.fill(target, -1f);
        // target[j][i] = source[i][j], both from an offset, the target's rows longer than they are filled.
        Shape box = Shape.of(columns, rows);
        Strided.copy(
                new Strided.Lattice(source, 7, new int[] {1, columns}), new Strided.Lattice(target, 5, new int[] {stride, 1}), box);
        float[] expected = new float[target.length];
        Arrays.fill(expected, -1f);
        for (int j = 0; j < columns; j++) {
            for (int i = 0; i < rows; i++) {
                expected[5 + j * stride + i] = source[7 + i * columns + j];
            }
        }
        assertThat(target).isEqualTo(expected);
    }

    private static Tensor numbered(Shape shape) {
        float[] values = new float[shape.elements()];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        return Tensor.ofFloats(shape, values);
    }

    // Only floats are copied in tiles, so other types judge.
    private static Tensor asLongs(Tensor x) {
        long[] values = new long[x.shape().elements()];
        Arrays.setAll(values, i -> i);
        return Tensor.of(ElementType.INT64, x.shape(), values);
    }

    private static int[] permutation(RandomGenerator random, int rank) {
        int[] order = new int[rank];
        for (int i = 0; i < rank; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
