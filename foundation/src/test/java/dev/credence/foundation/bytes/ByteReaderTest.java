package dev.credence.foundation.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.laws.CodecLaws;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The binary encoding: reader and writer undo one another, and the reader refuses all else.
class ByteReaderTest implements CodecLaws<ByteReaderTest.Sample> {
    record Sample(int small, long middle, long large, Bytes fixed, Bytes sized) {}

    @Override
    public List<Sample> samples() {
        Bytes fixed = Bytes.ofUtf8("abc");
        return List.of(
                new Sample(0, 0, 0, fixed, Bytes.EMPTY),
                new Sample(255, 0xffffffffL, -1, fixed, Bytes.ofUtf8("0123456789")),
                new Sample(1, 0x01020304, 0x0102030405060708L, fixed, fixed));
    }

    @Override
    public Bytes encode(Sample sample) {
        return new ByteWriter().u8(sample.small()).u32(sample.middle()).u64(sample.large()).raw(sample.fixed()).sized(sample.sized()).toBytes();
    }

    @Override
    public Sample decode(Bytes bytes) throws MalformedException {
        ByteReader reader = new ByteReader(bytes);
        Sample sample = new Sample(reader.u8("small"), reader.u32("middle"), reader.u64("large"), reader.raw("fixed", 3), reader.sized("sized", 10));
        reader.end();
        return sample;
    }

    @Test
    void writesBigEndian() {
        assertThat(encode(samples().get(2)).hex()).isEqualTo("01" + "01020304" + "0102030405060708" + "616263" + "00000003" + "616263");
    }

    @Test
    void tellsWhereItIs() throws MalformedException {
        ByteReader reader = new ByteReader(Bytes.of(new byte[5]));
        reader.u8("a");
        assertThat(reader.offset()).isEqualTo(1);
        assertThat(reader.remaining()).isEqualTo(4);
    }

    @Test
    void namesWhatIsMissingAndWhere() {
        ByteReader reader = new ByteReader(Bytes.of(new byte[3]));
        assertThatThrownBy(() -> reader.u32("count")).hasMessage("count at byte 0: expected 4 more bytes, found 3 bytes");
        assertThatThrownBy(() -> reader.u64("count")).hasMessage("count at byte 0: expected 8 more bytes, found 3 bytes");
        assertThatThrownBy(reader::end).hasMessage("at byte 0: expected the end, found 3 more bytes");
    }

    @Test
    void boundsALengthBeforeItReads() {
        Bytes huge = new ByteWriter().u32(0xffffffffL).toBytes();
        assertThatThrownBy(() -> new ByteReader(huge).sized("blob", 10))
                .hasMessage("blob at byte 0: expected at most 10 bytes, found 4294967295 bytes");
        Bytes over = new ByteWriter().sized(Bytes.of(new byte[11])).toBytes();
        assertThatThrownBy(() -> new ByteReader(over).sized("blob", 10)).hasMessageContaining("at most 10 bytes");
    }

    @Test
    void writerRefusesNumbersThatDoNotFit() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ByteWriter().u8(256));
        assertThatIllegalArgumentException().isThrownBy(() -> new ByteWriter().u8(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new ByteWriter().u32(1L << 32));
        assertThatIllegalArgumentException().isThrownBy(() -> new ByteWriter().u32(-1));
    }

    @Test
    void writerGrows() {
        ByteWriter writer = new ByteWriter();
        for (int i = 0; i < 1000; i++) {
            writer.u8(i & 0xff);
        }
        for (int filled = 120; filled < 130; filled++) {
            ByteWriter atBorder = new ByteWriter().raw(Bytes.of(new byte[filled]));
            assertThat(atBorder.u32(7).u64(8).u8(9).toBytes().slice(filled, filled + 13).hex()).isEqualTo("00000007000000000000000809");
            assertThat(new ByteWriter().raw(Bytes.of(new byte[filled])).u64(8).length()).isEqualTo(filled + 8);
        }
        Bytes large = Bytes.of(new byte[5000]);
        assertThat(writer.raw(large).length()).isEqualTo(6000);
        assertThat(writer.toBytes().slice(1000, 6000)).isEqualTo(large);
        assertThat(writer.toBytes().at(999)).isEqualTo(999 & 0xff);
    }
}
