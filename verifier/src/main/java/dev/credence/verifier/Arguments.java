package dev.credence.verifier;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// A command line that was understood; the words are those of `credence verify`.
///
/// @param receipt the receipt file
/// @param values  what the options say
/// @param json    whether the report is wanted as JSON
record Arguments(Path receipt, Map<Option, String> values, boolean json) {
    private static final String REPLAY = "--replay";

    /// An option that takes a value.
    enum Option {
        REQUEST("--request", "FILE"),
        ANSWER("--answer", "FILE"),
        TRUST("--trust", "FILE"),
        POLICY("--policy", "TEXT"),
        ASSUMPTIONS("--assumptions", "FILE"),
        AT("--at", "TIME"),
        MODEL_FILES("--model-files", "FOLDER");

        private final String word;
        private final String value;

        Option(String word, String value) {
            this.word = word;
            this.value = value;
        }

        private static Option of(String word) throws Refusal {
            for (Option option : values()) {
                if (option.word.equals(word)) {
                    return option;
                }
            }
            if (word.equals(REPLAY)) {
                throw Refusal.usage("--replay executes a model, which this small program cannot: use './credence verify … --replay MODEL' of the full"
                        + " program");
            }
            throw Refusal.usage("unknown option '" + word + "'; --help lists them");
        }
    }

    /// @throws Refusal if a word is unknown, doubled or missing
    static Arguments parse(String... words) throws Refusal {
        Map<Option, String> values = new EnumMap<>(Option.class);
        Path receipt = null;
        boolean json = false;
        for (int i = 0; i < words.length; i++) {
            String word = words[i];
            if (word.equals("--json")) {
                json = true;
            } else if (word.startsWith("-")) {
                int equals = word.indexOf('=');
                Option option = Option.of(equals < 0 ? word : word.substring(0, equals));
                if (equals < 0 && ++i == words.length) {
                    throw Refusal.usage("expected " + option.value + " after " + word);
                }
                if (values.put(option, equals < 0 ? words[i] : word.substring(equals + 1)) != null) {
                    throw Refusal.usage("expected " + option.word + " once, found it twice");
                }
            } else if (receipt == null) {
                receipt = path(word);
            } else {
                throw Refusal.usage("expected one receipt, found '" + receipt + "' and '" + word + "'");
            }
        }
        if (receipt == null) {
            throw Refusal.usage("expected a receipt file; --help tells more");
        }
        if (!values.containsKey(Option.TRUST)) {
            throw Refusal.usage("expected --trust FILE, the network's trust file");
        }
        return new Arguments(receipt, values, json);
    }

    Optional<String> text(Option option) {
        return Optional.ofNullable(values.get(option));
    }

    Optional<Path> file(Option option) throws Refusal {
        String value = values.get(option);
        return value == null ? Optional.empty() : Optional.of(path(value));
    }

    private static Path path(String text) throws Refusal {
        try {
            return Path.of(text);
        } catch (InvalidPathException wrong) {
            throw Refusal.usage("expected the name of a file, found '" + text + "'");
        }
    }
}
