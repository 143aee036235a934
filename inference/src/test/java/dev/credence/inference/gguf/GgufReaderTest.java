package dev.credence.inference.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.hash.TaggedHash;
import dev.credence.inference.graph.RefusedException;
import dev.credence.testkit.Seeded;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Well-formed files are read; each known way of breaking one is refused in one sentence that names the place.
class GgufReaderTest {
    private static GgufBuilder good() {
        return new GgufBuilder()
                .put("general.architecture", "llama")
                .put("count", 7)
                .put("eps", 1e-5f)
                .put("flag", true)
                .put("texts", List.of("a", "", "▁b"))
                .put("scores", new float[] {0.5f, -1f})
                .tensor("w", GgufType.F32, new byte[4 * 6], 3, 2)
                .tensor("q", GgufType.Q8_0, new byte[34], 32);
    }

    @Test
    void readsKeysAndTensors() throws Exception {
        GgufFile file = GgufReader.decode(good().segment());
        GgufMetadata metadata = file.metadata();
        assertThat(metadata.keys()).containsExactly("general.architecture", "count", "eps", "flag", "texts", "scores");
        assertThat(metadata.text("general.architecture")).contains("llama");
        assertThat(metadata.count("count", 7)).hasValue(7);
        assertThat(metadata.real("eps")).hasValue(1e-5f);
        assertThat(metadata.truth("flag")).contains(true);
        assertThat(metadata.texts("texts").orElseThrow().text(2)).isEqualTo("▁b");
        assertThat(metadata.numbers("scores").orElseThrow().real(1)).isEqualTo(-1);
        GgufTensor w = file.tensor("w").orElseThrow();
        assertThat(w.columns()).isEqualTo(3);
        assertThat(w.rows()).isEqualTo(2);
        assertThat(w.data().byteSize()).isEqualTo(24);
        assertThat(file.tensor("q").orElseThrow().rowBytes()).isEqualTo(34);
    }

    @Test
    void namesHeaderAndWeightsByDigestsThatEveryByteChanges() throws Exception {
        byte[] bytes = good().segment().toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
        GgufFile file = GgufReader.decode(MemorySegment.ofArray(bytes));
        long header = file.header().byteSize();
        assertThat(header % 32).isZero();
        // By hand: the two entries sorted by name, q before w, under the prefixes of RFC 6962.
        Bytes q = GgufDigests.entry(file.tensor("q").orElseThrow()).bytes();
        Bytes w = GgufDigests.entry(file.tensor("w").orElseThrow()).bytes();
        Bytes leaf = Bytes.wrap(new byte[] {0});
        assertThat(GgufDigests.weights(file))
                .isEqualTo(Sha256.of(Bytes.wrap(new byte[] {1}), Sha256.of(leaf, q).bytes(), Sha256.of(leaf, w).bytes()));
        assertThat(GgufDigests.header(file))
                .isEqualTo(TaggedHash.of("credence/gguf/header/v1").digest(Bytes.of(bytes, 0, (int) header)));
        bytes[(int) header + 23] ^= 1;
        GgufFile other = GgufReader.decode(MemorySegment.ofArray(bytes));
        assertThat(GgufDigests.header(other)).isEqualTo(GgufDigests.header(file));
        assertThat(GgufDigests.entry(other.tensor("w").orElseThrow()).bytes()).isNotEqualTo(w);
        GgufFile renamed = GgufReader.decode(new GgufBuilder().tensor("v", GgufType.F32, new byte[4 * 6], 3, 2).segment());
        GgufFile reshaped = GgufReader.decode(new GgufBuilder().tensor("v", GgufType.F32, new byte[4 * 6], 2, 3).segment());
        assertThat(GgufDigests.weights(renamed)).isNotEqualTo(GgufDigests.weights(reshaped));
    }

