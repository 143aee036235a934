package dev.credence.inference.kernel;

import dev.credence.inference.numeric.FloatV1;
import dev.credence.inference.op.Kernels;
import dev.credence.inference.op.ReferenceKernels;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;

/// Which kernels this process runs, and one sentence that says why.
///
/// The vector kernels are found by name, so that without the module `jdk.incubator.vector` nothing of them is loaded.
///
/// @param reason one sentence for logs
public record KernelChoice(Kernels kernels, String reason) {
    private static final String VECTOR_KERNELS = "dev.credence.inference.kernel.VectorKernels";

    /// The fastest kernels that this machine has and that pass the start-up check.
    ///
    /// @throws IllegalStateException if not even the reference kernels pass: the process cannot answer under `float-v1`
    public static KernelChoice of(Workers workers) {
        Optional<String> obstacle = obstacle();
        if (obstacle.isPresent()) {
            return scalar(obstacle.get());
        }
        try {
            Kernels vector = (Kernels) Class.forName(VECTOR_KERNELS)
                    .getDeclaredConstructor(Workers.class)
                    .newInstance(workers);
            return StartupCheck.refusal(vector)
                    .map(KernelChoice::scalar)
                    .orElseGet(() -> new KernelChoice(vector, "vector kernels: " + vector.name()));
        } catch (ClassNotFoundException absent) {
            return scalar("the vector kernels were left out of this program");
        } catch (InstantiationException | IllegalAccessException | NoSuchMethodException | InvocationTargetException broken) {
            throw new IllegalStateException("the vector kernels could not be made", broken);
        }
    }

    /// Why vectors are out of the question in this process, or empty.
    static Optional<String> obstacle() {
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
            return Optional.of("the module jdk.incubator.vector is absent; start with --add-modules jdk.incubator.vector");
        }
        if (!FloatV1.hasHardwareFma()) {
            return Optional.of("this processor, or this Java with its flags, has no fused multiply-add");
        }
        return Optional.empty();
    }

    private static KernelChoice scalar(String why) {
        StartupCheck.requireProfile();
        return new KernelChoice(ReferenceKernels.INSTANCE, "scalar kernels: " + why);
    }
}
