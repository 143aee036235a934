package dev.credence.benchmarks.ledger;

import dev.credence.foundation.signature.SecretKey;
import dev.credence.node.ledger.Answer;
import dev.credence.node.ledger.InclusionAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/// How long a ledger with a million logged receipts takes to open and to prove one of them.
///
/// Arguments: `fill`, `open` or `replay` (open without snapshots), directory, receipts in all, receipts in a transaction.
/// Each in a JVM of its own, so that opening is timed cold.
public final class LedgerRestart {
    private static final int IN_FLIGHT = 64;

    private LedgerRestart() {}

    public static void main(String[] arguments) throws Exception {
        String what = arguments[0];
        Path root = Path.of(arguments[1]);
        int receipts = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1_000_000;
        int each = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 1_000;
        switch (what) {
            case "fill" -> fill(root, receipts, each);
            case "open" -> open(root, receipts, "snapshot and tail");
            case "replay" -> {
                deleteSnapshots(root.resolve("ledger/snapshots"));
                open(root, receipts, "whole replay");
            }
            default -> throw new IllegalArgumentException("fill, open or replay expected, found " + what);
        }
        System.exit(0);
    }

    private static void fill(Path root, int receipts, int each) throws Exception {
        long start = System.nanoTime();
        try (BenchmarkLedger network = new BenchmarkLedger(root)) {
            SecretKey operator = network.operator();
            ArrayDeque<CompletableFuture<Answer>> open = new ArrayDeque<>();
            for (int from = 0; from < receipts; from += each) {
                open.add(network.ledger.submit(network.batch(operator, from, each)));
                if (open.size() >= IN_FLIGHT) {
                    acknowledged(open.poll().join());
                }
            }
            while (!open.isEmpty()) {
                acknowledged(open.poll().join());
            }
            System.out.printf(
                    "filled %d receipts, %d blocks, %d log entries in %.1f s%n",
                    network.ledger.receipts(),
                    network.ledger.state().chain().height(),
                    network.ledger.state().chain().logSize(),
                    (System.nanoTime() - start) / 1e9);
        }
    }

    private static void acknowledged(Answer answer) {
        if (!(answer instanceof Answer.Acknowledged)) {
            throw new IllegalStateException("not acknowledged: " + answer);
        }
    }

    private static void open(Path root, int receipts, String how) throws Exception {
        long start = System.nanoTime();
        try (BenchmarkLedger network = new BenchmarkLedger(root)) {
            double opened = (System.nanoTime() - start) / 1e9;
            if (network.ledger.receipts() != receipts) {
                throw new IllegalStateException("found " + network.ledger.receipts() + " receipts");
            }
            long asked = System.nanoTime();
            InclusionAnswer answer = network.ledger.inclusion(Optional.empty(), BenchmarkLedger.leaf(receipts / 3));
            double proved = (System.nanoTime() - asked) / 1e6;
            if (!(answer instanceof InclusionAnswer.Found)) {
                throw new IllegalStateException("not found: " + answer);
            }
            System.gc();
            long heap = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
            System.out.printf(
                    "%s: opened in %.2f s, first inclusion in %.1f ms, heap %d MiB, disk %d MiB%n",
                    how, opened, proved, heap >> 20, bytes(root) >> 20);
        }
    }

    private static long bytes(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> all = new ArrayList<>(files.filter(Files::isRegularFile).toList());
            long sum = 0;
            for (Path file : all) {
                sum += Files.size(file);
            }
            return sum;
        }
    }

    private static void deleteSnapshots(Path snapshots) throws IOException {
        try (Stream<Path> files = Files.list(snapshots)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }
}
