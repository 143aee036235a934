package dev.credence.inference.language.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Tells calls from text in an answer that comes in pieces. What may be a call is held back until it is none or whole.
///
/// The same text in other pieces gives the same text and calls. White space next to a call is no text (docs/spec/text.md 4.4). Where there may be
/// one call only, the caller stops at it; what the same piece holds behind it is dropped.
public final class CallReader {
    /// What is between the marks of a tagged call.
    private static final int CALL_CHARS_MAX = 1 << 16;

    private final CallRules rules;
    private final StringBuilder held = new StringBuilder();
    // What stands before it has left or was a call.
    private int done;
    // Where the next call may begin, and from where on its end has not been looked for.
    private int from;
    private int closeFrom;
    private boolean behindCall;
    private boolean isText;
    private final StringBuilder text = new StringBuilder();
    private final List<ToolCall> calls = new ArrayList<>();

    public CallReader(CallRules rules) {
        this.rules = rules;
    }

    /// What may leave.
    ///
    /// @param calls that have become whole, in their order
    public record Found(String text, List<ToolCall> calls) {
        public Found {
            calls = List.copyOf(calls);
        }
    }

    /// The answer goes on with `piece`.
    public Found add(String piece) {
        held.append(piece);
        switch (rules.spelling()) {
            case TAGGED -> takeTagged();
            case BARE -> {
                isText = isText || !mayBeBare();
                release(isText ? held.length() : 0);
            }
        }
        return found();
    }

    /// The answer ends here.
    public Found end() {
        if (rules.spelling() == CallSpelling.BARE && !isText) {
            Optional<ToolCall> call = ToolCall.read(held.substring(bareFrom()), rules);
            if (call.isPresent()) {
                calls.add(call.get());
                done = held.length();
            }
        }
        release(held.length());
        return found();
    }

    private Found found() {
        Found found = new Found(text.toString(), calls);
        text.setLength(0);
        calls.clear();
        held.delete(0, done);
        from = Math.max(0, from - done);
        closeFrom = Math.max(0, closeFrom - done);
        done = 0;
        return found;
    }

    // Text up to `to` may leave.
    private void release(int to) {
        if (to > done) {
            int at = behindCall ? WhiteSpace.skip(held, done, to) : done;
            behindCall = behindCall && at == to;
            text.append(held, at, to);
            done = to;
        }
    }

    private void takeTagged() {
        while (true) {
            int open = held.indexOf(CallSpelling.OPEN, from);
            if (open < 0) {
                release(WhiteSpace.skipBack(held, done, held.length() - beginning()));
                return;
            }
            release(WhiteSpace.skipBack(held, done, open));
            int inside = open + CallSpelling.OPEN.length();
            int close = held.indexOf(CallSpelling.CLOSE, Math.max(inside, closeFrom));
            if (close < 0) {
                closeFrom = Math.max(inside, held.length() - CallSpelling.CLOSE.length() + 1);
                return;
            }
            Optional<ToolCall> call = read(inside, close);
            from = inside;
            closeFrom = close;
            if (call.isPresent()) {
                calls.add(call.get());
                done = rules.parallel() ? close + CallSpelling.CLOSE.length() : held.length();
                from = done;
                behindCall = true;
            }
        }
    }

    // Looks before it copies: a model may be brought to open thousands of calls and close one.
    private Optional<ToolCall> read(int inside, int close) {
        int at = WhiteSpace.skip(held, inside, close);
        boolean mayBe = at < close && held.charAt(at) == '{' && close - at <= CALL_CHARS_MAX;
        return mayBe ? ToolCall.read(held.substring(at, close), rules) : Optional.empty();
    }

    // How many characters at the end may be the beginning of a call's.
    private int beginning() {
        for (int length = Math.min(CallSpelling.OPEN.length() - 1, held.length() - from); length > 0; length--) {
            if (CallSpelling.OPEN.startsWith(held.substring(held.length() - length))) {
                return length;
            }
        }
        return 0;
    }

    private boolean mayBeBare() {
        int at = bareFrom();
        return at == held.length() || held.charAt(at) == '{' || CallSpelling.PYTHON_TAG.startsWith(held.substring(at));
    }

    // Where the object would begin.
    private int bareFrom() {
        int at = WhiteSpace.skip(held, 0, held.length());
        int behind = at + CallSpelling.PYTHON_TAG.length();
        if (behind <= held.length() && CallSpelling.PYTHON_TAG.contentEquals(held.subSequence(at, behind))) {
            at = WhiteSpace.skip(held, behind, held.length());
        }
        return at;
    }
}
