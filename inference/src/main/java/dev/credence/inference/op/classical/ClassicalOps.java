package dev.credence.inference.op.classical;

import dev.credence.inference.op.OpSpec;
import dev.credence.inference.op.Types;
import dev.credence.inference.tensor.ElementType;
import java.util.List;
import java.util.Set;

/// The claims of this room.
public final class ClassicalOps {
    private static final String DOMAIN = "ai.onnx.ml";
    private static final int LAST = 5;

    private ClassicalOps() {}

    public static List<OpSpec> specs() {
        return List.of(
                claim("ArrayFeatureExtractor", Types.NUMBERS, 2, FeatureOps::extractor).operands("TI"),
                claim("Binarizer", Types.of(ElementType.FLOAT), 1, FeatureOps::binarizer),
                claim("LinearClassifier", Types.of(ElementType.FLOAT), 1, LinearModelOp::decodeClassifier),
                claim("LinearRegressor", Types.of(ElementType.FLOAT), 1, LinearModelOp::decodeRegressor),
                claim("Normalizer", Types.of(ElementType.FLOAT), 1, FeatureOps::normalizer),
                claim("Scaler", Types.of(ElementType.FLOAT), 1, FeatureOps::scaler),
                claim("TreeEnsembleClassifier", Types.of(ElementType.FLOAT), 1, TreeClassifierOp::decode),
                claim("TreeEnsembleRegressor", Types.of(ElementType.FLOAT), 1, TreeRegressorOp::decode));
    }

    private static OpSpec claim(String name, Set<ElementType> types, int inputs, OpSpec.Decoder decoder) {
        return OpSpec.moving(name, types, inputs, inputs, decoder).in(DOMAIN, 1, LAST);
    }
}
