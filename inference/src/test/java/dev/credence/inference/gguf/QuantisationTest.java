package dev.credence.inference.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.testkit.Seeded;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/// Blocks are those of the reference implementation; numbers that a type holds exactly come back as they were.
class QuantisationTest {
    /// Numbers as binary32 and the Q8_0 blocks that ggml-org's package gguf 0.19.0 makes of them: small ones, large ones, zeros, halves.
    private static final String NUMBERS = """
            4d3c24bd479d87bd35754bbce136ac3c8ea9683d33beb33b465de2bc18b920bdd857193ddb66a73dc2735f3cf1957cbdb24044bd8ad7a33d8833263ce05eb1bd
            ba2089bb8b3a6ebdd2e000bd1fe3c7bc2a1612bdf0a9e23c59b84ebb596ef1bca4c9a73c51f4293ddf3ea8bd365052bc68db48bd48d90dbc570984bdb998873a
            1ec5e8bd3dbb69bfaf3349c0182398bf008951c09c1982c0aca22c3fc5fe54c065b26040b795094058cabfc0b6fe503f938753c0831acb3d9809063ea7e3bec0
            bc4433bf5e7244bf40b4384079d662c03cb40d40b60053c0716e7ebff05e21c005148b409f31da3f4272e940f37ef63f153d22403f69214057f0e8bf9d2057be
            00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000
            00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000
            0000fe420000003f0000c03f000000bf0000c0bf00002040000020c00000fd42000000000000803e0000003f0000403f0000803f0000a03f0000c03f0000e03f
            0000004000001040000020400000304000004040000050400000604000007040000080400000884000009040000098400000a0400000a8400000b0400000b840
            """;
    private static final String BLOCKS = """
            9611c59fee1f5308d7c6377814a6ba750f81faabd2dccc29fbd51e3d88edb8f3a102
            5a2bfef0c9ebc7b90cc63d25980ec6020298f4f332c227c7efd44c1e7f222c2ce0fc
            00000000000000000000000000000000000000000000000000000000000000000000
            003c7f0102fffe03fd7f000001010101020202020303030304040404050505050606
            """;

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
    }

    private static byte[] encode(GgufType type, float[] numbers) {
        byte[] bytes = new byte[(int) type.bytes(numbers.length)];
        Quantisation.encode(type, numbers, numbers.length, MemorySegment.ofArray(bytes), 0);
        return bytes;
    }

    @Test
    void blocksAreThoseOfTheReferenceImplementation() {
        byte[] bytes = hex(NUMBERS);
        float[] numbers = new float[bytes.length / 4];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(numbers);
        assertThat(numbers).hasSize(128);
        assertThat(encode(GgufType.Q8_0, numbers)).isEqualTo(hex(BLOCKS));
    }

    @Test
    void whatATypeHoldsComesBackAsItWas() {
        Seeded.check(200, (random, _) -> {
            for (GgufType type : new GgufType[] {GgufType.F32, GgufType.F16, GgufType.BF16}) {
                float[] numbers = new float[32];
                for (int i = 0; i < 32; i++) {
                    numbers[i] = (float) random.nextGaussian();
                }
                float[] held = new float[32];
                byte[] bytes = encode(type, numbers);
                Dequantisation.decode(type, MemorySegment.ofArray(bytes), 0, held, 32);
                assertThat(encode(type, held)).isEqualTo(bytes);
                for (int i = 0; i < 32; i++) {
                    assertThat(held[i]).isCloseTo(numbers[i], org.assertj.core.data.Offset.offset(Math.abs(numbers[i]) / 256 + 1e-7f));
                }
            }
        });
    }

    @Test
    void largestNumbersAreFiniteInTheirType() {
        for (GgufType type : new GgufType[] {GgufType.F32, GgufType.F16, GgufType.BF16, GgufType.Q8_0}) {
            float[] numbers = new float[32];
            numbers[3] = -Quantisation.largest(type);
            float[] held = new float[32];
            Dequantisation.decode(type, MemorySegment.ofArray(encode(type, numbers)), 0, held, 32);
            assertThat(held[3]).as(type.name()).isFinite().isNegative();
        }
    }

    @Test
    void typesThatAreOnlyReadAreNotWritten() {
        assertThat(Quantisation.writes(GgufType.Q4_K)).isFalse();
        assertThatThrownBy(() -> encode(GgufType.Q4_0, new float[32])).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("Q4_0");
        assertThatThrownBy(() -> encode(GgufType.Q8_0, new float[31])).hasMessageContaining("no multiple of the block");
    }
}
