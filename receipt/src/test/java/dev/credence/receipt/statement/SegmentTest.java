package dev.credence.receipt.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.signature.SecretKey;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A segment holds for exactly what its operator signed.
class SegmentTest {
    private static final SecretKey KEY = SecretKey.ofSeed(Sha256.of(Bytes.ofUtf8("key")).bytes());
    private static final Digest REQUEST = Sha256.of(Bytes.ofUtf8("request"));
    private static final Bytes RECEIPT = Bytes.wrap(new byte[16]);
    private static final Segment.SoFar SO_FAR = new Segment.SoFar(RECEIPT, "It is blue.", List.of(7, 8, 9));

    @Test
    void holdsForWhatWasSigned() throws MalformedException {
        Segment segment = Segment.sign(KEY, 1, 2, REQUEST, SO_FAR);
        assertThat(segment.tokens()).containsExactly(8, 9);
        assertThat(segment.isOf(SO_FAR)).isTrue();
        assertThat(Segment.read(JsonFields.of("", segment.json()))).isEqualTo(segment);
    }

    @Test
    void holdsForNothingElse() {
        Segment segment = Segment.sign(KEY, 1, 2, REQUEST, SO_FAR);
        assertThat(segment.isOf(new Segment.SoFar(RECEIPT, "It is blue!", List.of(7, 8, 9)))).isFalse();
        assertThat(segment.isOf(new Segment.SoFar(RECEIPT, "It is blue.", List.of(7, 8, 10)))).isFalse();
        assertThat(segment.isOf(new Segment.SoFar(RECEIPT, "It is blue.", List.of(7, 8)))).isFalse();
        byte[] other = new byte[16];
        other[15] = 1;
        assertThat(segment.isOf(new Segment.SoFar(Bytes.wrap(other), "It is blue.", List.of(7, 8, 9)))).isFalse();
        assertThat(new Segment(0, segment.tokens(), REQUEST, segment.key(), segment.signature()).isOf(SO_FAR)).isFalse();
        assertThat(new Segment(1, segment.tokens(), Sha256.of(Bytes.EMPTY), segment.key(), segment.signature()).isOf(SO_FAR)).isFalse();
    }
}
