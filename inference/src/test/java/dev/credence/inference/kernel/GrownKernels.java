package dev.credence.inference.kernel;

import dev.credence.inference.language.transformer.LanguageKernels;

/// The loops on vectors as they are in a process that is no longer young, for tests of other rooms.
public final class GrownKernels {
    private GrownKernels() {}

    public static LanguageKernels of(Crew crew) {
        return new VectorLanguageKernels(crew, 0);
    }
}
