package dev.credence.inference.kernel;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.integer.GatheringKernels;
import dev.credence.inference.integer.IntegerInterpreter;
import dev.credence.inference.integer.IntegerKernels;
import dev.credence.inference.integer.IntegerModel;
import dev.credence.inference.integer.IntegerWitness;
import dev.credence.inference.integer.ProgramMaker;
import dev.credence.inference.integer.ReferenceIntegerKernels;
import dev.credence.inference.integer.seeded.SeededModels;
import dev.credence.inference.numeric.FloatV1;
import dev.credence.inference.op.Kernels;
import dev.credence.inference.op.ReferenceKernels;
import dev.credence.inference.tensor.Tensor;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The program that child JVMs run: hashes the results of every kernel and of every operation, again and again, so that
/// interpreted, half and fully compiled code all have a part, and prints one line for each engine.
///
/// Arguments: rounds of kernel cases, repetitions; or the one word `operations`, which prints one line for each operation,
/// as `golden/operations.sha256` holds them.
final class ResultDigest {
    private static final long SEED = 20_261_123L;
    private static final int OPERATION_SHARE = 40;
    private static final int INTEGER_MODELS = 30;
    private static final List<IntegerModel> INTEGERS = integers();

    private final KernelCases kernels;
    private final OperatorCases operators = OperatorCases.all();

    private ResultDigest(int rounds) {
        kernels = KernelCases.of(new SplittableRandom(SEED), rounds);
    }

    public static void main(String[] arguments) {
        if (arguments[0].equals("operations")) {
            operations().forEach((name, value) -> System.out.println(name + " " + value));
            return;
        }
        int repetitions = Integer.parseInt(arguments[1]);
        ResultDigest digest = new ResultDigest(Integer.parseInt(arguments[0]));
        System.out.println("engine " + KernelChoice.of(Workers.CALLER).reason());
        System.out.println("reference " + digest.steady(ReferenceKernels.INSTANCE, repetitions));
        if (KernelChoice.of(Workers.CALLER).kernels() == ReferenceKernels.INSTANCE) {
            return;
        }
        System.out.println("one " + digest.steady(new VectorKernels(Workers.CALLER), repetitions));
        try (ExecutorService helper = Executors.newSingleThreadExecutor()) {
            System.out.println("two " + digest.steady(new VectorKernels(Workers.of(helper, 2), 0), repetitions));
        }
    }

    /// The digest that every repetition gives, or the word `unsteady` with the repetition that differs.
    ///
    /// The kernels, which are few and hot, are repeated so often that the last compiler has seen them; the operations
    /// around them take longer and are repeated a few times.
    private String steady(Kernels engine, int repetitions) {
        byte[] first = ofKernels(engine);
        for (int i = 1; i < repetitions; i++) {
            if (!MessageDigest.isEqual(first, ofKernels(engine))) {
                return "unsteady kernels " + i;
            }
        }
        byte[] operations = ofOperations(engine);
        for (int i = 1; i < repetitions / OPERATION_SHARE; i++) {
            if (!MessageDigest.isEqual(operations, ofOperations(engine))) {
                return "unsteady operations " + i;
            }
        }
        byte[] integers = ofIntegers(engine);
        for (int i = 1; i < repetitions; i++) {
            if (!MessageDigest.isEqual(integers, ofIntegers(engine))) {
                return "unsteady integers " + i;
            }
        }
        return HexFormat.of().formatHex(first) + HexFormat.of().formatHex(operations) + HexFormat.of().formatHex(integers);
    }

    private byte[] ofKernels(Kernels engine) {
        MessageDigest sha256 = sha256();
        for (KernelCases.KernelCase one : kernels.cases()) {
            float[] values = one.call().on(engine);
            ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
            for (float value : values) {
                bytes.putInt(FloatV1.canonicalBits(value));
            }
            sha256.update(bytes.array());
        }
        return sha256.digest();
    }

    // Every tensor and accumulator of random integer programs.
    private static byte[] ofIntegers(Kernels engine) {
        MessageDigest sha256 = sha256();
        IntegerKernels kernels = new GatheringKernels(engine);
        for (IntegerModel model : INTEGERS) {
            IntegerWitness witness = IntegerInterpreter.run(model, new byte[model.program().input().tensor().elements()], kernels);
            for (byte[] tensor : witness.tensors()) {
                sha256.update(tensor);
            }
            for (int[] accumulators : witness.accumulators()) {
                if (accumulators != null) {
                    ByteBuffer bytes = ByteBuffer.allocate(4 * accumulators.length);
                    bytes.asIntBuffer().put(accumulators);
                    sha256.update(bytes.array());
                }
            }
        }
        return sha256.digest();
    }

    private static List<IntegerModel> integers() {
        List<IntegerModel> models = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(SEED);
        try {
            for (int i = 0; i < INTEGER_MODELS; i++) {
                models.add(ProgramMaker.model(random));
            }
        } catch (RefusedException refused) {
            throw new IllegalStateException(refused);
        }
        models.add(SeededModels.of("mlp-26k", SEED, ReferenceIntegerKernels.INSTANCE));
        return models;
    }

    private byte[] ofOperations(Kernels engine) {
        MessageDigest sha256 = sha256();
        for (OperatorCases.OperatorCase one : operators.cases()) {
            for (Tensor output : one.on(engine)) {
                if (output != null) {
                    sha256.update(output.canonicalBytes().toArray());
                }
            }
        }
        return sha256.digest();
    }

    /// For each operation the digest of all its cases on the reference kernels.
    static SortedMap<String, String> operations() {
        SortedMap<String, MessageDigest> digests = new TreeMap<>();
        for (OperatorCases.OperatorCase one : OperatorCases.all().cases()) {
            for (Tensor output : one.on(ReferenceKernels.INSTANCE)) {
                if (output != null) {
                    digests.computeIfAbsent(one.operation(), _ -> sha256()).update(output.canonicalBytes().toArray());
                }
            }
        }
        SortedMap<String, String> hex = new TreeMap<>();
        digests.forEach((name, digest) -> hex.put(name, HexFormat.of().formatHex(digest.digest())));
        return hex;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every Java has SHA-256", absent);
        }
    }
}
