package dev.credence.proof.commitment;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.proof.code.RowCode;
import dev.credence.proof.field.Extension;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// An encoded matrix by its definition: every position of every row by itself, the tree node by node.
final class SlowMatrix {
    final CommitmentShape shape;
    /// leaves[l][b]: cell b of leaf l. A cheating prover writes here before `root()`.
    final Extension[][] leaves;
    private List<List<Digest>> tree;

    /// @param cells row by row; those that are missing are zero
    SlowMatrix(CommitmentShape shape, Extension[] cells) {
        this.shape = shape;
        this.leaves = new Extension[1 << shape.positionsLog()][shape.rows()];
        int columns = 1 << shape.columnsLog();
        for (int l = 0; l < leaves.length; l++) {
            long z = RowCode.point(shape.positionsLog(), l);
            for (int b = 0; b < shape.rows(); b++) {
                Extension sum = Extension.ZERO;
                for (int x = columns - 1; x >= 0; x--) {
                    int at = b * columns + x;
                    sum = sum.timesBase(z).plus(at < cells.length ? cells[at] : Extension.ZERO);
                }
                leaves[l][b] = sum;
            }
        }
    }

    Digest root() {
        return tree().getLast().getFirst();
    }

    /// The limbs of one leaf.
    long[] limbs(int leaf) {
        long[] limbs = new long[shape.leafLimbs()];
        for (int b = 0; b < shape.rows(); b++) {
            limbs[b * shape.kind().limbs()] = leaves[leaf][b].c0();
            if (shape.kind() == CellKind.EXTENSION) {
                limbs[2 * b + 1] = leaves[leaf][b].c1();
            }
        }
        return limbs;
    }

    /// The siblings for these leaves, in their order.
    List<Digest> paths(int[] positions) {
        List<Digest> siblings = new ArrayList<>();
        PrunedPaths.siblings(positions, shape.positionsLog(), (level, index) -> siblings.add(tree().get(level).get(index)));
        return siblings;
    }

    private List<List<Digest>> tree() {
        if (tree == null) {
            tree = new ArrayList<>();
            List<Digest> level = new ArrayList<>();
            for (int l = 0; l < leaves.length; l++) {
                ByteBuffer message = ByteBuffer.allocate(1 + 8 * shape.leafLimbs()).order(ByteOrder.LITTLE_ENDIAN).put((byte) 0);
                for (long limb : limbs(l)) {
                    message.putLong(limb);
                }
                level.add(Sha256.of(message.flip()));
            }
            tree.add(level);
            while (level.size() > 1) {
                List<Digest> above = new ArrayList<>();
                for (int i = 0; i < level.size(); i += 2) {
                    above.add(Sha256.of(Bytes.of(new byte[] {1}), level.get(i).bytes(), level.get(i + 1).bytes()));
                }
                tree.add(above);
                level = above;
            }
        }
        return tree;
    }
}
