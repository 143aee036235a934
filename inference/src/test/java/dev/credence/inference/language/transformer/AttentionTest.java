package dev.credence.inference.language.transformer;

import dev.credence.inference.kernel.Crew;
import dev.credence.inference.kernel.LanguageKernelChoice;
import dev.credence.testkit.Seeded;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// The fast attention against the reference, bit by bit.
class AttentionTest {
    @Test
    void everyShapeGivesTheReferencesBits() {
        try (ExecutorService helpers = Executors.newFixedThreadPool(2)) {
            List<LanguageKernels> engines = List.of(
                    LanguageKernelChoice.of(Crew.CALLER).kernels(),
                    LanguageKernelChoice.of(Crew.of(helpers, 2)).kernels(),
                    LanguageKernelChoice.of(Crew.of(helpers, 7)).kernels());
            Seeded.check(60, (random, _) -> AttentionCases.check(random, engines));
        }
    }
}
