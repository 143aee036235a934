package dev.credence.verification.received;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.IJson;
import dev.credence.foundation.codec.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Splits a body into server-sent events, of which every client reads the same: at most one name, exactly one line of data, an
/// empty line behind (WHATWG HTML 9.2; docs/spec/text.md 5.4). Comments are left out.
final class EventLines {
    static final String DONE = "[DONE]";
    /// Eight choices of a context's tokens.
    private static final int EVENTS_MAX = 1 << 20;
    private static final String NAME = "event: ";
    private static final String DATA = "data: ";

    private final List<Event> events = new ArrayList<>();
    private Optional<String> name = Optional.empty();
    private Optional<String> data = Optional.empty();
    private int line;

    private EventLines() {}

    /// @param data as it came, so that all events together need no more memory than the body
    record Event(int line, Optional<String> name, String data) {
        String path() {
            return "line " + line;
        }

        boolean isEnd() {
            return data.equals(DONE);
        }

        Json json() throws MalformedException {
            try {
                return IJson.parse(Bytes.ofUtf8(data), ReceivedText.LIMITS);
            } catch (MalformedException malformed) {
                throw malformed.within(path());
            }
        }
    }

    static List<Event> read(Bytes body) throws MalformedException {
        EventLines lines = new EventLines();
        String text = body.utf8();
        int from = 0;
        while (from < text.length()) {
            int to = text.indexOf('\n', from);
            if (to < 0) {
                throw new MalformedException("line " + (lines.line + 1), -1, "a line's end", "the body's");
            }
            lines.take(text.substring(from, to > from && text.charAt(to - 1) == '\r' ? to - 1 : to));
            from = to + 1;
        }
        if (lines.name.isPresent() || lines.data.isPresent()) {
            throw lines.fault("an empty line behind the last event", "the body's end");
        }
        return lines.events;
    }

    private void take(String text) throws MalformedException {
        line++;
        // Some clients end a line here too.
        if (text.indexOf('\r') >= 0) {
            throw fault("no carriage return inside a line", "one");
        }
        if (text.isEmpty()) {
            end();
        } else if (text.startsWith(DATA) && data.isEmpty()) {
            data = Optional.of(text.substring(DATA.length()));
        } else if (text.startsWith(NAME) && name.isEmpty() && data.isEmpty()) {
            name = Optional.of(text.substring(NAME.length()));
        } else if (!text.startsWith(":") || !text.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
            // In a comment as well: some clients end a line at U+2028 and its like.
            throw fault("one line 'data: ' an event", "'" + text + "'");
        }
    }

    private void end() throws MalformedException {
        if (data.isPresent()) {
            if (events.size() == EVENTS_MAX) {
                throw fault("at most " + EVENTS_MAX + " events", "more");
            }
            events.add(new Event(line, name, data.get()));
        } else if (name.isPresent()) {
            throw fault("data behind the event's name", "none");
        }
        name = Optional.empty();
        data = Optional.empty();
    }

    private MalformedException fault(String expected, String actual) {
        return new MalformedException("line " + line, -1, expected, actual);
    }
}
