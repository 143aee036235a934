package dev.credence.benchmarks.ledger;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.signature.SecretKey;
import dev.credence.node.ledger.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// Durable, cosigned transactions a second and their latency, from submission to acknowledgement.
///
/// Arguments: transactions a second (0: as fast as 256 clients in a closed loop go), receipts in a transaction, seconds.
/// Transactions are signed beforehand; two cosigners in this process sync their own files. The first fifth is warm-up.
public final class LedgerThroughput {
    private static final int CLIENTS = 256;

    private LedgerThroughput() {}

    public static void main(String[] arguments) throws Exception {
        int rate = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000;
        int receipts = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
        int seconds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 15;
        Path root = Files.createTempDirectory("ledger-throughput");
        try (BenchmarkLedger network = new BenchmarkLedger(root)) {
            run(network, rate, receipts, seconds);
        }
        System.exit(0);
    }

    private static void run(BenchmarkLedger network, int rate, int receipts, int seconds) throws Exception {
        SecretKey operator = network.operator();
        int count = (rate == 0 ? 6_000 : rate) * seconds;
        Bytes[] transactions = new Bytes[count];
        for (int i = 0; i < count; i++) {
            transactions[i] = network.batch(operator, (long) i * receipts, receipts);
        }
        Queue<Long> latencies = new ConcurrentLinkedQueue<>();
        AtomicLong failed = new AtomicLong();
        long heightBefore = network.ledger.state().chain().height();
        long start = System.nanoTime();
        long warm = start + TimeUnit.SECONDS.toNanos(seconds) / 5;
        long end = start + TimeUnit.SECONDS.toNanos(seconds);
        if (rate == 0) {
            closedLoop(network, transactions, latencies, failed, warm, end);
        } else {
            openLoop(network, transactions, latencies, failed, warm, start, rate);
        }
        double measured = (System.nanoTime() - warm) / 1e9;
        long[] sorted = latencies.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
                "%d tx acknowledged, %.0f tx/s, %d receipts a tx, p50 %.1f ms, p99 %.1f ms, max %.1f ms, %d failed, %d blocks%n",
                sorted.length,
                sorted.length / measured,
                receipts,
                millis(sorted, 0.50),
                millis(sorted, 0.99),
                millis(sorted, 1),
                failed.get(),
                network.ledger.state().chain().height() - heightBefore);
    }

    private static double millis(long[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.min(sorted.length - 1, sorted.length * share)] / 1e6;
    }

    // Sent at their times whether or not earlier ones are answered; late sending counts as latency.
    private static void openLoop(
            BenchmarkLedger network,
            Bytes[] transactions,
            Queue<Long> latencies,
            AtomicLong failed,
            long warm,
            long start,
            int rate)
            throws InterruptedException {
        CountDownLatch open = new CountDownLatch(transactions.length);
        for (int i = 0; i < transactions.length; i++) {
            long due = start + i * 1_000_000_000L / rate;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(Math.max(1, due - System.nanoTime()));
            }
            network.ledger.submit(transactions[i]).thenAccept(answer -> {
                note(answer, due, latencies, failed, warm);
                open.countDown();
            });
        }
        open.await(30, TimeUnit.SECONDS);
    }

    private static void closedLoop(
            BenchmarkLedger network,
            Bytes[] transactions,
            Queue<Long> latencies,
            AtomicLong failed,
            long warm,
            long end)
            throws InterruptedException {
        AtomicLong next = new AtomicLong();
        Thread[] clients = new Thread[CLIENTS];
        Arrays.setAll(clients, i -> Thread.ofVirtual().start(() -> {
            while (System.nanoTime() < end) {
                int number = (int) next.getAndIncrement();
                if (number >= transactions.length) {
                    return;
                }
                long sent = System.nanoTime();
                note(network.ledger.submit(transactions[number]).join(), sent, latencies, failed, warm);
            }
        }));
        for (Thread client : clients) {
            client.join();
        }
    }

    private static void note(Answer answer, long sent, Queue<Long> latencies, AtomicLong failed, long warm) {
        if (!(answer instanceof Answer.Acknowledged)) {
            failed.incrementAndGet();
        } else if (sent >= warm) {
            latencies.add(System.nanoTime() - sent);
        }
    }
}
