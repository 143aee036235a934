package dev.credence.benchmarks.serving;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.node.store.BlockLog;
import dev.credence.node.store.GroupLog;
import dev.credence.node.world.SystemWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// What it costs an answer that its slot (operator, 57 bytes) and its receipt (gateway, 2.5 kB) are durable before it is sent.
///
/// Kernel under test: `GroupLog.note` and `await`. Axes: entry size; callers at once, who share syncs.
///
/// ```
/// java -cp … dev.credence.benchmarks.serving.DurabilityBenchmark [FOLDER] [SECONDS]
/// ```
// On paper: one sync of the folder's disk for one caller; for n callers a sync each takes as many as came during the one before, so
// that each waits for one and a half syncs.
public final class DurabilityBenchmark {
    private static final int SLOT_BYTES = 57;
    private static final int RECEIPT_BYTES = 2_500;

    private DurabilityBenchmark() {}

    private record Entry(Bytes bytes) implements GroupLog.Entry {}

    public static void main(String[] arguments) throws Exception {
        Path folder = arguments.length > 0 ? Path.of(arguments[0]) : Files.createTempDirectory("credence-durability");
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 4;
        run(folder, new Entry(Bytes.of(new byte[SLOT_BYTES])), 8, 2);
        for (int callers : List.of(1, 8, 64)) {
            run(folder, new Entry(Bytes.of(new byte[SLOT_BYTES])), callers, seconds);
            run(folder, new Entry(Bytes.of(new byte[RECEIPT_BYTES])), callers, seconds);
        }
    }

    private static void run(Path folder, Entry entry, int callers, int seconds) throws Exception {
        Path file = Files.createDirectories(folder).resolve("durability.log");
        Files.deleteIfExists(file);
        try (GroupLog<Entry> log = new GroupLog<>(
                BlockLog.open(new SystemWorld(), file, Bytes.ofUtf8("benchmark"), (_, _) -> {}), (_, _) -> {})) {
            Latencies latencies = Drivers.run(callers, seconds, end -> drive(log, entry, end));
            System.out.println(latencies.line(entry.bytes().length() + " bytes, " + callers + " callers"));
        }
        Files.deleteIfExists(file);
    }

    private static long[] drive(GroupLog<Entry> log, Entry entry, long end) {
        long[] micros = new long[1 << 18];
        int count = 0;
        try {
            while (System.nanoTime() < end && count < micros.length) {
                long start = System.nanoTime();
                log.note(entry).await();
                micros[count++] = (System.nanoTime() - start) / 1_000;
            }
        } catch (IOException failed) {
            throw new IllegalStateException("the disk failed", failed);
        }
        return Arrays.copyOf(micros, count);
    }
}
