package dev.credence.inference.op.layout;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Strided;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;

/// Blocks of pixels as channels, and back: transpositions of a tensor seen with more axes.
final class BlockOps {
    private BlockOps() {}

    static Op depthToSpace(OpNode node) throws RefusedException {
        int block = node.integer("blocksize", 0, 1, 1 << 12);
        boolean depthFirst = node.choice("mode", "DCR", "DCR", "CRD").equals("DCR");
        return (inputs, work) -> {
            Shape x = images(inputs[0]);
            int channels = x.at(1) / (block * block);
            if (channels * block * block != x.at(1)) {
                throw Operands.shape("spreads " + x.at(1) + " channels over blocks of " + block);
            }
            Shape seen = depthFirst
                    ? Shape.of(x.at(0), block, block, channels, x.at(2), x.at(3))
                    : Shape.of(x.at(0), channels, block, block, x.at(2), x.at(3));
            int[] order = depthFirst ? new int[] {0, 3, 4, 1, 5, 2} : new int[] {0, 1, 4, 2, 5, 3};
            Tensor moved = Strided.transpose(inputs[0].reshape(seen), order, work);
            return Operands.one(moved.reshape(Shape.of(x.at(0), channels, x.at(2) * block, x.at(3) * block)));
        };
    }

    static Op spaceToDepth(OpNode node) throws RefusedException {
        int block = node.integer("blocksize", 0, 1, 1 << 12);
        return (inputs, work) -> {
            Shape x = images(inputs[0]);
            int height = x.at(2) / block;
            int width = x.at(3) / block;
            if (height * block != x.at(2) || width * block != x.at(3)) {
                throw Operands.shape("cuts " + x + " into blocks of " + block);
            }
            Shape seen = Shape.of(x.at(0), x.at(1), height, block, width, block);
            Tensor moved = Strided.transpose(inputs[0].reshape(seen), new int[] {0, 3, 5, 1, 2, 4}, work);
            return Operands.one(moved.reshape(Shape.of(x.at(0), x.at(1) * block * block, height, width)));
        };
    }

    private static Shape images(Tensor x) throws RefusedException {
        if (x.shape().rank() != 4) {
            throw Operands.shape("moves blocks of " + x.shape() + ", expected [batch,channels,height,width]");
        }
        return x.shape();
    }
}