    @Test
    void readsAVocabularyWithoutTensorsAndAnotherAlignment() throws Exception {
        assertThat(GgufReader.decode(new GgufBuilder().segment()).tensors()).isEmpty();
        GgufFile file = GgufReader.decode(new GgufBuilder()
                .alignment(64)
                .tensor("a", GgufType.F32, new byte[4], 1)
                .tensor("b", GgufType.F32, new byte[4], 1)
                .segment());
        assertThat(file.tensors()).hasSize(2);
    }

    @Test
    void namesTheKeyWhoseValueIsOfAnotherKind() throws Exception {
        GgufMetadata metadata = GgufReader.decode(good().segment()).metadata();
        assertThatThrownBy(() -> metadata.text("count")).hasMessage("count: expected a text, found an integer");
        assertThatThrownBy(() -> metadata.count("count", 6)).hasMessage("count: expected 0 to 6, found 7");
        assertThatThrownBy(() -> metadata.truth("texts")).hasMessage("texts: expected a truth value, found an array of 3 texts");
        assertThatThrownBy(() -> metadata.texts("scores")).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> metadata.numbers("eps")).isInstanceOf(MalformedException.class);
    }

    private static final byte[] HUGE = GgufBuilder.concat(new byte[] {8, 0, 0, 0}, bytes(-1L));

    private static byte[] bytes(long value) {
        byte[] all = new byte[8];
        for (int i = 0; i < 8; i++) {
            all[i] = (byte) (value >> 8 * i);
        }
        return all;
    }

    // Each name says what is wrong; the sentence must hold the second text.
    private static final Map<String, Map.Entry<GgufBuilder, String>> BROKEN = Map.ofEntries(
            defect("version 1", new GgufBuilder().version(1), "version at byte 4: expected 2 or 3"),
            defect("big-endian", new GgufBuilder().version(3 << 24), "version at byte 4: expected 2 or 3"),
            defect("tensor count 2^64-1", new GgufBuilder().counts(-1, 0), "tensor_count at byte 8"),
            defect("tensor count beyond the file", new GgufBuilder().counts(1L << 40, 0), "tensor_count"),
            defect("key count 2^64-1", new GgufBuilder().counts(0, -1), "metadata_kv_count at byte 16"),
            defect("key count beyond the file", new GgufBuilder().put("a", 1).counts(0, 3), "metadata_kv_count"),
            defect("duplicate key", new GgufBuilder().put("a", 1).put("a", 2), "expected a key that did not occur before, found a"),
            defect("unknown kind", new GgufBuilder().raw("a", 13, new byte[8]), "a kind of value"),
            defect("truth value 2", new GgufBuilder().raw("a", 7, new byte[] {2}), "expected 0 or 1, found 2"),
            defect("text of 2^64-1 bytes", new GgufBuilder().raw("a", 8, bytes(-1)), "below 2^63"),
            defect("text beyond the file", new GgufBuilder().raw("a", 8, bytes(9)), "a text of at most 0 bytes"),
            defect("text not UTF-8", new GgufBuilder().raw("a", 8, GgufBuilder.concat(bytes(1), new byte[] {-1})), "a text in UTF-8"),
            defect("array of 2^64-1", new GgufBuilder().raw("a", 9, HUGE), "below 2^63"),
            defect("array beyond the file", new GgufBuilder().raw("a", 9, GgufBuilder.concat(new byte[] {4, 0, 0, 0}, bytes(2), new byte[4])), "at most 1, found 2"),
            defect("array of arrays", new GgufBuilder().raw("a", 9, GgufBuilder.concat(new byte[] {9, 0, 0, 0}, bytes(0))), "an array of arrays"),
            defect("text in an array beyond the file", new GgufBuilder().raw("a", 9, GgufBuilder.concat(new byte[] {8, 0, 0, 0}, bytes(1), bytes(1L << 62))), "a[0]"),
            defect("uint64 from 2^63 on", new GgufBuilder().raw("a", 10, bytes(-1)), "below 2^63"),
            defect("alignment 0", new GgufBuilder().put("general.alignment", 0), "a power of two"),
            defect("alignment 48", new GgufBuilder().put("general.alignment", 48), "a power of two"),
            defect("alignment 2^31", new GgufBuilder().put("general.alignment", 1 << 31), "general.alignment"),
            defect("alignment of another kind", new GgufBuilder().put("general.alignment", "32"), "found a text"),
            defect("no dimension", new GgufBuilder().entry("t", 0, 0), "n_dims"),
            defect("five dimensions", new GgufBuilder().entry("t", 0, 0, 1, 1, 1, 1, 1), "n_dims"),
            defect("dimension 0", new GgufBuilder().entry("t", 0, 0, 0), "dimensions[0]"),
            defect("dimension 2^64-1", new GgufBuilder().entry("t", 0, 0, -1), "dimensions[0]"),
            defect("dimensions overflow", new GgufBuilder().entry("t", 0, 0, 60, 60, 60, 60).entry("u", 0, 0, 1), "dimensions"),
            defect("bytes overflow to a small number", new GgufBuilder().entry("t", 0, 0, 0x7fffffffffffffc0L, 2), "dimensions[0]"),
            defect("half a block", new GgufBuilder().tensor("t", GgufType.Q8_0, new byte[34], 33), "a multiple of 32, the block of Q8_0"),
            defect("name of 65 bytes", new GgufBuilder().entry("x".repeat(65), 0, 0, 1), "a text of at most"),
            defect("duplicate tensor", new GgufBuilder().tensor("t", GgufType.F32, new byte[4], 1).tensor("t", GgufType.F32, new byte[4], 1), "a name that did not occur before"),
            defect("offset not the expected one", new GgufBuilder().tensor("t", GgufType.F32, new byte[4], 1).entry("u", 0, 0, 1), "expected 32, found 0"),
            defect("offset 2^64-1", new GgufBuilder().entry("t", 0, -1, 1), "offset"),
            defect("data behind the end", new GgufBuilder().entry("t", 0, 0, 9), "inside the file"));

    private static Map.Entry<String, Map.Entry<GgufBuilder, String>> defect(String name, GgufBuilder file, String sentence) {
        return Map.entry(name, Map.entry(file, sentence));
    }

    @Test
    void refusesEveryKnownDefectWithItsPlace() {
        BROKEN.forEach((name, defect) -> assertThatThrownBy(() -> GgufReader.decode(defect.getKey().segment()))
                .as(name)
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining(defect.getValue()));
    }

    @Test
    void refusesOtherMagicAndEveryCutFile() {
        byte[] whole = good().bytes();
        byte[] other = whole.clone();
        other[0] = 'g';
        assertThatThrownBy(() -> GgufReader.decode(MemorySegment.ofArray(other))).hasMessage("magic at byte 0: expected GGUF, found other bytes");
        // The last tensor's bytes end 30 bytes of padding before the end.
        for (int length = 0; length < whole.length - 30; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> GgufReader.decode(MemorySegment.ofArray(cut))).isInstanceOf(MalformedException.class);
        }
    }

    @Test
    void refusesAnElementTypeThatItDoesNotDecodeByName() {
        GgufBuilder file = new GgufBuilder().entry("t", 10, 0, 256, 3);
        assertThatThrownBy(() -> GgufReader.decode(file.segment()))
                .isInstanceOf(RefusedException.class)
                .hasMessage("tensor t has element type 10, which this build does not decode");
    }

    @Test
    void neitherFailsNorAllocatesMuchOnAnyChangedByte() {
        byte[] whole = good().bytes();
        Seeded.check(20_000, (random, _) -> {
            byte[] changed = whole.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                changed[random.nextInt(changed.length)] = (byte) (random.nextBoolean() ? random.nextInt(256) : random.nextInt(3) - 1);
            }
            try {
                GgufFile file = GgufReader.decode(MemorySegment.ofArray(changed));
                long bytes = file.tensors().stream().mapToLong(each -> each.data().byteSize()).sum();
                assertThat(bytes).isLessThanOrEqualTo(changed.length);
            } catch (MalformedException | RefusedException refused) {
                assertThat(refused.getMessage()).isNotBlank();
            }
        });
    }
}
