package dev.credence.inference.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.hash.TaggedHash;
import dev.credence.foundation.merkle.MerkleTree;
import dev.credence.testkit.Seeded;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TensorTest {
    @Test
    void canonicalBytesAreLittleEndian() {
        assertThat(Tensor.ofFloats(Shape.of(2), 1f, -0f).canonicalBytes().hex()).isEqualTo("0000803f00000080");
        assertThat(Tensor.ofLongs(Shape.SCALAR, -2).canonicalBytes().hex()).isEqualTo("feffffffffffffff");
        assertThat(Tensor.of(ElementType.STRING, Shape.of(2), new String[] {"é", ""}).canonicalBytes().hex())
                .isEqualTo("02000000c3a900000000");
    }

    @Test
    void everyNaNIsOne() {
        for (int bits : new int[] {0x7fc00000, 0xffc00000, 0x7f800001, 0xffffffff, 0x7fc12345}) {
            Tensor tensor = Tensor.ofFloats(Shape.SCALAR, Float.intBitsToFloat(bits));
            assertThat(tensor.canonicalBytes().hex()).isEqualTo("0000c07f");
            assertThat(tensor.root()).isEqualTo(Tensor.scalar(Float.NaN).root());
        }
        assertThat(Tensor.of(ElementType.DOUBLE, Shape.SCALAR, new double[] {Double.longBitsToDouble(-1L)}).canonicalBytes().hex())
                .isEqualTo("000000000000f87f");
        assertThat(Tensor.of(ElementType.FLOAT16, Shape.of(3), new short[] {(short) 0xfe01, 0x7c00, 0x7c01}).canonicalBytes().hex())
                .isEqualTo("007e007c007e");
        assertThat(Tensor.of(ElementType.BFLOAT16, Shape.of(3), new short[] {(short) 0xffff, 0x7f80, 0x7f81}).canonicalBytes().hex())
                .isEqualTo("c07f807fc07f");
    }

    @Test
    void signOfZeroAndTypeAndShapeTellRootsApart() {
        Tensor zero = Tensor.ofFloats(Shape.of(4), 0, 0, 0, 0);
        assertThat(Tensor.ofFloats(Shape.of(4), 0, -0f, 0, 0).root()).isNotEqualTo(zero.root());
        assertThat(Tensor.ofInts(Shape.of(4), 0, 0, 0, 0).root()).isNotEqualTo(zero.root());
        assertThat(zero.reshape(Shape.of(2, 2)).root()).isNotEqualTo(zero.root());
        assertThat(zero.reshape(Shape.of(2, 2)).reshape(Shape.of(4)).root()).isEqualTo(zero.root());
    }

    @Test
    void bytesDecodeToTheSameTensorForEveryType() throws Exception {
        Seeded.check(20, (random, _) -> {
            for (ElementType type : ElementType.values()) {
                byte[] bytes = new byte[6 * Math.max(type.widthBytes(), 1)];
                random.nextBytes(bytes);
                if (type == ElementType.BOOL) {
                    for (int i = 0; i < bytes.length; i++) {
                        bytes[i] &= 1;
                    }
                }
                if (type == ElementType.STRING) {
                    continue;
                }
                Tensor tensor = CanonicalBytes.decode(type, Shape.of(2, 3), Bytes.of(bytes));
                Tensor again = CanonicalBytes.decode(type, Shape.of(2, 3), tensor.canonicalBytes());
                assertThat(again.canonicalBytes()).as("%s", type).isEqualTo(tensor.canonicalBytes());
                assertThat(again.root()).isEqualTo(tensor.root());
            }
        });
    }

    @Test
    void refusesBytesThatDoNotFit() {
        assertThatThrownBy(() -> CanonicalBytes.decode(ElementType.FLOAT, Shape.of(2), Bytes.of(new byte[7])))
                .isInstanceOf(MalformedException.class).hasMessageContaining("8 bytes for FLOAT[2]");
        assertThatThrownBy(() -> CanonicalBytes.decode(ElementType.BOOL, Shape.of(1), Bytes.of(new byte[] {2})))
                .isInstanceOf(MalformedException.class).hasMessageContaining("truth value");
    }

    @Test
    void refusesBrokenTexts() throws Exception {
        Bytes good = Tensor.of(ElementType.STRING, Shape.of(2), new String[] {"ab", "c"}).canonicalBytes();
        assertThat(CanonicalBytes.decode(ElementType.STRING, Shape.of(2), good).strings()).containsExactly("ab", "c");
        for (int end = 0; end < good.length(); end++) {
            Bytes cut = good.slice(0, end);
            assertThatThrownBy(() -> CanonicalBytes.decode(ElementType.STRING, Shape.of(2), cut)).isInstanceOf(MalformedException.class);
        }
        assertThatThrownBy(() -> CanonicalBytes.decode(ElementType.STRING, Shape.of(1), good)).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> CanonicalBytes.decode(ElementType.STRING, Shape.of(1 << 30), good)).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> CanonicalBytes.decode(ElementType.STRING, Shape.of(1), Bytes.of(new byte[] {1, 0, 0, 0, (byte) 0xff})))
                .isInstanceOf(MalformedException.class).hasMessageContaining("UTF-8");
    }

    /// The definition of docs/spec/model.md 1, step by step, over the tree of `foundation`.
    private static Digest slowRoot(Tensor tensor) {
        Bytes bytes = tensor.canonicalBytes();
        List<Digest> leaves = new ArrayList<>();
        for (int from = 0; from < bytes.length(); from += 1024) {
            leaves.add(MerkleTree.leafHash(bytes.slice(from, Math.min(from + 1024, bytes.length()))));
        }
        Bytes header = Bytes.of(new byte[] {(byte) tensor.type().onnxCode(), (byte) tensor.shape().rank()});
        for (long size : tensor.shape().toLongs()) {
            header = Bytes.concat(header, Bytes.wrap(java.nio.ByteBuffer.allocate(8).putLong(size).array()));
        }
        Digest content = leaves.isEmpty() ? Sha256.of() : MerkleTree.root(leaves);
        return TaggedHash.of("credence/tensor/v1").digest(header, content.bytes());
    }

    @Test
    void rootIsTheOneThatTheSpecificationDefines() {
        for (int elements : new int[] {0, 1, 255, 256, 257, 511, 512, 513, 768, 1024, 1025, 1700, 4096, 5000}) {
            float[] floats = new float[elements];
            for (int i = 0; i < elements; i++) {
                floats[i] = i * 0.37f;
            }
            Tensor tensor = Tensor.ofFloats(Shape.of(elements), floats);
            assertThat(tensor.root()).as("%d elements", elements).isEqualTo(slowRoot(tensor));
            assertThat(tensor.root()).isEqualTo(tensor.root());
        }
        assertThat(Tensor.scalar(1f).root()).isEqualTo(slowRoot(Tensor.scalar(1f)));
    }

    @Test
    void everyElementReachesTheRoot() {
        float[] floats = new float[700];
        Digest before = Tensor.ofFloats(Shape.of(700), floats.clone()).root();
        for (int i = 0; i < floats.length; i++) {
            float[] changed = floats.clone();
            changed[i] = Float.MIN_VALUE;
            assertThat(Tensor.ofFloats(Shape.of(700), changed).root()).as("element %d", i).isNotEqualTo(before);
        }
    }

    @Test
    void storageMustFitTypeAndShape() {
        assertThatThrownBy(() -> Tensor.ofFloats(Shape.of(2), 1f)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Tensor.of(ElementType.DOUBLE, Shape.SCALAR, new float[1])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Tensor.scalar(1f).reshape(Shape.of(2))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shapesAreBounded() {
        assertThat(Shape.ofChecked(0, 1L << 31)).isEmpty();
        assertThat(Shape.ofChecked(0, 1 << 20, 1 << 20)).isEmpty();
        assertThat(Shape.ofChecked(1 << 20, 1 << 12)).isEmpty();
        assertThat(Shape.ofChecked(-1)).isEmpty();
        assertThat(Shape.ofChecked(new long[17])).isEmpty();
        assertThat(Shape.ofChecked(0, 3).orElseThrow().elements()).isZero();
        assertThat(Shape.ofChecked().orElseThrow()).isEqualTo(Shape.SCALAR);
        assertThat(Shape.of(2, 3, 4).strides()).containsExactly(12, 4, 1);
        assertThat(Shape.of(2, 3).toString()).isEqualTo("[2,3]");
    }
}
