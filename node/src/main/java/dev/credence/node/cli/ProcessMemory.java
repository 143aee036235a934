package dev.credence.node.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/// This process's memory, as the system counts it. Linux alone tells it in a file; elsewhere it stays unsaid.
final class ProcessMemory {
    private static final Path STATUS = Path.of("/proc/self/status");

    private ProcessMemory() {}

    /// Now resident.
    static OptionalLong residentBytes() {
        return bytes("VmRSS:");
    }

    /// Now resident and of no file: heap, stacks, compiled code.
    static OptionalLong anonymousBytes() {
        return bytes("RssAnon:");
    }

    /// Now resident and backed by files, which the system drops when memory is short.
    static OptionalLong fileBytes() {
        return bytes("RssFile:");
    }

    /// The most that was ever resident.
    static OptionalLong peakBytes() {
        return bytes("VmHWM:");
    }

    private static OptionalLong bytes(String label) {
        try {
            for (String line : Files.readAllLines(STATUS)) {
                if (line.startsWith(label)) {
                    return OptionalLong.of(Long.parseLong(line.replaceAll("[^0-9]", "")) << 10);
                }
            }
        } catch (IOException | NumberFormatException elsewhere) {
            return OptionalLong.empty();
        }
        return OptionalLong.empty();
    }
}
