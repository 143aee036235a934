package dev.credence.inference.language.generation;

import java.util.List;

/// Holds back text that may be the beginning of one of the texts that end an answer, and cuts before the earliest of them.
final class StopFilter {
    private final List<String> stops;
    private final StringBuilder held = new StringBuilder();

    StopFilter(List<String> stops) {
        this.stops = stops;
    }

    /// @param stopped whether the answer ends here
    record Passed(String text, boolean stopped) {}

    /// The answer goes on with `text`.
    Passed add(String text) {
        if (stops.isEmpty()) {
            return new Passed(text, false);
        }
        held.append(text);
        int first = -1;
        for (String stop : stops) {
            int at = held.indexOf(stop);
            first = at >= 0 && (first < 0 || at < first) ? at : first;
        }
        if (first >= 0) {
            String before = held.substring(0, first);
            held.setLength(0);
            return new Passed(before, true);
        }
        int free = held.length() - beginning();
        String passed = held.substring(0, free);
        held.delete(0, free);
        return new Passed(passed, false);
    }

    /// What was held back and is ordinary text, since the answer ends.
    String end() {
        String rest = held.toString();
        held.setLength(0);
        return rest;
    }

    // How many characters at the end may begin one of the texts.
    private int beginning() {
        int most = 0;
        for (String stop : stops) {
            for (int length = Math.min(stop.length() - 1, held.length()); length > most; length--) {
                if (stop.startsWith(held.substring(held.length() - length))) {
                    most = length;
                }
            }
        }
        return most;
    }
}
