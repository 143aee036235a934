package dev.credence.receipt.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonWriter;
import dev.credence.receipt.evidence.EvidenceItem;
import dev.credence.receipt.laws.Samples;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReceiptFileTest {
    private static final ReceiptFile WHOLE = ReceiptFile.of(Samples.envelope())
            .with(Samples.logged())
            .with(EvidenceItem.of(Samples.replay()))
            .with(Samples.elsewhere());

    @Test
    void growsThroughItsStates() {
        ReceiptFile signed = ReceiptFile.of(Samples.envelope());
        assertThat(signed.state()).isEqualTo(ReceiptFile.State.SIGNED);
        ReceiptFile logged = signed.with(Samples.logged());
        assertThat(logged.state()).isEqualTo(ReceiptFile.State.LOGGED);
        assertThat(logged.with(Samples.elsewhere()).state()).isEqualTo(ReceiptFile.State.EVIDENCED);
        assertThat(signed.envelope().leaf()).isEqualTo(WHOLE.envelope().leaf());
    }

    @Test
    void keepsItemsSortedAndEachOnce() {
        assertThat(WHOLE.evidence()).extracting(EvidenceItem::kind).containsExactly("argument", "replay");
        assertThat(WHOLE.with(Samples.elsewhere())).isEqualTo(WHOLE);
    }

    @Test
    void isReadBackAsItWasWritten() throws MalformedException {
        assertThat(ReceiptFile.decode(WHOLE.encode())).isEqualTo(WHOLE);
        assertThat(WHOLE.envelope().statement()).isEqualTo(Samples.statement(java.util.Optional.empty()));
    }

    @Test
    void refusesEverySpellingButOne() throws MalformedException {
        String text = WHOLE.encode().utf8();
        refused(text.replaceFirst(":", ": "));
        refused(text + "\n");
        refused(text.replaceFirst("\"evidence\":\\[", "\"note\":1,\"evidence\":["));
        refused(text.replace("mediaType", "media\\u0054ype"));
        refused(text.replace("\"collateral\":", "\"Collateral\":"));
        refused(text.substring(0, text.indexOf(",\"collateral\"")) + "}");
        String swapped = text.replaceFirst("\"payloadType\":\"([^\"]*)\",\"payload\":\"([^\"]*)\"", "\"payload\":\"$2\",\"payloadType\":\"$1\"");
        assertThat(swapped).isNotEqualTo(text);
        refused(swapped);
    }

    @Test
    void refusesABlobBesideALocator() throws MalformedException {
        String text = WHOLE.encode().utf8();
        refused(text.replace("\"locator\":", "\"blob\":\"\",\"locator\":"));
        refused(text.replaceFirst(",\"locator\":\"[^\"]*\"", ""));
    }

    // A reader checks each for milliseconds, and none beyond the best counts.
    @Test
    void holdsFourArgumentsAndNoMore() throws MalformedException {
        ReceiptFile full = ReceiptFile.of(Samples.envelope());
        for (int i = 0; i < ReceiptFile.ARGUMENTS_MAX; i++) {
            full = full.with(argument(i));
        }
        assertThat(ReceiptFile.decode(full.encode())).isEqualTo(full);
        ReceiptFile most = full;
        assertThatThrownBy(() -> most.with(argument(4))).isInstanceOf(IllegalArgumentException.class);
        String last = new String(JsonWriter.write(full.evidence().getLast().json()).toArray(), StandardCharsets.US_ASCII);
        // One behind the last of the four: which digest follows is found by trying.
        EvidenceItem more = java.util.stream.IntStream.iterate(4, i -> i + 1)
                .mapToObj(ReceiptFileTest::argument)
                .filter(item -> EvidenceItem.ORDER.compare(most.evidence().getLast(), item) < 0)
                .findFirst()
                .orElseThrow();
        String text = full.encode().utf8().replace(last, last + "," + new String(JsonWriter.write(more.json()).toArray(), StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> ReceiptFile.decode(Bytes.ofUtf8(text)))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("at most 4 items of the kind argument");
    }

    private static EvidenceItem argument(int number) {
        return EvidenceItem.embedded(EvidenceItem.ARGUMENT, "ud-100", Bytes.ofUtf8("argument " + number));
    }

    private static void refused(String text) {
        assertThatThrownBy(() -> ReceiptFile.decode(Bytes.ofUtf8(text))).isInstanceOf(MalformedException.class);
    }
}
