package dev.credence.inference.kernel;

import dev.credence.inference.gguf.GgufType;
import dev.credence.inference.language.transformer.LanguageKernels;
import dev.credence.inference.language.transformer.ReferenceLanguageKernels;
import java.lang.reflect.InvocationTargetException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Which loops of language models this process runs, and one sentence that says why.
///
/// Vectors where `KernelChoice` would take them too, after a start-up check of their own.
///
/// @param reason one sentence for logs
public record LanguageKernelChoice(LanguageKernels kernels, String reason) {
    private static final String VECTOR_KERNELS = "dev.credence.inference.kernel.VectorLanguageKernels";

    /// The fastest loops that this machine has, checked for every stored type.
    public static LanguageKernelChoice of(Crew crew) {
        return of(crew, EnumSet.allOf(GgufType.class));
    }

    /// The same for a process that computes with one model only.
    ///
    /// @param types of that model's tensors; products of other types go unchecked
    /// @throws IllegalStateException if not even the scalar kernels keep the profile in this process
    public static LanguageKernelChoice of(Crew crew, Set<GgufType> types) {
        // An absolute check: vectors and their reference would lose subnormal numbers alike where a library has switched them off.
        StartupCheck.requireProfile();
        Optional<String> obstacle = KernelChoice.obstacle();
        if (obstacle.isPresent()) {
            return scalar(obstacle.get());
        }
        try {
            LanguageKernels vector = (LanguageKernels) Class.forName(VECTOR_KERNELS)
                    .getDeclaredConstructor(Crew.class)
                    .newInstance(crew);
            return LanguageStartupCheck.refusal(vector, types)
                    .map(LanguageKernelChoice::scalar)
                    .orElseGet(() -> new LanguageKernelChoice(vector, "vector kernels: " + vector.name()));
        } catch (ClassNotFoundException absent) {
            return scalar("the vector kernels were left out of this program");
        } catch (InstantiationException | IllegalAccessException | NoSuchMethodException | InvocationTargetException broken) {
            throw new IllegalStateException("the vector kernels could not be made", broken);
        }
    }

    private static LanguageKernelChoice scalar(String why) {
        return new LanguageKernelChoice(ReferenceLanguageKernels.INSTANCE, "scalar kernels: " + why);
    }
}
