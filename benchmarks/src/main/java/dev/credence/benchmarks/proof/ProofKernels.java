package dev.credence.benchmarks.proof;

import dev.credence.proof.code.Workers;
import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionKernels;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.field.LimbKernels;
import dev.credence.proof.gkr.FractionalProver;
import dev.credence.proof.gkr.FractionalVerifier;
import dev.credence.proof.multilinear.Eq;
import dev.credence.proof.multilinear.Point;
import dev.credence.proof.sumcheck.ProductPolynomial;
import dev.credence.proof.sumcheck.SumcheckProver;
import dev.credence.proof.transcript.ProverTranscript;
import dev.credence.proof.transcript.VerifierTranscript;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The loops that proving is made of, warm: nanoseconds an element, and milliseconds of a fractional sum.
///
/// ```
/// benchmarks/run proof.ProofKernels [LOG-LEAVES]…
/// ```
/// The median of the last half of the runs, by the clock and by the processor time of the calling thread: on a machine
/// shared with others the second tells more. Sums are made by one thread, then by two.
// On paper, at 2.6 GHz: a product of limbs is 0.46 ns of multiplying and 0.4 ns of reducing, so a fold (4 products, 6
// additions) 4.5 ns, a fractional sum (about 14 products in F of 3.5 ns) 50 ns a leaf.
public final class ProofKernels {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int SIZE = 1 << 16;
    private static final int RUNS = 200;

    private final SplittableRandom random = new SplittableRandom(1);

    private ProofKernels() {}

    public static void main(String[] arguments) throws Exception {
        int[] logs = arguments.length == 0 ? new int[] {12, 17, 20} : Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray();
        ProofKernels kernels = new ProofKernels();
        kernels.loops();
        kernels.transcript();
        for (int log : logs) {
            kernels.sum(log, Workers.ALONE);
            try (ExecutorService pool = Executors.newFixedThreadPool(1)) {
                kernels.sum(log, new Workers(pool, 2));
            }
        }
    }

    private void loops() throws Exception {
        ExtensionVector a = vector(SIZE);
        ExtensionVector b = vector(SIZE);
        Extension r = a.get(1);
        Point point = new Point(a.get(3).powers(16));
        measure("limbs: y += s*x", SIZE, () -> LimbKernels.axpy(a.c0(), 0, 12345, b.c0(), 0, SIZE));
        measure("limbs: dot product", SIZE, () -> LimbKernels.dot(a.c0(), 0, b.c0(), 0, SIZE));
        measure("F: fold, an output", SIZE / 2, () -> ExtensionKernels.fold(a, 0, SIZE / 2, r));
        measure("F: y += s*x", SIZE, () -> ExtensionKernels.axpy(a, 0, r, b, 0, SIZE));
        measure("F: dot product", SIZE, () -> ExtensionKernels.dot(a, 0, b, 0, SIZE));
        measure("F: base by extension dot product", SIZE, () -> ExtensionKernels.dotBase(a.c0(), 0, b, 0, SIZE));
        measure("F: table of eq, an entry", SIZE, () -> Eq.table(point));
        measure("sumcheck of a product, a cell", SIZE, () -> SumcheckProver.prove(
                new ProductPolynomial(a.copy(), b.copy()), ExtensionKernels.dot(a, 0, b, 0, SIZE), new ProverTranscript()));
    }

    private void transcript() throws Exception {
        Extension[] message = {new Extension(1, 2), new Extension(3, 4), new Extension(5, 6)};
        measure("transcript: a round's message and its challenge", 1000, () -> {
            ProverTranscript transcript = new ProverTranscript();
            for (int i = 0; i < 1000; i++) {
                transcript.send("sumcheck-round", message);
                transcript.challenge("sumcheck-challenge");
            }
        });
        int[] salt = {0};
        measure("transcript: 14 bits of work, on average", 16, () -> {
            for (int i = 0; i < 16; i++) {
                ProverTranscript transcript = new ProverTranscript();
                transcript.sendBase("salt", salt[0]++);
                transcript.grind("work", 14);
            }
        });
    }

    private void sum(int log, Workers workers) throws Exception {
        ExtensionVector numerators = vector(1 << log);
        ExtensionVector denominators = vector(1 << log);
        ProverTranscript[] last = new ProverTranscript[1];
        int runs = log > 18 ? 8 : 60;
        long[] wall = new long[runs];
        long[] processor = new long[runs];
        for (int run = 0; run < runs; run++) {
            ExtensionVector n = numerators.copy();
            ExtensionVector d = denominators.copy();
            last[0] = new ProverTranscript();
            long busy = THREADS.getCurrentThreadCpuTime();
            long start = System.nanoTime();
            FractionalProver.prove(n, d, last[0], workers);
            wall[run] = System.nanoTime() - start;
            processor[run] = THREADS.getCurrentThreadCpuTime() - busy;
        }
        print("fractional sum over 2^" + log + " leaves, threads: " + workers.threads(), median(wall) / 1e6, median(processor) / 1e6, "ms");
        measure("  its verification", 1, () -> FractionalVerifier.verify(log, new VerifierTranscript(last[0].proof())));
    }

    private interface Work {
        void run() throws Exception;
    }

    private static void measure(String what, int elements, Work work) throws Exception {
        long[] wall = new long[RUNS];
        long[] processor = new long[RUNS];
        for (int run = 0; run < RUNS; run++) {
            long busy = THREADS.getCurrentThreadCpuTime();
            long start = System.nanoTime();
            work.run();
            wall[run] = System.nanoTime() - start;
            processor[run] = THREADS.getCurrentThreadCpuTime() - busy;
        }
        print(what, median(wall) / elements, median(processor) / elements, "ns");
    }

    private static double median(long[] nanos) {
        long[] warm = Arrays.copyOfRange(nanos, nanos.length / 2, nanos.length);
        Arrays.sort(warm);
        return warm[warm.length / 2];
    }

    private static void print(String what, double wall, double processor, String unit) {
        System.out.printf(Locale.ROOT, "%-55s %10.2f %s   processor %10.2f %s%n", what, wall, unit, processor, unit);
    }

    private ExtensionVector vector(int length) {
        ExtensionVector vector = new ExtensionVector(length);
        for (int i = 0; i < length; i++) {
            // Below 2^63, and so canonical.
            vector.c0()[i] = random.nextLong() >>> 1;
            vector.c1()[i] = random.nextLong() >>> 1;
        }
        return vector;
    }
}
