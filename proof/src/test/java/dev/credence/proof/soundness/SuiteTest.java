package dev.credence.proof.soundness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SuiteTest {
    @Test
    void isKnownByItsNameAndNoOther() {
        assertThat(Suite.parse("ud-100")).contains(Suite.UD_100);
        assertThat(Suite.UD_100.id()).isEqualTo("ud-100");
        assertThat(Suite.parse("ud-80")).isEmpty();
        assertThat(Suite.parse("UD-100")).isEmpty();
        assertThat(Suite.parse("")).isEmpty();
    }

    // docs/spec/proof.md section 6; the others from the same inequality: ((1 + rate)/2)^t ≤ 2^−86.
    @Test
    void drawsAsManyQueriesAsThePageSays() {
        assertThat(Suite.UD_100.queries(2)).isEqualTo(127);
        assertThat(Suite.UD_100.queries(3)).isEqualTo(104);
        for (int rateLog = 1; rateLog <= 4; rateLog++) {
            double each = -Math.log((1 + Math.pow(2, -rateLog)) / 2) / Math.log(2);
            assertThat(Suite.UD_100.queries(rateLog)).isEqualTo((int) Math.ceil(86 / each));
        }
        assertThatThrownBy(() -> Suite.UD_100.queries(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Suite.UD_100.queries(5)).isInstanceOf(IllegalArgumentException.class);
    }
}
