package dev.credence.inference.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.junit.jupiter.api.Test;

/// Reads this module's class files for what would let bits depend on machine, compiler or thread count.
class BannedCallsTest {
    private static final Set<String> TRANSCENDENTAL = Set.of(
            "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "exp", "expm1",
            "log", "log10", "log1p", "pow", "cbrt", "hypot");

    /// Who may call the strict library, and why.
    private static final Map<String, String> STRICT = Map.of(
            "dev/credence/inference/numeric/Library", "the one door to functions that docs/spec/float-v1.md 6.6 takes from fdlibm",
            "dev/credence/inference/language/template/value/Arithmetic", "a template's ** on floats, in the same library's bits: a prompt is part of the request");

    @Test
    void noClassOfThisModuleBreaksDeterminism() throws Exception {
        List<String> found = new ArrayList<>();
        int classes = 0;
        try (Stream<Path> files = Files.walk(classesOf(FloatV1.class))) {
            for (Path file : files.filter(name -> name.toString().endsWith(".class")).toList()) {
                found.addAll(bans(file));
                classes++;
            }
        }
        assertThat(classes).isGreaterThan(50);
        assertThat(found).isEmpty();
    }

    @Test
    void everyBannedCallIsSeen() throws Exception {
        List<String> found = bans(classesOf(BannedCallsTest.class)
                .resolve("dev/credence/inference/numeric/BannedCallsTest$Offender.class"));
        assertThat(found)
                .hasSize(8)
                .anyMatch(line -> line.contains("reduceLanes"))
                .anyMatch(line -> line.contains("VectorOperators.EXP"))
                .anyMatch(line -> line.contains("FloatVector.pow"))
                .anyMatch(line -> line.contains("Math.exp"))
                .anyMatch(line -> line.contains("StrictMath.sin"))
                .anyMatch(line -> line.contains("parallelStream"))
                .anyMatch(line -> line.contains("parallel()"))
                .anyMatch(line -> line.contains("DoubleStream.sum"));
    }

    private static Path classesOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static List<String> bans(Path file) throws IOException {
        ClassModel model = ClassFile.of().parse(file);
        String name = model.thisClass().asInternalName();
        List<String> found = new ArrayList<>();
        for (MethodModel method : model.methods()) {
            for (CodeElement element : method.code().map(CodeModel::elementList).orElse(List.of())) {
                ban(name, element).ifPresent(why -> found.add(name + "." + method.methodName().stringValue() + ": " + why));
            }
        }
        return found;
    }

    private static Optional<String> ban(String caller, CodeElement element) {
        return switch (element) {
            case InvokeInstruction call -> ofCall(caller, call.owner().asInternalName(), call.name().stringValue());
            case FieldInstruction field -> ofField(caller, field.owner().asInternalName(), field.name().stringValue());
            default -> Optional.empty();
        };
    }

    private static Optional<String> ofCall(String caller, String owner, String method) {
        boolean floats = owner.matches("jdk/incubator/vector/(Float|Double)\\w*Vector");
        if (floats && method.startsWith("reduceLanes")) {
            return Optional.of("reduceLanes adds in an order of its own; use the 16 lanes and the tree of FloatV1");
        }
        if (floats && method.equals("pow")) {
            return Optional.of("FloatVector.pow differs between compilers; use Library");
        }
        if (owner.equals("java/lang/Math") && TRANSCENDENTAL.contains(method)) {
            return Optional.of("Math." + method + " differs between machines; use FloatV1 or Library");
        }
        if (owner.equals("java/lang/StrictMath") && TRANSCENDENTAL.contains(method) && !STRICT.containsKey(caller)) {
            return Optional.of("StrictMath." + method + " outside of the classes listed here; use Library");
        }
        if (method.equals("parallelStream") || method.equals("parallel") && owner.startsWith("java/util/stream")
                || owner.equals("java/util/Arrays") && method.startsWith("parallel")
                || owner.equals("java/util/concurrent/ForkJoinPool") && method.equals("commonPool")) {
            return Optional.of(method + "() divides work as it likes; use Workers");
        }
        if (owner.equals("java/util/stream/DoubleStream") && (method.equals("sum") || method.equals("average"))) {
            return Optional.of("DoubleStream." + method + " adds in an order of its own; write the loop");
        }
        return Optional.empty();
    }

    private static Optional<String> ofField(String caller, String owner, String field) {
        if (owner.equals("jdk/incubator/vector/VectorOperators") && TRANSCENDENTAL.contains(field.toLowerCase(java.util.Locale.ROOT))) {
            return Optional.of("VectorOperators." + field + " differs between compiled and interpreted code; use VectorMath");
        }
        if (owner.startsWith("jdk/incubator/vector/") && !caller.startsWith("dev/credence/inference/kernel/")
                && !caller.contains("BannedCallsTest")) {
            return Optional.of("the vector module may be absent; only the kernel room names it");
        }
        return Optional.empty();
    }

    /// One call of each banned kind; never run.
    static final class Offender {
        private Offender() {}

        static double offend(FloatVector vector, List<Double> numbers) {
            double sum = vector.reduceLanes(VectorOperators.ADD);
            sum += vector.lanewise(VectorOperators.EXP).lane(0);
            sum += vector.pow(2f).lane(0);
            sum += Math.exp(sum) + StrictMath.sin(sum);
            sum += numbers.parallelStream().count() + numbers.stream().parallel().count();
            return sum + DoubleStream.of(sum).sum();
        }
    }
}
