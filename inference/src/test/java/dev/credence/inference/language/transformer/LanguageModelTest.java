package dev.credence.inference.language.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.inference.gguf.FiniteCheck;
import dev.credence.inference.gguf.GgufBuilder;
import dev.credence.inference.gguf.GgufReader;
import dev.credence.inference.gguf.GgufType;
import dev.credence.inference.graph.RefusedException;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

/// Files whose keys and tensors contradict each other, and parts that this build does not have: one sentence each.
class LanguageModelTest {
    private static void malformed(String sentence, GgufBuilder file) {
        assertThatThrownBy(() -> LanguageModel.of(GgufReader.decode(file.segment())))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining(sentence);
    }

    private static void refused(String sentence, GgufBuilder file) {
        assertThatThrownBy(() -> LanguageModel.of(GgufReader.decode(file.segment())))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(sentence);
    }

    private static GgufBuilder good(Architecture architecture) {
        return MadeModels.file(architecture, GgufType.F16);
    }

    /// Keys alone, enough to reach what is tested.
    private static GgufBuilder keys() {
        return new GgufBuilder()
                .put("general.architecture", "llama")
                .put("llama.block_count", 1)
                .put("llama.embedding_length", 64)
                .put("llama.feed_forward_length", 96)
                .put("llama.context_length", 256)
                .put("llama.attention.layer_norm_rms_epsilon", 1e-5f);
    }

    @Test
    void everyArchitectureIsReadWithItsNumbers() throws Exception {
        for (Architecture architecture : Architecture.values()) {
            ModelShape shape = LanguageModel.of(GgufReader.decode(good(architecture).segment())).shape();
            assertThat(shape.architecture()).isEqualTo(architecture);
            assertThat(shape.vocabulary()).isEqualTo(48);
            assertThat(shape.attention().isLocal(0)).isEqualTo(architecture.isGemma());
            assertThat(shape.attention().firstVisible(0, 9)).isEqualTo(architecture.isGemma() ? 5 : 0);
        }
    }

    @Test
    void whatThisBuildDoesNotComputeIsRefusedByName() {
        refused("does not have the architecture \"mamba\"", new GgufBuilder().put("general.architecture", "mamba"));
        refused("mixtures of experts (llama.expert_count)", good(Architecture.LLAMA).put("llama.expert_count", 8));
        refused("does not have the rotation scaling \"yarn\"", good(Architecture.LLAMA).put("llama.rope.scaling.type", "yarn"));
        refused("values of another length than keys (llama.attention.value_length)", good(Architecture.LLAMA).put("llama.attention.value_length", 32));
        refused("only the pattern of 6 layers (gemma3.attention.sliding_window_pattern)", good(Architecture.GEMMA3).put("gemma3.attention.sliding_window_pattern", 4));
        refused("a tensor blk.0.attn_sinks.weight, which this build would not use", good(Architecture.LLAMA).tensor("blk.0.attn_sinks.weight", GgufType.F32, new byte[4], 1));
    }

    @Test
    void keysThatMakeNoModelAreMalformed() {
        malformed("general.architecture: expected the key", new GgufBuilder());
        malformed("llama.block_count: expected the key", new GgufBuilder().put("general.architecture", "llama"));
        malformed("llama.block_count: expected 0 to 1024, found 4294967295", new GgufBuilder().put("general.architecture", "llama").put("llama.block_count", -1));
        malformed("llama.block_count: expected 1 to 1024, found 0", new GgufBuilder().put("general.architecture", "llama").put("llama.block_count", 0));
        malformed("llama.attention.head_count: expected the key", keys());
        malformed("llama.attention.head_count: expected a divisor of 64, found 5", keys().put("llama.attention.head_count", 5));
        malformed("llama.attention.head_count_kv: expected a divisor of 4, found 3", keys().put("llama.attention.head_count", 4).put("llama.attention.head_count_kv", 3));
        malformed("llama.rope.dimension_count: expected an even number, found 3", good(Architecture.LLAMA).put("llama.rope.dimension_count", 3));
        malformed("llama.rope.freq_base: expected a positive number", good(Architecture.LLAMA).put("llama.rope.freq_base", 0f));
        malformed("llama.rope.freq_base: expected a finite number", good(Architecture.LLAMA).put("llama.rope.freq_base", Float.NaN));
        malformed("gemma2.attn_logit_softcapping: expected a positive number", good(Architecture.GEMMA2).put("gemma2.attn_logit_softcapping", -1f));
    }

    @Test
    void tensorsThatAreMissingOrOfAnotherShapeAreMalformed() {
        malformed("tensor token_embd.weight: expected the tensor", keys().put("llama.attention.head_count", 4));
        malformed("tensor token_embd.weight.dimensions: expected [64, 3], found [32, 3]",
                keys().put("llama.attention.head_count", 4).tensor("token_embd.weight", GgufType.F32, new byte[4 * 32 * 3], 32, 3));
        malformed("tensor output.weight.dimensions: expected [64, 48]", good(Architecture.LLAMA).tensor("output.weight", GgufType.F32, new byte[4 * 64 * 47], 64, 47));
        malformed("tensor rope_freqs.weight.dimensions", good(Architecture.LLAMA).tensor("rope_freqs.weight", GgufType.F32, new byte[4], 1));
        malformed("tensor blk.0.attn_q.bias: expected finite numbers, found NaN",
                good(Architecture.LLAMA).tensor("blk.0.attn_q.bias", GgufType.F16, filled(2 * 96, 0x7e), 96));
    }

