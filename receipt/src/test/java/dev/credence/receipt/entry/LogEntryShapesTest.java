package dev.credence.receipt.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.receipt.laws.Samples;
import dev.credence.receipt.request.Slot;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogEntryShapesTest {
    @Test
    void entriesAreSpelledAsTheSpecificationSpellsThem() throws MalformedException {
        String d = Samples.digest("operator").hex();
        String root = Samples.digest("root").hex();
        assertThat(Samples.batch().encode().utf8())
                .isEqualTo("{\"type\":\"batch\",\"operator\":\"" + d + "\",\"height\":8,\"count\":2,\"root\":\"" + root + "\"}");
        assertThat(Samples.seal().encode().utf8())
                .startsWith("{\"type\":\"seal\",\"height\":8,\"previous\":5,\"operators\":3,\"reveal\":\"");
        assertThat(OperatorsEntry.of(Samples.operators()).encode().utf8())
                .isEqualTo("{\"type\":\"operators\",\"height\":3,\"count\":3,\"digest\":\"" + Samples.operators().digest().hex() + "\"}");
        assertThat(new OperatorsList(0, List.of()).encode().utf8()).isEqualTo("{\"height\":0,\"operators\":[]}");
    }

    @Test
    void aPairIsSlotThenLeaf() {
        Slot slot = Slot.of(Samples.digest("request"));
        Bytes pair = BatchEntry.pair(slot, Samples.digest("leaf"));
        assertThat(pair.length()).isEqualTo(48);
        assertThat(pair.slice(0, 16)).isEqualTo(slot.bytes());
    }

    @Test
    void findsEveryListedOperatorAndNoOther() {
        OperatorsList list = Samples.operators();
        list.operators().forEach(operator -> assertThat(list.find(operator.id())).contains(operator));
        assertThat(list.find(Samples.digest("nobody"))).isEmpty();
        assertThat(list.operators()).allMatch(ListedOperator::keyFitsId);
    }

    @Test
    void refusesAListOutOfOrder() throws MalformedException {
        List<ListedOperator> reversed = Samples.operators().operators().reversed();
        assertThatThrownBy(() -> new OperatorsList(1, reversed)).isInstanceOf(IllegalArgumentException.class);
        ListedOperator one = reversed.getFirst();
        assertThatThrownBy(() -> new OperatorsList(1, List.of(one, one))).isInstanceOf(IllegalArgumentException.class);
        String honest = new OperatorsList(1, List.of(one)).encode().utf8();
        String twice = honest.replaceFirst("\\[(.*)]", "[$1,$1]");
        assertThatThrownBy(() -> OperatorsList.decode(Bytes.ofUtf8(twice)))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("ids in ascending order, each once");
    }

    @Test
    void refusesCountsAndHeightsOutOfRange() {
        for (String text : List.of(
                "{\"type\":\"batch\",\"operator\":\"" + "0".repeat(64) + "\",\"height\":1,\"count\":0,\"root\":\"" + "0".repeat(64) + "\"}",
                "{\"type\":\"batch\",\"operator\":\"" + "0".repeat(64) + "\",\"height\":1,\"count\":1001,\"root\":\"" + "0".repeat(64) + "\"}",
                "{\"type\":\"batch\",\"operator\":\"" + "0".repeat(64) + "\",\"height\":-1,\"count\":1,\"root\":\"" + "0".repeat(64) + "\"}",
                "{\"type\":\"operators\",\"height\":1,\"count\":16385,\"digest\":\"" + "0".repeat(64) + "\"}",
                "{\"type\":\"genesis\",\"height\":1}")) {
            assertThatThrownBy(() -> LogEntry.decode(Bytes.ofUtf8(text))).as(text).isInstanceOf(MalformedException.class);
        }
    }
}
