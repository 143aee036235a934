package dev.credence.inference.kernel;

import dev.credence.inference.language.transformer.LanguageKernels;
import dev.credence.inference.language.transformer.ReferenceLanguageKernels;
import java.lang.reflect.InvocationTargetException;

/// Which loops of language models this process runs, and one sentence that says why.
///
/// They go with `KernelChoice`: where that one takes vectors, after its start-up check, this one does, after one of its own.
///
/// @param reason one sentence for logs
public record LanguageKernelChoice(LanguageKernels kernels, String reason) {
    private static final String VECTOR_KERNELS = "dev.credence.inference.kernel.VectorLanguageKernels";

    /// The fastest loops that this machine has.
    ///
    /// @throws IllegalStateException if not even the reference passes the start-up check
    public static LanguageKernelChoice of(Crew crew) {
        KernelChoice choice = KernelChoice.of(Workers.CALLER);
        if (choice.kernels() == dev.credence.inference.op.ReferenceKernels.INSTANCE) {
            return new LanguageKernelChoice(ReferenceLanguageKernels.INSTANCE, choice.reason());
        }
        try {
            LanguageKernels vector = (LanguageKernels) Class.forName(VECTOR_KERNELS)
                    .getDeclaredConstructor(Crew.class)
                    .newInstance(crew);
            return LanguageStartupCheck.refusal(vector)
                    .map(why -> new LanguageKernelChoice(ReferenceLanguageKernels.INSTANCE, "scalar kernels: " + why))
                    .orElseGet(() -> new LanguageKernelChoice(vector, "vector kernels: " + vector.name()));
        } catch (ClassNotFoundException absent) {
            return new LanguageKernelChoice(ReferenceLanguageKernels.INSTANCE, "the vector kernels were left out of this program");
        } catch (InstantiationException | IllegalAccessException | NoSuchMethodException | InvocationTargetException broken) {
            throw new IllegalStateException("the vector kernels could not be made", broken);
        }
    }
}
