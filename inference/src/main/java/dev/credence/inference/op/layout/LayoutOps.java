package dev.credence.inference.op.layout;

import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpSpec;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Types;
import dev.credence.inference.tensor.ElementType;
import java.util.ArrayList;
import java.util.List;

/// The claims of this room.
public final class LayoutOps {
    private static final int MANY = 1 << 16;

    private LayoutOps() {}

    public static List<OpSpec> specs() {
        List<OpSpec> specs = new ArrayList<>();
        shapes(specs);
        selections(specs);
        makings(specs);
        return specs;
    }

    private static void shapes(List<OpSpec> specs) {
        specs.add(OpSpec.moving("DepthToSpace", Types.ALL, 1, 1, BlockOps::depthToSpace));
        specs.add(OpSpec.moving("Dropout", Types.FLOATS_AND_DOUBLE, 1, 3, DropoutOp::decode).operands("TAB"));
        specs.add(OpSpec.moving("Expand", Types.ALL, 2, 2, _ -> new ExpandOp()).operands("TI").startingAt(8));
        specs.add(OpSpec.moving("Flatten", Types.ALL, 1, 1, FlattenOp::decode));
        specs.add(OpSpec.moving("Identity", Types.ALL, 1, 1, _ -> identity()));
        specs.add(OpSpec.moving("Pad", Types.ALL, 1, 4, PadOp::decode).operands("TITI"));
        specs.add(OpSpec.moving("Reshape", Types.ALL, 2, 2, ReshapeOp::decode).operands("TI"));
        specs.add(OpSpec.moving("Shape", Types.ALL, 1, 1, ShapeOps::shape));
        specs.add(OpSpec.moving("Size", Types.ALL, 1, 1, _ -> ShapeOps.size()));
        specs.add(OpSpec.moving("SpaceToDepth", Types.ALL, 1, 1, BlockOps::spaceToDepth));
        specs.add(OpSpec.moving("Squeeze", Types.ALL, 1, 2, ShapeOps::squeeze).operands("TI"));
        specs.add(OpSpec.moving("Tile", Types.ALL, 2, 2, _ -> new TileOp()).operands("TI"));
        specs.add(OpSpec.moving("Transpose", Types.ALL, 1, 1, TransposeOp::decode));
        specs.add(OpSpec.moving("Unsqueeze", Types.ALL, 1, 2, ShapeOps::unsqueeze).operands("TI"));
    }

    private static void selections(List<OpSpec> specs) {
        specs.add(OpSpec.moving("Compress", Types.ALL, 2, 2, SelectOps::compress).operands("TB").startingAt(9));
        specs.add(OpSpec.moving("Concat", Types.ALL, 1, MANY, ConcatOp::decode));
        specs.add(OpSpec.moving("Gather", Types.ALL, 2, 2, GatherOp::decode).operands("TI"));
        specs.add(OpSpec.moving("GatherElements", Types.ALL, 2, 2, GatherElementsOp::decode).operands("TI").startingAt(11));
        specs.add(OpSpec.moving("GatherND", Types.ALL, 2, 2, GatherNdOp::decode).operands("TI").startingAt(11));
        specs.add(OpSpec.moving("NonZero", Types.ALL, 1, 1, _ -> SelectOps.nonZero()).startingAt(9));
        specs.add(OpSpec.moving("ReverseSequence", Types.ALL, 2, 2, ReverseSequenceOp::decode).operands("TI").startingAt(10));
        specs.add(OpSpec.moving("Scatter", Types.ALL, 3, 3, ScatterOp::decodeElements).operands("TIT").startingAt(9));
        specs.add(OpSpec.of("ScatterElements", Types.ALL, 3, 3, ScatterOp::decodeElements).operands("TIT").startingAt(11));
        specs.add(OpSpec.of("ScatterND", Types.ALL, 3, 3, ScatterOp::decodeSlices).operands("TIT").startingAt(11));
        specs.add(OpSpec.moving("Slice", Types.ALL, 1, 5, SliceOp::decode).operands("TI"));
        specs.add(OpSpec.moving("Split", Types.ALL, 1, 2, SplitOp::decode).operands("TI"));
        specs.add(OpSpec.moving("Trilu", Types.ALL, 1, 2, TriluOp::decode).operands("TI").startingAt(14));
    }

    private static void makings(List<OpSpec> specs) {
        specs.add(OpSpec.moving("Constant", Types.ALL, 0, 0, ConstantOp::decode));
        specs.add(OpSpec.moving("ConstantOfShape", Types.of(ElementType.INT64), 1, 1, ConstantOfShapeOp::decode).startingAt(9));
        specs.add(OpSpec.moving("EyeLike", Types.ALL, 1, 1, EyeLikeOp::decode).startingAt(9));
        specs.add(OpSpec.moving("OneHot", Types.NUMBERS, 3, 3, OneHotOp::decode).operands("TA").startingAt(9));
        specs.add(OpSpec.of("Range", Types.NUMBERS, 3, 3, _ -> new RangeOp()).startingAt(11));
    }

    private static Op identity() {
        return (inputs, _) -> Operands.one(inputs[0]);
    }
}