    private static byte[] filled(int count, int value) {
        byte[] bytes = new byte[count];
        java.util.Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    @Test
    void aWeightThatIsNoNumberRefusesTheModelInEveryType() throws Exception {
        FiniteCheck.check(GgufReader.decode(good(Architecture.GEMMA3).segment()));
        for (GgufType type : GgufType.values()) {
            byte[] bytes = new byte[2 * type.blockBytes()];
            FiniteCheck.check(GgufReader.decode(new GgufBuilder().tensor("t", type, bytes, 2 * type.blockElements()).segment()));
            // An infinity in the last half-precision field, or a NaN of the wider types.
            int at = switch (type) {
                case F32 -> 6;
                case F16, BF16 -> 2;
                case Q6_K -> 210 + 208;
                case Q8_0, Q4_0, Q5_0 -> type.blockBytes();
                case Q4_1, Q5_1, Q4_K, Q5_K -> type.blockBytes() + 2;
            };
            bytes[at] = (byte) 0x80;
            bytes[at + 1] = type == GgufType.F32 || type == GgufType.BF16 ? (byte) 0x7f : (byte) 0x7c;
            assertThatThrownBy(() -> FiniteCheck.check(GgufReader.decode(new GgufBuilder().tensor("t", type, bytes, 2 * type.blockElements()).segment())))
                    .as(type.name())
                    .isInstanceOf(RefusedException.class)
                    .hasMessage("tensor t holds a number that is not finite, in block 1 of 2");
        }
    }

    @Test
    void logitsThatAreNoNumbersRefuseTheRequest() throws Exception {
        // Weights near the largest half-precision number make the sums overflow.
        byte[] file = MadeModels.file(Architecture.LLAMA, GgufType.F32).bytes();
        LanguageModel model = LanguageModel.of(GgufReader.decode(MemorySegment.ofArray(file)));
        float[] norm = model.outputNorm();
        java.util.Arrays.fill(norm, Float.MAX_VALUE);
        Transformer transformer = new Transformer(model, ReferenceLanguageKernels.INSTANCE);
        assertThatThrownBy(() -> TextScore.of(transformer, new int[] {1, 2, 3}, 5))
                .isInstanceOf(RefusedException.class)
                .hasMessage("the logits behind position 0 are not finite");
    }

    @Test
    void whatTheCallerOwesIsChecked() throws Exception {
        LanguageModel model = LanguageModel.of(GgufReader.decode(good(Architecture.QWEN3).segment()));
        Transformer transformer = new Transformer(model, ReferenceLanguageKernels.INSTANCE);
        Transformer.Outputs none = new TinyModels.Collected(new float[10 * 48], 48);
        KeyValueCache cache = new KeyValueCache(model.shape(), 2);
        assertThatThrownBy(() -> transformer.run(cache, new int[] {48}, none)).hasMessage("a token id below 48 expected, found 48");
        assertThatThrownBy(() -> transformer.run(cache, new int[] {1, 2, 3}, none)).hasMessage("at most 2 more positions expected, found 3");
        transformer.run(cache, new int[] {1, 2}, none);
        assertThat(cache.length()).isEqualTo(2);
        assertThat(cache.bytes()).isPositive();
        assertThatThrownBy(() -> cache.truncate(3)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void goingBackInTheCacheAndOnAgainGivesTheSameBits() throws Exception {
        LanguageModel model = LanguageModel.of(GgufReader.decode(good(Architecture.GEMMA2).segment()));
        Transformer transformer = new Transformer(model, ReferenceLanguageKernels.INSTANCE);
        int[] ids = new int[70];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = i * 11 % 48;
        }
        float[] expected = TinyModels.run(transformer, ids);
        float[] actual = new float[expected.length];
        KeyValueCache cache = new KeyValueCache(model.shape(), 80);
        Transformer.Outputs outputs = new TinyModels.Collected(actual, 48);
        transformer.run(cache, java.util.Arrays.copyOf(ids, 50), outputs);
        transformer.run(cache, new int[] {1, 2, 3, 4, 5, 6, 7}, new TinyModels.Collected(new float[expected.length], 48));
        cache.truncate(50);
        transformer.run(cache, java.util.Arrays.copyOfRange(ids, 50, 70), outputs);
        assertThat(actual).containsExactly(expected);
    }

    @Test
    void onlyTheWantedLogitsAreToldAndLayersAreToldForWhoeverListens() throws Exception {
        LanguageModel model = LanguageModel.of(GgufReader.decode(good(Architecture.LLAMA).segment()));
        int[] ids = {3, 1, 4, 1, 5};
        float[] all = TinyModels.run(new Transformer(model, ReferenceLanguageKernels.INSTANCE), ids);
        java.util.List<Integer> told = new java.util.ArrayList<>();
        java.util.List<Integer> layers = new java.util.ArrayList<>();
        new Transformer(model, ReferenceLanguageKernels.INSTANCE).run(new KeyValueCache(model.shape(), 5), ids, new Transformer.Outputs() {
            @Override
            public boolean wantsLogits(int position) {
                return position == 1 || position == 4;
            }

            @Override
            public void logits(int position, float[] logits, int at) {
                told.add(position);
                for (int i = 0; i < 48; i++) {
                    assertThat(logits[at + i]).isEqualTo(all[position * 48 + i]);
                }
            }

            @Override
            public void layer(Transformer.LayerOutputs outputs) {
                layers.add(outputs.layer());
                assertThat(outputs.rows()).isEqualTo(5);
                assertThat(outputs.positions()).hasSize(outputs.layer() == 1 ? 2 : 5);
            }
        });
        assertThat(told).containsExactly(1, 4);
        assertThat(layers).containsExactly(0, 1);
    }
}
