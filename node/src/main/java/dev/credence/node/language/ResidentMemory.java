package dev.credence.node.language;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/// The memory that this process holds in the machine, mapped files among it.
public final class ResidentMemory {
    private ResidentMemory() {}

    /// Bytes now; Linux alone tells it in a file, elsewhere the figure is left out.
    public static OptionalLong bytes() {
        return field("VmRSS:");
    }

    /// The most so far.
    public static OptionalLong peakBytes() {
        return field("VmHWM:");
    }

    private static OptionalLong field(String name) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith(name)) {
                    return OptionalLong.of(Long.parseLong(line.replaceAll("[^0-9]", "")) << 10);
                }
            }
        } catch (IOException | NumberFormatException elsewhere) {
            return OptionalLong.empty();
        }
        return OptionalLong.empty();
    }
}
