package dev.credence.node.conformance;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.inference.execution.Engine;
import dev.credence.inference.execution.Executor;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.onnx.OnnxImport;
import dev.credence.inference.tensor.Tensor;
import dev.credence.node.store.AtomicFile;
import dev.credence.node.world.World;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// Runs test cases, one after the other.
///
/// @param benchNanos how long to measure each case that passes; 0 not at all
public record CaseRunner(World world, Engine engine, Tolerance tolerance, long benchNanos) {
    private static final int MODEL_BYTES_MAX = 1 << 30;

    /// Runs the case in `folder`; whatever is wrong with it is its outcome.
    public CaseReport run(String name, Path folder) {
        try {
            return checked(name, folder);
        } catch (RefusedException refused) {
            return new CaseReport(name, outcome(refused), OptionalLong.empty());
        } catch (MalformedException malformed) {
            return failed(name, malformed.getMessage());
        } catch (NoSuchFileException missing) {
            return failed(name, "there is no file " + missing.getMessage());
        } catch (IOException unreadable) {
            return failed(name, String.valueOf(unreadable.getMessage()));
        } catch (OutOfMemoryError large) {
            return failed(name, "it needs more memory than this process has (" + (Runtime.getRuntime().maxMemory() >> 20) + " MiB)");
        } catch (RuntimeException | StackOverflowError defect) {
            // A defect of this program; the cases after this one are still worth knowing.
            return failed(name, "the execution failed unexpectedly: " + defect);
        }
    }

    private CaseReport checked(String name, Path folder) throws IOException, MalformedException, RefusedException {
        Executor executor = new Executor(
                OnnxImport.read(AtomicFile.read(world.disk(), folder.resolve(CaseFolders.MODEL), MODEL_BYTES_MAX)), engine);
        List<Path> sets = DataSet.folders(world.disk(), folder);
        if (sets.isEmpty()) {
            return failed(name, "there is no test_data_set_0 with recorded inputs and outputs beside the model");
        }
        CaseOutcome.Passed passed = new CaseOutcome.Passed(Optional.empty());
        OptionalLong median = OptionalLong.empty();
        for (Path set : sets) {
            DataSet data = DataSet.read(world.disk(), set, executor.graph());
            switch (compare(executor.run(data.inputs()), data.outputs())) {
                case CaseOutcome.Passed(var largest) -> passed = new CaseOutcome.Passed(larger(passed.largest(), largest));
                case CaseOutcome.Failed failure -> {
                    String place = sets.size() == 1 ? "" : set.getFileName() + ": ";
                    return new CaseReport(
                            name, new CaseOutcome.Failed(place + failure.sentence(), failure.difference()), OptionalLong.empty());
                }
                case CaseOutcome.Unsupported impossible -> throw new IllegalStateException(impossible.sentence());
            }
            if (benchNanos > 0 && median.isEmpty()) {
                median = OptionalLong.of(Latency.of(executor, data.inputs(), world.clock(), benchNanos).medianNanos());
            }
        }
        return new CaseReport(name, passed, median);
    }

    private CaseOutcome compare(Map<String, Tensor> found, Map<String, Tensor> recorded) {
        Optional<TensorDifference> agreeing = Optional.empty();
        Optional<TensorDifference> failing = Optional.empty();
        for (Map.Entry<String, Tensor> output : recorded.entrySet()) {
            TensorDifference difference =
                    TensorComparison.of(output.getKey(), found.get(output.getKey()), output.getValue(), tolerance);
            if (difference.isAgreement()) {
                agreeing = larger(agreeing, Optional.of(difference));
            } else {
                failing = larger(failing, Optional.of(difference));
            }
        }
        return failing.isEmpty()
                ? new CaseOutcome.Passed(agreeing.filter(difference -> difference.absoluteMax().isPresent()))
                : new CaseOutcome.Failed(failing.get().sentence(), failing);
    }

    private static Optional<TensorDifference> larger(Optional<TensorDifference> one, Optional<TensorDifference> other) {
        return Stream.concat(one.stream(), other.stream())
                .max(Comparator.comparingDouble(difference -> difference.absoluteMax().orElse(-1)));
    }

    private static CaseOutcome outcome(RefusedException refused) {
        return switch (refused.refusal()) {
            case UNSUPPORTED_OPERATOR, UNSUPPORTED_OPSET, UNSUPPORTED_TYPE, UNSUPPORTED_MODE ->
                new CaseOutcome.Unsupported(refused.getMessage(), refused.operation(), refused.node());
            case INVALID_NODE, INVALID_SHAPE, INVALID_VALUE, ACCUMULATOR_OVERFLOW, BUDGET_EXCEEDED, INPUT_MISSING, INPUT_UNKNOWN,
                    INPUT_MISMATCH ->
                new CaseOutcome.Failed(refused.getMessage(), Optional.empty());
        };
    }

    private static CaseReport failed(String name, String sentence) {
        return new CaseReport(name, new CaseOutcome.Failed(sentence, Optional.empty()), OptionalLong.empty());
    }
}
