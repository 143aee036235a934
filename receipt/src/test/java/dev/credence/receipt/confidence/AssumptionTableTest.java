package dev.credence.receipt.confidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssumptionTableTest {
    @Test
    void theBuiltInTableHoldsTheFiguresOfTheDesign() {
        AssumptionTable table = AssumptionTable.builtIn();
        assertThat(table.floor(AssumptionTable.SAME_CODE)).isEqualTo(5000);
        assertThat(table.floor(AssumptionTable.PROOF_SOFTWARE)).isEqualTo(6000);
        assertThat(table.floor(AssumptionTable.ATTESTATION_HARDWARE)).isEqualTo(2000);
        assertThat(table.corruptShare()).isEqualTo(new Share(1, 3));
        assertThat(table.isBase(AssumptionTable.SHA_256)).isTrue();
        assertThat(table.isBase(AssumptionTable.SAME_CODE)).isFalse();
        assertThat(table.isBase("nothing")).isFalse();
        assertThat(table.source()).isEqualTo("assumptions " + table.version() + " of " + table.date());
        assertThat(table.entries()).isSortedAccordingTo(java.util.Comparator.comparing(Assumption::id));
        assertThatThrownBy(() -> table.floor(AssumptionTable.SHA_256)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', value = {
        "\"md\": 5000 # \"md\": -1 # entries[10].md: expected an integer from 0 to 1000000, found -1",
        "\"md\": 5000 # \"share\": {\"n\":1,\"d\":2} # entries[10].md: expected this member, found none",
        "\"n\": 1 # \"n\": 3 # entries[11].share.n: expected an integer from 1 to 2, found 3",
        "\"d\": 3 # \"d\": 1001 # entries[11].share.d: expected an integer from 2 to 1000, found 1001",
        "\"id\": \"same-code\" # \"id\": \"Same Code\" # entries[10].id: expected lowercase letters, digits and hyphens, found 'Same Code'",
        "\"id\": \"no-log\" # \"id\": \"sha-256\" # entries: expected every assumption of docs/spec/assumptions.md in its class, each id once, found 'sha-256' twice",
        "\"id\": \"no-log\" # \"id\": \"no-logs\" # entries: expected every assumption of docs/spec/assumptions.md in its class, each id once, found a table that lacks one",
        "\"2026-11-23\" # \"tomorrow..\" # date: expected a date such as 2026-11-23, found 'tomorrow..'",
        "\"class\": \"counting\" # \"class\": \"guess\" # entries[11].class: expected one of base, condition, counting, floor, found 'guess'",
    })
    void refusesInOneSentence(String from, String to, String sentence) throws MalformedException {
        String text = AssumptionTable.builtInText().utf8();
        String changed = text.replaceFirst(java.util.regex.Pattern.quote(from.strip()), to.strip());
        assertThat(changed).isNotEqualTo(text);
        assertThatThrownBy(() -> AssumptionTable.decode(Bytes.ofUtf8(changed)))
                .isInstanceOf(MalformedException.class)
                .hasMessage(sentence.strip());
    }

    @Test
    void anotherTableMayHoldMore() throws MalformedException {
        String text = AssumptionTable.builtInText().utf8().replace(
                "\"entries\": [", "\"entries\": [{\"id\":\"extra\",\"class\":\"condition\",\"text\":\"Something else holds.\"},");
        assertThat(AssumptionTable.decode(Bytes.ofUtf8(text)).find("extra")).isPresent();
    }

    @Test
    void refusesATableThatLacksWhatTheVerifierReads() {
        assertThatThrownBy(() -> new AssumptionTable(1, "2026-11-23", List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
