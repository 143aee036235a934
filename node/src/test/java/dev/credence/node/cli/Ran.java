package dev.credence.node.cli;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.IJson;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonLimits;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// A command line that ran inside this process.
///
/// @param code its exit code
record Ran(int code, String out, String err) {
    private static final int OUTPUT_BYTES_MAX = 64 << 20;

    static Ran credence(Object... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String[] arguments = List.of(words).stream().map(Object::toString).toArray(String[]::new);
        int code = Main.run(new Terminal(stream(out), stream(err), false), arguments);
        return new Ran(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /// The project's folder.
    static Path home() {
        return Path.of(System.getProperty("credence.home"));
    }

    List<String> lines() {
        return out.lines().toList();
    }

    String lastLine() {
        return lines().getLast();
    }

    JsonFields json() throws MalformedException {
        return JsonFields.of("", IJson.parse(Bytes.ofUtf8(out.strip()), JsonLimits.ofBytes(OUTPUT_BYTES_MAX)));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
