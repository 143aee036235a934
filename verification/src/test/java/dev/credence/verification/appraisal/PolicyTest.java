package dev.credence.verification.appraisal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.testkit.Seeded;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {
    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '"', value = {
        "min-nines=4# min-nines=4.0",
        "min-nines=0.9# min-nines=0.9",
        "min-nines=999.9# min-nines=999.9",
        " min-nines = 4 ; groups >= 2 # min-nines=4.0;groups>=2",
        "groups>=2;min-nines=4# min-nines=4.0;groups>=2",
        "require=argument|replay>=3# require=argument|replay>=3",
        "require = argument | replay >= 3# require=argument|replay>=3",
        "require=replay>=1# require=replay",
        "require=local# require=local",
        "require=replay;require=argument# require=replay;require=argument",
        "independent=replay+argument# independent=argument+replay",
        "forbid-assumption=local-network;forbid-assumption=no-log# forbid-assumption=local-network;forbid-assumption=no-log",
        "wait=none# wait=none",
        "wait=evidence;min-nines=1# min-nines=1.0;wait=evidence",
    })
    void reads(String text, String spelling) throws MalformedException {
        assertThat(Policy.parse(text).format()).isEqualTo(spelling.strip());
        assertThat(Policy.parse(spelling.strip())).isEqualTo(Policy.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\t"})
    void anEmptyTextAsksForTheDefault(String text) throws MalformedException {
        assertThat(Policy.parse(text)).isEqualTo(Policy.DEFAULT);
    }

    /// Each refusal is one sentence that says what belongs there.
    @ParameterizedTest
    @CsvSource(delimiter = '#', value = {
        "min-nines=4.55# min-nines: expected a number below 1000 with at most one decimal place, found '4.55'",
        "min-nines=-1# min-nines: expected a number below 1000 with at most one decimal place, found '-1'",
        "min-nines=4.# min-nines: expected a number below 1000 with at most one decimal place, found '4.'",
        "min-nines=.5# min-nines: expected a number below 1000 with at most one decimal place, found '.5'",
        "min-nines=1000# min-nines: expected a number below 1000 with at most one decimal place, found '1000'",
        "min-nines=four# min-nines: expected a number below 1000 with at most one decimal place, found 'four'",
        "min-nines># policy: expected min-nines=, groups>=, require=, independent=, forbid-assumption= or wait=, separated by ';', found 'min-nines>'",
        "min-nines>=4# policy: expected 'min-nines=' and a value, found 'min-nines>=4'",
        "min-nines=4;min-nines=5# min-nines: expected this field once, found it twice",
        "groups=2# policy: expected 'groups>=' and a number, found 'groups=2'",
        "groups>=0# groups: expected a number from 1 to 99, found '0'",
        "groups>=100# groups: expected a number from 1 to 99, found '100'",
        "groups>=# groups: expected a number from 1 to 99, found ''",
        "groups>=2;groups>=2# groups: expected this field once, found it twice",
        "require=# require: expected argument, replay, attestation, fingerprint or local, found ''",
        "require=oracle# require: expected argument, replay, attestation, fingerprint or local, found 'oracle'",
        "require=argument|# require: expected argument, replay, attestation, fingerprint or local, found ''",
        "require=argument>=2# require: expected '>=' after replay only, found 'argument>=2'",
        "require=local>=1# require: expected '>=' after replay only, found 'local>=1'",
        "require=replay>=0# require: expected a number from 1 to 32, found '0'",
        "require=replay>=33# require: expected a number from 1 to 32, found '33'",
        "require=replay>3# require: expected argument, replay, attestation, fingerprint or local, found 'replay>3'",
        "independent=replay+replay# independent: expected each kind once, found 'replay' twice",
        "independent=replay;independent=local# independent: expected this field once, found it twice",
        "independent=# independent: expected argument, replay, attestation, fingerprint or local, found ''",
        "forbid-assumption=# forbid-assumption: expected an assumption's id, found ''",
        "forbid-assumption=A B# forbid-assumption: expected an assumption's id, found 'A B'",
        "wait=final# wait: expected none, receipt or evidence, since there is no finality before disputes exist, found 'final'",
        "wait=later# wait: expected none, receipt or evidence, found 'later'",
        "wait=none;wait=none# wait: expected this field once, found it twice",
        "value=100# value: expected no such field before disputes exist, found 'value=100'",
        "stake=100# policy: expected min-nines=, groups>=, require=, independent=, forbid-assumption= or wait=, separated by ';', found 'stake=100'",
        "nonsense# policy: expected min-nines=, groups>=, require=, independent=, forbid-assumption= or wait=, separated by ';', found 'nonsense'",
        "min-nines=4;# policy: expected min-nines=, groups>=, require=, independent=, forbid-assumption= or wait=, separated by ';', found ''",
        "require# policy: expected 'require=' and a value, found 'require'",
    })
    void refusesInOneSentence(String text, String sentence) {
        assertThatThrownBy(() -> Policy.parse(text.strip()))
                .isInstanceOf(MalformedException.class)
                .hasMessage(sentence.strip());
    }

    @Test
    void refusesALongText() {
        assertThatThrownBy(() -> Policy.parse("x".repeat(1025))).isInstanceOf(MalformedException.class);
    }

    @Test
    void tellsPlannersHowManyReplayersAreAskedFor() throws MalformedException {
        assertThat(Policy.parse("require=argument|replay>=3;require=replay").replayersAskedFor()).isEqualTo(3);
        assertThat(Policy.parse("min-nines=5").replayersAskedFor()).isZero();
        assertThat(Policy.parse("min-nines=4.5").minNinesTenths()).isEqualTo(OptionalInt.of(45));
    }

    @Test
    void neverThrowsAnythingElseWhateverTheText() {
        List<String> parts = List.of("min-nines", "groups", "require", "=", ">=", ">", ";", "|", "+", "replay", "argument", "4", ".", " ", "\t", "é", "wait", "-");
        Seeded.check(3000, (random, round) -> {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(9); i >= 0; i--) {
                text.append(parts.get(random.nextInt(parts.size())));
            }
            try {
                Policy parsed = Policy.parse(text.toString());
                assertThat(Policy.parse(parsed.format())).isEqualTo(parsed);
            } catch (MalformedException refused) {
                assertThat(refused.getMessage()).contains("expected").doesNotContain("\n");
            }
        });
    }
}
