package dev.credence.inference.language.transformer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Five architectures against llama.cpp: windows, caps, rotation scaling, norms, biases, shared heads.
class TinyModelsTest {
    @ParameterizedTest
    @CsvSource({"llama,1e-3", "qwen2,1e-3", "qwen3,1e-3", "gemma2,1e-2", "gemma3,1e-2"})
    void logitsAreThoseOfLlamaCpp(String architecture, float bound) throws Exception {
        TinyModels tiny = TinyModels.load(architecture);
        float[] logits = TinyModels.run(new Transformer(tiny.model(), ReferenceLanguageKernels.INSTANCE), tiny.ids());
        assertThat(logits).hasSameSizeAs(tiny.logits());
        float most = 0;
        for (int i = 0; i < logits.length; i++) {
            assertThat(logits[i]).isFinite();
            most = Math.max(most, Math.abs(logits[i] - tiny.logits()[i]));
        }
        assertThat(most).isLessThan(bound);
    }
}
