package dev.credence.node.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/// How long ago this process was started, the start of Java itself included. Linux alone tells it in files, to a hundredth of a
/// second; elsewhere it stays unsaid.
final class ProcessAge {
    private static final Path STAT = Path.of("/proc/self/stat");
    private static final Path UPTIME = Path.of("/proc/uptime");
    /// Among the fields behind the command's name, counted from 0 (proc(5): field 22).
    private static final int START_TIME = 19;
    /// Ticks a second as Linux tells them to programs on every machine that Java runs on.
    private static final int TICKS = 100;

    private ProcessAge() {}

    static OptionalLong millis() {
        try {
            String stat = Files.readString(STAT);
            long ticks = Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[START_TIME]);
            double uptime = Double.parseDouble(Files.readString(UPTIME).split(" ")[0]);
            return OptionalLong.of(Math.round(uptime * 1000 - ticks * 1000.0 / TICKS));
        } catch (IOException | RuntimeException elsewhere) {
            return OptionalLong.empty();
        }
    }
}
