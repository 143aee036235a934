package dev.credence.inference.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.inference.gguf.GgufType;
import dev.credence.inference.language.transformer.LanguageKernels;
import dev.credence.inference.language.transformer.Matrix;
import dev.credence.inference.language.transformer.ReferenceLanguageKernels;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class LanguageKernelChoiceTest {
    /// The reference, but for one bit of one kind of result.
    private record OneBitOff(boolean products) implements LanguageKernels {
        @Override
        public String name() {
            return "one-bit-off";
        }

        @Override
        public void multiply(Matrix[] matrices, float[] x, int rows, float[][] y) {
            ReferenceLanguageKernels.INSTANCE.multiply(matrices, x, rows, y);
            y[0][0] = products ? Math.nextUp(y[0][0]) : y[0][0];
        }

        @Override
        public void norm(float[] x, int rows, float[] weight, float epsilon, float[] y) {
            ReferenceLanguageKernels.INSTANCE.norm(x, rows, weight, epsilon, y);
            y[1] = products ? y[1] : Math.nextUp(y[1]);
        }

        @Override
        public void gate(boolean gelu, float[] gate, float[] up, int n) {
            ReferenceLanguageKernels.INSTANCE.gate(gelu, gate, up, n);
        }

        @Override
        public int largest(float[] x, int at, int n) {
            return ReferenceLanguageKernels.INSTANCE.largest(x, at, n);
        }

        @Override
        public void attend(AttentionCall call) {
            ReferenceLanguageKernels.INSTANCE.attend(call);
        }
    }

    @Test
    void oneBitIsEnoughToRefuseAnEngine() {
        Set<GgufType> all = EnumSet.allOf(GgufType.class);
        assertThat(LanguageStartupCheck.refusal(ReferenceLanguageKernels.INSTANCE, all)).isEmpty();
        assertThat(LanguageStartupCheck.refusal(new OneBitOff(true), all).orElseThrow()).contains("one-bit-off");
        assertThat(LanguageStartupCheck.refusal(new OneBitOff(false), Set.of())).isPresent();
        for (GgufType type : GgufType.values()) {
            assertThat(LanguageStartupCheck.refusal(new OneBitOff(true), Set.of(type))).as(type.name()).isPresent();
        }
    }

    @Test
    void theChoiceSaysWhy() {
        LanguageKernelChoice choice = LanguageKernelChoice.of(Crew.CALLER);
        assertThat(choice.reason()).startsWith(choice.kernels() == ReferenceLanguageKernels.INSTANCE ? "scalar kernels: " : "vector kernels: ");
    }

    @Test
    void aCrewRunsEveryPartOnceAndPassesFailuresOn() throws Exception {
        try (ExecutorService helpers = Executors.newFixedThreadPool(2)) {
            Crew crew = Crew.of(helpers, 3);
            for (int round = 0; round < 2_000; round++) {
                AtomicIntegerArray times = new AtomicIntegerArray(1 + round % 9);
                crew.run(times.length(), times::incrementAndGet);
                for (int i = 0; i < times.length(); i++) {
                    assertThat(times.get(i)).isEqualTo(1);
                }
            }
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> crew.run(4, i -> {
                        if (i == 2) {
                            throw new IllegalStateException("part two");
                        }
                    }))
                    .hasMessage("part two");
        }
    }
}
