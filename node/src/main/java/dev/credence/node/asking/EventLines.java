package dev.credence.node.asking;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Takes the data of server-sent events out of a body that comes in pieces (WHATWG HTML, server-sent events; events with
/// one `data` line each, comments skipped).
public final class EventLines {
    private static final String DATA = "data:";
    private static final int LINE_BYTES_MAX = 4 << 20;

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    /// Nothing read yet.
    public EventLines() {}

    /// The data of the events whose lines end with this piece.
    ///
    /// @throws MalformedException if a line is longer than any event that we know
    public List<String> add(Bytes piece) throws MalformedException {
        List<String> events = new ArrayList<>();
        for (int i = 0; i < piece.length(); i++) {
            int each = piece.at(i);
            if (each != '\n') {
                line.write(each);
                if (line.size() > LINE_BYTES_MAX) {
                    throw new MalformedException("event", -1, "at most " + LINE_BYTES_MAX + " bytes", "more");
                }
                continue;
            }
            String text = line.toString(StandardCharsets.UTF_8).stripTrailing();
            line.reset();
            if (text.startsWith(DATA)) {
                events.add(text.substring(DATA.length()).strip());
            }
        }
        return events;
    }
}
