package dev.credence.inference.execution;

import static dev.credence.inference.onnx.Models.BOOL;
import static dev.credence.inference.onnx.Models.FLOAT;
import static dev.credence.inference.onnx.Models.INT64;
import static dev.credence.inference.onnx.Models.attribute;
import static dev.credence.inference.onnx.Models.graph;
import static dev.credence.inference.onnx.Models.in;
import static dev.credence.inference.onnx.Models.longs;
import static dev.credence.inference.onnx.Models.model;
import static dev.credence.inference.onnx.Models.node;
import static dev.credence.inference.onnx.Models.unary;
import static dev.credence.inference.onnx.Models.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.inference.graph.Refusal;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.onnx.OnnxImport;
import dev.credence.inference.onnx.Proto;
import dev.credence.inference.op.Budget;
import dev.credence.inference.op.Kernels;
import dev.credence.inference.op.ReferenceKernels;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import dev.credence.inference.trace.Trace;
import dev.credence.inference.trace.TraceRecorder;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ExecutorTest {
    private static final Tensor PAIR = Tensor.ofFloats(Shape.of(2), -1f, 2f);

    private static Executor executor(Bytes model) throws Exception {
        return new Executor(OnnxImport.read(model), Engine.REFERENCE);
    }

    private static void assertRefused(Refusal refusal, String sentence, Bytes model, Map<String, Tensor> inputs) {
        assertThatThrownBy(() -> executor(model).run(inputs))
                .isInstanceOfSatisfying(RefusedException.class, refused -> {
                    assertThat(refused.refusal()).isEqualTo(refusal);
                    assertThat(refused.getMessage()).contains(sentence);
                });
    }

    private static Tensor flag(boolean value) {
        return Tensor.of(ElementType.BOOL, Shape.SCALAR, new byte[] {(byte) (value ? 1 : 0)});
    }

    @Test
    void runsAGraph() throws Exception {
        assertThat(executor(unary("Relu")).run(Map.of("x", PAIR)).get("y").floats()).containsExactly(0f, 2f);
    }

    @Test
    void refusesUnknownOperatorByNameAndNode() {
        Proto graph = graph().message(11, value("x", FLOAT, 2)).message(1, node("Frobnicate", in("x"), "y").text(3, "layer7"))
                .message(12, value("y", FLOAT, 2));
        assertRefused(Refusal.UNSUPPORTED_OPERATOR, "node 'layer7' (Frobnicate): the operator Frobnicate is not supported",
                model(17, graph), Map.of());
        assertRefused(Refusal.UNSUPPORTED_OPERATOR, "node of Frobnicate that gives 'y'", unary("Frobnicate"), Map.of());
    }

    @Test
    void refusesVersionOutsideTheClaim() {
        Proto graph = graph().message(11, value("x", FLOAT, 2)).message(1, node("Gelu", in("x"), "y"))
                .message(12, value("y", FLOAT, 2));
        assertRefused(Refusal.UNSUPPORTED_OPSET, "Gelu of version 17", model(17, graph), Map.of());
    }

    @Test
    void refusesElementTypeOutsideTheClaim() {
        Proto graph = graph().message(11, value("x", INT64, 2)).message(1, node("Exp", in("x"), "y"))
                .message(12, value("y", INT64, 2));
        assertRefused(Refusal.UNSUPPORTED_TYPE, "Exp over INT64 is not claimed", model(17, graph),
                Map.of("x", Tensor.ofLongs(Shape.of(2), 1, 2)));
    }

    @Test
    void refusesAttributeThatIsNotHonoured() {
        Proto graph = graph().message(11, value("x", FLOAT, 2))
                .message(1, node("Relu", in("x"), "y").message(5, attribute("leak", 1)))
                .message(12, value("y", FLOAT, 2));
        assertRefused(Refusal.UNSUPPORTED_MODE, "attribute leak is not honoured", model(17, graph), Map.of());
    }

    @Test
    void refusesNodeWithTooFewInputs() {
        assertRefused(Refusal.INVALID_NODE, "has 1 inputs, expected 2", unary("Add"), Map.of());
    }

    @Test
    void refusesOperandsThatDoNotGoTogether() {
        Proto graph = graph().message(11, value("x", FLOAT, -1)).message(11, value("z", FLOAT, -1))
                .message(1, node("Add", in("x", "z"), "y")).message(12, value("y", FLOAT, -1));
        assertRefused(Refusal.INVALID_SHAPE, "[2] and [3] cannot be spread over one shape", model(17, graph),
                Map.of("x", PAIR, "z", Tensor.ofFloats(Shape.of(3), 1, 2, 3)));
    }

    @Test
    void refusesIndexOutsideItsAxis() {
        Proto graph = graph().message(11, value("x", FLOAT, 2)).message(5, longs("i", 2))
                .message(1, node("Gather", in("x", "i"), "y")).message(12, value("y", FLOAT, 1));
        assertRefused(Refusal.INVALID_VALUE, "index 2 of 2 places", model(17, graph), Map.of("x", PAIR));
    }

    @Test
    void refusesInputsThatAreNotTheModels() {
        assertRefused(Refusal.INPUT_MISSING, "the input x FLOAT[n] is missing", unary("Relu"), Map.of());
        assertRefused(Refusal.INPUT_UNKNOWN, "no input 'z'; it has [x]", unary("Relu"), Map.of("x", PAIR, "z", PAIR));
        assertRefused(Refusal.INPUT_MISMATCH, "is FLOAT[1,2], expected FLOAT[n]", unary("Relu"),
                Map.of("x", PAIR.reshape(Shape.of(1, 2))));
        assertRefused(Refusal.INPUT_MISMATCH, "is INT64[1], expected FLOAT[n]", unary("Relu"),
                Map.of("x", Tensor.ofLongs(Shape.of(1), 1)));
    }

    @Test
    void refusesTensorsLargerThanItsBudgetBeforeAllocating() {
        for (long[] sizes : new long[][] {{1L << 29}, {1L << 40}, {1L << 31, 1L << 31}, {1L << 62, 4}}) {
            Proto graph = graph().message(5, longs("s", sizes)).message(1, node("ConstantOfShape", in("s"), "y"))
                    .message(12, value("y", FLOAT, -1));
            assertRefused(Refusal.BUDGET_EXCEEDED, "node of ConstantOfShape", model(17, graph), Map.of());
        }
        Proto range = graph().message(5, longs("s")).message(11, value("a", INT64)).message(11, value("b", INT64))
                .message(1, node("Range", in("a", "b", "d"), "y")).message(11, value("d", INT64)).message(12, value("y", INT64, -1));
        assertRefused(Refusal.BUDGET_EXCEEDED, "counts", model(17, range), Map.of(
                "a", Tensor.ofLongs(Shape.SCALAR, 0), "b", Tensor.ofLongs(Shape.SCALAR, Long.MAX_VALUE),
                "d", Tensor.ofLongs(Shape.SCALAR, 1)));
    }

    @Test
    void refusesMoreArithmeticThanItsBudget() throws Exception {
        Proto graph = graph().message(11, value("a", FLOAT, -1, -1)).message(1, node("MatMul", in("a", "a"), "y"))
                .message(12, value("y", FLOAT, -1, -1));
        Executor small = new Executor(OnnxImport.read(model(17, graph)),
                new Engine(ReferenceKernels.INSTANCE, new Budget(1_000 + 8 * 8 * 8 - 1, 1_000)));
        Tensor eight = Tensor.ofFloats(Shape.of(8, 8), new float[64]);
        assertThatThrownBy(() -> small.run(Map.of("a", eight))).isInstanceOfSatisfying(
                RefusedException.class, refused -> assertThat(refused.refusal()).isEqualTo(Refusal.BUDGET_EXCEEDED));
        Tensor seven = Tensor.ofFloats(Shape.of(7, 7), new float[49]);
        assertThat(small.run(Map.of("a", seven)).get("y").shape()).isEqualTo(Shape.of(7, 7));
    }

    /// Goal: whoever opens a model does not wait for minutes before anything was asked. Method: two constant products, one cheap and one beyond the bound,
    /// under kernels that count instead of multiplying.
    @Test
    void computesInAdvanceOnlyWhatIsCheap() throws Exception {
        AtomicInteger products = new AtomicInteger();
        Engine counting = new Engine(counting(products), Budget.DEFAULT);
        new Executor(OnnxImport.read(constantProduct(512)), counting);
        assertThat(products).as("2^27 steps, at once").hasValue(1);
        Executor late = new Executor(OnnxImport.read(constantProduct(2_048)), counting);
        assertThat(products).as("2^33 steps, not yet").hasValue(1);
        late.run(Map.of());
        assertThat(products).as("paid for by whoever asks").hasValue(2);
    }

    private static Bytes constantProduct(long side) {
        Proto graph = graph().message(5, longs("s", side, side)).message(1, node("ConstantOfShape", in("s"), "a"))
                .message(1, node("MatMul", in("a", "a"), "y")).message(12, value("y", FLOAT, -1, -1));
        return model(17, graph);
    }

    private static Kernels counting(AtomicInteger products) {
        return (Kernels) Proxy.newProxyInstance(Kernels.class.getClassLoader(), new Class<?>[] {Kernels.class}, (_, method, arguments) -> {
            if (method.getName().startsWith("matMul")) {
                products.incrementAndGet();
                return null;
            }
            return method.invoke(ReferenceKernels.INSTANCE, arguments);
        });
    }

    private static Bytes loop(long trips) {
        Proto body = graph().message(11, value("i", INT64)).message(11, value("c", BOOL)).message(11, value("v", FLOAT, 2))
                .message(1, node("Identity", in("c"), "go")).message(1, node("Add", in("v", "x"), "w"))
                .message(12, value("go", BOOL)).message(12, value("w", FLOAT, 2)).message(12, value("i", INT64));
        Proto graph = graph().message(11, value("x", FLOAT, 2)).message(5, longs("trips", trips))
                .message(1, node("Relu", in("x"), "v0"))
                .message(1, node("Loop", in("trips", "", "v0"), "last", "all").message(5, attribute("body", body)))
                .message(12, value("last", FLOAT, 2)).message(12, value("all", INT64, -1));
        return model(17, graph);
    }

    @Test
    void loopsCarryStatesAndCollect() throws Exception {
        Map<String, Tensor> outputs = executor(loop(3)).run(Map.of("x", PAIR));
        assertThat(outputs.get("last").floats()).containsExactly(-3f, 8f);
        assertThat(outputs.get("all").longs()).containsExactly(0, 1, 2);
    }

    @Test
    void loopWithoutARunGivesItsInitialStates() throws Exception {
        Map<String, Tensor> outputs = executor(loop(0)).run(Map.of("x", PAIR));
        assertThat(outputs.get("last").floats()).containsExactly(0f, 2f);
        assertThat(outputs.get("all").shape()).isEqualTo(Shape.of(0));
    }

    @Test
    void endlessLoopRunsOutOfBudget() throws Exception {
        Executor executor = new Executor(OnnxImport.read(loop(Long.MAX_VALUE)),
                new Engine(ReferenceKernels.INSTANCE, new Budget(1L << 32, 1L << 20)));
        assertThatThrownBy(() -> executor.run(Map.of("x", PAIR))).isInstanceOfSatisfying(
                RefusedException.class, refused -> assertThat(refused.refusal()).isEqualTo(Refusal.BUDGET_EXCEEDED));
    }

    @Test
    void traceNamesEveryStepOnce() throws Exception {
        TraceRecorder recorder = new TraceRecorder();
        executor(loop(2)).run(Map.of("x", PAIR), recorder);
        assertThat(recorder.steps()).extracting(step -> step.position() + ":" + step.layer() + ":" + step.op())
                .containsExactly("0:0:0", "1:2:0", "1:3:0", "2:2:0", "2:3:0", "0:1:0", "0:1:1");
    }

    @Test
    void branchRunsOnlyWhatItTakes() throws Exception {
        Proto good = graph().message(1, node("Neg", in("x"), "a")).message(12, value("a", FLOAT, 2));
        Proto bad = graph().message(5, longs("s", 1L << 50)).message(1, node("ConstantOfShape", in("s"), "b"))
                .message(12, value("b", FLOAT, -1));
        Proto graph = graph().message(11, value("x", FLOAT, 2)).message(11, value("c", BOOL))
                .message(1, node("If", in("c"), "y").message(5, attribute("then_branch", good)).message(5, attribute("else_branch", bad)))
                .message(12, value("y", FLOAT, 2));
        Executor executor = executor(model(17, graph));
        TraceRecorder recorder = new TraceRecorder();
        assertThat(executor.run(Map.of("x", PAIR, "c", flag(true)), recorder).get("y").floats()).containsExactly(1f, -2f);
        assertThat(recorder.steps()).extracting(Trace.Step::layer).containsExactly(2, 0);
        assertThatThrownBy(() -> executor.run(Map.of("x", PAIR, "c", flag(false)))).isInstanceOf(RefusedException.class);
    }

    @Test
    void whatIsComputedInAdvanceIsInTheTraceAllTheSame() throws Exception {
        Proto graph = graph().message(11, value("x", FLOAT, 2)).message(5, longs("two", 2, 1))
                .message(1, node("Identity", in("two"), "shape")).message(1, node("Reshape", in("x", "shape"), "y"))
                .message(12, value("y", FLOAT, 2, 1));
        Executor executor = executor(model(17, graph));
        TraceRecorder recorder = new TraceRecorder();
        assertThat(executor.run(Map.of("x", PAIR), recorder).get("y").shape()).isEqualTo(Shape.of(2, 1));
        assertThat(recorder.steps()).hasSize(2);
        assertThat(recorder.steps().getFirst().tensor()).isEqualTo(Tensor.ofLongs(Shape.of(2), 2, 1).root());
    }

    @Test
    void anyChangeOfAnIntermediateValueChangesTheTrace() throws Exception {
        Executor executor = executor(unary("Sign"));
        TraceRecorder one = new TraceRecorder();
        TraceRecorder other = new TraceRecorder();
        executor.run(Map.of("x", PAIR), one);
        executor.run(Map.of("x", Tensor.ofFloats(Shape.of(2), -0f, 2f)), other);
        assertThat(one.trace().root()).isNotEqualTo(other.trace().root());
    }
}
