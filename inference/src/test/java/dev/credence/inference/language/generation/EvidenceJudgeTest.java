package dev.credence.inference.language.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.inference.language.chat.TextModel;
import dev.credence.inference.language.chat.TinyChat;
import dev.credence.inference.language.transformer.Architecture;
import dev.credence.inference.language.transformer.KeyValueCache;
import dev.credence.inference.language.transformer.ModelShape;
import dev.credence.inference.language.transformer.Transformer;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import dev.credence.inference.trace.Trace;
import dev.credence.testkit.Seeded;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Trace and fingerprint against a slow reading of docs/spec/text.md 6 and 7.2: one position after the other, every tensor an object.
class EvidenceJudgeTest {
    /// The outputs of one sequence by (position, layer, op), the logits at (position, number of layers, 0).
    private record Recorded(ModelShape shape, Map<List<Integer>, float[]> outputs) implements Transformer.Outputs {
        @Override
        public boolean wantsLogits(int position) {
            return true;
        }

        @Override
        public void logits(int position, float[] logits, int at) {
            outputs.put(List.of(position, shape.layers(), 0), Arrays.copyOfRange(logits, at, at + shape.vocabulary()));
        }

        @Override
        public void layer(Transformer.LayerOutputs told) {
            int keys = shape.attention().keyWidth();
            outputs.put(List.of(told.first(), told.layer(), 0), Arrays.copyOf(told.residual(), shape.width()));
            outputs.put(List.of(told.first(), told.layer(), 1), Arrays.copyOf(told.keys(), keys));
            outputs.put(List.of(told.first(), told.layer(), 2), Arrays.copyOf(told.values(), keys));
        }
    }

    private static Map<List<Integer>, float[]> recorded(TextModel model, int[] ids) {
        Recorded recorded = new Recorded(model.transformer().model().shape(), new HashMap<>());
        KeyValueCache cache = new KeyValueCache(recorded.shape(), ids.length);
        for (int id : ids) {
            model.transformer().run(cache, new int[] {id}, recorded);
        }
        return recorded.outputs();
    }

    private static void position(List<Trace.Step> steps, Map<List<Integer>, float[]> outputs, int position, int choice, boolean sampled) {
        int layers = outputs.keySet().stream().mapToInt(each -> each.get(1)).max().orElseThrow();
        for (int layer = 0; layer <= layers; layer++) {
            for (int op = 0; op < 3; op++) {
                float[] x = outputs.get(List.of(position, layer, op));
                boolean onlySampled = op == 0 && layer >= layers - 1;
                if (x != null && (sampled || !onlySampled)) {
                    steps.add(new Trace.Step(position, layer, 4 * choice + op, Tensor.ofFloats(Shape.of(x.length), x).root()));
                }
            }
        }
    }

    private static Bytes sketch(float[] x) {
        ByteWriter record = new ByteWriter();
        IntStream.range(0, x.length).boxed().sorted(Comparator.comparing((Integer i) -> -Math.abs(x[i])).thenComparing(i -> i)).limit(16)
                .forEach(i -> record.u32(i).u32(Integer.toUnsignedLong(Float.floatToIntBits(x[i]))));
        return record.toBytes();
    }

    @ParameterizedTest
    @EnumSource(value = Architecture.class, names = {"LLAMA", "QWEN3"})
    void traceAndFingerprintAreThoseOfTheSpecification(Architecture architecture) throws Exception {
        TextModel model = TinyChat.model(architecture, "");
        Seeded.check(2, (random, _) -> {
            int[] prompt = random.ints(1 + random.nextInt(30), 0, 48).toArray();
            GenerationRequest request = GenerationTest.request(random, prompt);
            GeneratedAnswer answer = Generation.answer(model, request).orElseThrow();
            List<Trace.Step> steps = new ArrayList<>();
            ByteWriter blob = new ByteWriter().u8(1).u32(answer.choices().size());
            for (int choice = 0; choice < answer.choices().size(); choice++) {
                int[] ids = answer.choices().get(choice).ids();
                int[] all = Arrays.copyOf(prompt, prompt.length + ids.length);
                System.arraycopy(ids, 0, all, prompt.length, ids.length);
                Map<List<Integer>, float[]> outputs = recorded(model, all);
                for (int position = 0; choice == 0 && position < prompt.length; position++) {
                    position(steps, outputs, position, 0, position == prompt.length - 1);
                }
                for (int position = prompt.length; position < all.length - 1; position++) {
                    position(steps, outputs, position, choice, true);
                }
                blob.u32((ids.length + 31) / 32);
                for (int i = 0; i < ids.length; i++) {
                    if (i % 32 == 31 || i == ids.length - 1) {
                        int layer = model.transformer().model().shape().layers() - 1;
                        blob.raw(sketch(outputs.get(List.of(prompt.length + i - 1, layer, 0))));
                    }
                }
            }
            assertThat(answer.trace()).isEqualTo(Trace.of(steps));
            assertThat(answer.fingerprint()).isEqualTo(blob.toBytes());
            assertThat(answer.promptTokens()).isEqualTo(prompt.length);
        });
    }
}
