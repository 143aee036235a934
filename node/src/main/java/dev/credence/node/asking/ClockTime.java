package dev.credence.node.asking;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// What a caller says that a template's clock shows: the time in UTC, in the spelling of docs/spec/text.md 2.1.
public final class ClockTime {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    private ClockTime() {}

    /// @param millis since 1970 UTC
    public static String of(long millis) {
        return FORMAT.format(LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC));
    }
}
