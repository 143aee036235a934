package dev.credence.node.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.node.http.ApiException;
import dev.credence.node.http.Fault;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContentCodingTest {
    private static final Bytes TEXT = Bytes.ofUtf8("a text, a text, a text");

    @ParameterizedTest
    @EnumSource
    void unpacksWhatItPacked(ContentCoding coding) throws Exception {
        assertThat(coding.decode(coding.encode(TEXT), 100)).isEqualTo(TEXT);
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "DEFLATE"})
    void stopsUnpackingAtTheLimit(ContentCoding coding) {
        Bytes bomb = coding.encode(Bytes.of(new byte[10 << 20]));
        assertThat(bomb.length()).isLessThan(20_000);
        assertThatThrownBy(() -> coding.decode(bomb, 1 << 20))
                .isInstanceOfSatisfying(ApiException.class, refused -> assertThat(refused.fault()).isEqualTo(Fault.BODY_TOO_LARGE));
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "DEFLATE"})
    void refusesOtherBytesAndTornOnes(ContentCoding coding) {
        for (Bytes body : new Bytes[] {TEXT, coding.encode(TEXT).slice(0, 12)}) {
            assertThatThrownBy(() -> coding.decode(body, 100))
                    .isInstanceOfSatisfying(ApiException.class, refused -> assertThat(refused.fault()).isEqualTo(Fault.MALFORMED));
        }
    }

    @Test
    void choosesTheFirstAcceptedCodingThatWeHave() throws Exception {
        assertThat(ContentCoding.accepted(Optional.of("br, gzip;q=0.8, deflate"))).isEqualTo(ContentCoding.GZIP);
        assertThat(ContentCoding.accepted(Optional.of("gzip;q=0, deflate"))).isEqualTo(ContentCoding.DEFLATE);
        assertThat(ContentCoding.accepted(Optional.empty())).isEqualTo(ContentCoding.IDENTITY);
        assertThat(ContentCoding.of(Optional.of("GZIP"))).isEqualTo(ContentCoding.GZIP);
        assertThatThrownBy(() -> ContentCoding.of(Optional.of("br"))).hasMessageContaining("found 'br'");
    }
}
