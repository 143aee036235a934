package dev.credence.node.asking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Events do not depend on how the bytes were cut.
class EventLinesTest {
    private static final String BODY = ": stay\n\ndata: {\"a\":\"ä€𝄞\"}\n\nevent: x\ndata:{}\r\n\r\ndata: [DONE]\n\n";

    @Test
    void theSameEventsComeOutHoweverTheBodyIsCut() throws MalformedException {
        Bytes body = Bytes.ofUtf8(BODY);
        for (int length = 1; length <= body.length(); length++) {
            EventLines lines = new EventLines();
            List<String> events = new ArrayList<>();
            for (int at = 0; at < body.length(); at += length) {
                events.addAll(lines.add(body.slice(at, Math.min(body.length(), at + length))));
            }
            assertThat(events).containsExactly("{\"a\":\"ä€𝄞\"}", "{}", "[DONE]");
        }
    }

    @Test
    void aLineWithoutAnEndIsRefused() {
        EventLines lines = new EventLines();
        Bytes much = Bytes.wrap(new byte[1 << 20]);
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 5; i++) {
                        lines.add(much);
                    }
                })
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("at most");
    }
}
