package dev.credence.inference.language.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.inference.gguf.GgufType;
import dev.credence.testkit.Seeded;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Several sequences in one batch, and caches that share pages, against each sequence alone.
class SpansTest {
    private static final int VOCABULARY = 48;

    /// Everything that a run tells of one sequence, layer by layer and position by position.
    private record Told(List<String> layers, List<String> logits) implements Transformer.Outputs {
        Told() {
            this(new ArrayList<>(), new ArrayList<>());
        }

        @Override
        public boolean wantsLogits(int position) {
            return position % 3 != 1;
        }

        @Override
        public void logits(int position, float[] all, int at) {
            logits.add(position + " " + Arrays.hashCode(Arrays.copyOfRange(all, at, at + VOCABULARY)));
        }

        @Override
        public void layer(Transformer.LayerOutputs outputs) {
            int keys = 48;
            int width = 64;
            for (int row = 0; row < outputs.rows(); row++) {
                int at = (outputs.row() + row) * keys;
                layers.add("k " + outputs.layer() + " " + (outputs.first() + row) + " " + Arrays.hashCode(Arrays.copyOfRange(outputs.keys(), at, at + keys))
                        + " " + Arrays.hashCode(Arrays.copyOfRange(outputs.values(), at, at + keys)));
            }
            for (int i = 0; i < outputs.positions().length; i++) {
                int at = (outputs.residualRow() + i) * width;
                layers.add("x " + outputs.layer() + " " + outputs.positions()[i] + " " + Arrays.hashCode(Arrays.copyOfRange(outputs.residual(), at, at + width)));
            }
        }

        List<String> sorted() {
            List<String> all = new ArrayList<>(layers);
            all.addAll(logits);
            all.sort(null);
            return all;
        }
    }

    private static int[] ids(RandomGenerator random, int count) {
        return random.ints(count, 0, VOCABULARY).toArray();
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void sequencesInOneBatchGetTheBitsTheyGetAlone(Architecture architecture) throws Exception {
        LanguageModel model = MadeModels.model(architecture, GgufType.F16, GgufType.F32);
        Transformer transformer = new Transformer(model, ReferenceLanguageKernels.INSTANCE, 64);
        Seeded.check(1, (random, _) -> {
            List<int[]> texts = new ArrayList<>();
            List<Told> told = new ArrayList<>();
            List<KeyValueCache> caches = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                texts.add(ids(random, 20 + random.nextInt(80)));
                told.add(new Told());
                caches.add(new KeyValueCache(model.shape(), 100));
            }
            while (true) {
                List<Transformer.Span> spans = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    int from = caches.get(i).length();
                    int to = Math.min(texts.get(i).length, from + random.nextInt(22));
                    if (to > from) {
                        spans.add(new Transformer.Span(caches.get(i), Arrays.copyOfRange(texts.get(i), from, to), told.get(i)));
                    }
                }
                transformer.run(spans);
                if (caches.stream().mapToInt(KeyValueCache::length).sum() == texts.stream().mapToInt(each -> each.length).sum()) {
                    break;
                }
            }
            for (int i = 0; i < 3; i++) {
                Told alone = new Told();
                transformer.run(new KeyValueCache(model.shape(), 100), texts.get(i), alone);
                assertThat(told.get(i).sorted()).isEqualTo(alone.sorted());
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void forksOfACacheGoOnEachByItself(Architecture architecture) throws Exception {
        LanguageModel model = MadeModels.model(architecture, GgufType.F16);
        Transformer transformer = new Transformer(model, ReferenceLanguageKernels.INSTANCE);
        Seeded.check(1, (random, _) -> {
            int[] common = ids(random, 60 + random.nextInt(80));
            KeyValueCache origin = new KeyValueCache(model.shape(), 200);
            transformer.run(origin, common, new Told());
            int shared = 1 + random.nextInt(common.length);
            KeyValueCache first = origin.fork(shared);
            KeyValueCache second = first.fork(shared);
            for (KeyValueCache cache : List.of(origin, second, first, origin)) {
                int kept = Math.min(shared, cache.length());
                cache.truncate(kept);
                int[] rest = ids(random, 1 + random.nextInt(40));
                Told told = new Told();
                transformer.run(cache, rest, told);
                int[] whole = Arrays.copyOf(common, kept + rest.length);
                System.arraycopy(rest, 0, whole, kept, rest.length);
                Told alone = new Told();
                KeyValueCache fresh = new KeyValueCache(model.shape(), 200);
                transformer.run(fresh, Arrays.copyOf(whole, kept), new Told());
                transformer.run(fresh, rest, alone);
                assertThat(told.sorted()).isEqualTo(alone.sorted());
            }
        });
    }

    @ParameterizedTest
    @EnumSource(value = Architecture.class, names = "LLAMA")
    void whatTheCallerOwesIsChecked(Architecture architecture) throws Exception {
        LanguageModel model = MadeModels.model(architecture, GgufType.F16);
        Transformer transformer = new Transformer(model, ReferenceLanguageKernels.INSTANCE, 4);
        KeyValueCache cache = new KeyValueCache(model.shape(), 10);
        assertThatThrownBy(() -> transformer.run(List.of(new Transformer.Span(cache, new int[5], new Told())))).hasMessage("at most 4 ids expected, found 5");
        assertThatThrownBy(() -> transformer.run(List.of(new Transformer.Span(cache, new int[] {48}, new Told())))).hasMessage("a token id below 48 expected, found 48");
        transformer.run(List.of());
        assertThatThrownBy(() -> cache.fork(1)).hasMessage("0 to 0 expected, found 1");
    }
}
