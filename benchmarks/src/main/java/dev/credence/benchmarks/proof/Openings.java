package dev.credence.benchmarks.proof;

import dev.credence.proof.code.Workers;
import dev.credence.proof.commitment.Cells;
import dev.credence.proof.commitment.CodewordStore;
import dev.credence.proof.commitment.Commitment;
import dev.credence.proof.commitment.CommitmentShape;
import dev.credence.proof.commitment.Opening;
import dev.credence.proof.commitment.OpeningClaim;
import dev.credence.proof.commitment.OpeningProver;
import dev.credence.proof.commitment.OpeningVerifier;
import dev.credence.proof.commitment.RowFold;
import dev.credence.proof.field.Extension;
import dev.credence.proof.multilinear.Eq;
import dev.credence.proof.multilinear.Multilinear;
import dev.credence.proof.multilinear.Point;
import dev.credence.proof.soundness.Suite;
import dev.credence.proof.transcript.ProverTranscript;
import dev.credence.proof.transcript.VerifierTranscript;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// What a commitment costs: committing to a code, committing to a witness, opening both, verifying; and the bytes.
///
/// ```
/// benchmarks/run proof.Openings [CODE-CELLS:WITNESS-CELLS]…
/// ```
/// The median and the least of the last half of the runs, each over another history; first by one thread, then by two.
// On paper, for 65 rows of 2^16 at rate 1/8: 34 million outputs of 8 butterflies of 2 ns and one twist, 0.6 s; 2^19 leaves
// of 521 bytes, 0.2 s, and as many nodes, 0.1 s.
public final class Openings {
    private static final Suite SUITE = Suite.UD_100;

    private final byte[] code;
    private final int[] witness;
    private final Workers workers;

    private Openings(int code, int witness, Workers workers) {
        SplittableRandom random = new SplittableRandom(7);
        this.code = new byte[code];
        random.nextBytes(this.code);
        this.witness = random.ints(witness, -128, 256).toArray();
        this.workers = workers;
    }

    public static void main(String[] arguments) throws Exception {
        String[] sizes = arguments.length == 0 ? new String[] {"27936:12000", "300000:120000", "4243488:50000"} : arguments;
        for (String size : sizes) {
            int[] cells = Arrays.stream(size.split(":")).mapToInt(Integer::parseInt).toArray();
            new Openings(cells[0], cells[1], Workers.ALONE).run();
            try (ExecutorService pool = Executors.newFixedThreadPool(1)) {
                new Openings(cells[0], cells[1], new Workers(pool, 2)).run();
            }
        }
    }

    private void run() throws Exception {
        System.out.printf("code of %d cells, witness of %d, threads: %d%n", code.length, witness.length, workers.threads());
        CommitmentShape ofCode = CommitmentShape.ofCode(SUITE, code.length);
        CodewordStore store = CodewordStore.inMemory(ofCode);
        Commitment[] committed = new Commitment[2];
        measure("commit to the code", code.length > 1 << 20 ? 6 : 40, _ ->
                committed[0] = Commitment.commit(ofCode, new Cells.OfBytes(code), store, workers));
        CommitmentShape ofWitness = CommitmentShape.ofWitness(SUITE, witness.length);
        measure("commit to the witness", 100, _ ->
                committed[1] = Commitment.commit(ofWitness, new Cells.OfInts(witness), CodewordStore.inMemory(ofWitness), workers));
        int runs = 64;
        List<List<Opening>> openings = new ArrayList<>();
        ProverTranscript[] proofs = new ProverTranscript[runs];
        for (int run = 0; run < runs; run++) {
            proofs[run] = new ProverTranscript();
            proofs[run].sendBase("run", run);
            openings.add(List.of(opening(committed[0], new Cells.OfBytes(code), proofs[run]), opening(committed[1], new Cells.OfInts(witness), proofs[run])));
        }
        measure("open both, grinding included", runs, run -> OpeningProver.prove(SUITE, proofs[run], openings.get(run), workers));
        measure("verify", runs, run -> {
            VerifierTranscript verifier = new VerifierTranscript(proofs[run].proof());
            verifier.receiveBase("run", 1);
            List<OpeningClaim> claims = new ArrayList<>();
            for (Opening opening : openings.get(run)) {
                for (int i = 0; i < opening.point().size(); i++) {
                    verifier.challenge("point");
                }
                claims.add(opening.claim());
            }
            OpeningVerifier.verify(SUITE, verifier, claims);
            verifier.finish();
        });
        System.out.printf("  %-32s %10d bytes%n", "proof", proofs[0].proof().length());
        System.out.printf("  %-32s %10d bytes%n", "codeword of the code", ofCode.codewordBytes() + ofCode.treeBytes());
    }

    private Opening opening(Commitment commitment, Cells cells, ProverTranscript transcript) {
        CommitmentShape shape = commitment.shape();
        List<Extension> coordinates = new ArrayList<>();
        for (int i = 0; i < shape.variables(); i++) {
            coordinates.add(transcript.challenge("point"));
        }
        Point point = new Point(coordinates);
        var folded = RowFold.fold(cells, shape.columnsLog(), Eq.table(point.first(shape.rowsLog())), workers);
        return new Opening(commitment, point, Multilinear.evaluate(folded, point.last(shape.columnsLog())));
    }

    @FunctionalInterface
    private interface Work {
        void run(int run) throws Exception;
    }

    private static void measure(String what, int runs, Work work) throws Exception {
        double[] times = new double[runs];
        for (int run = 0; run < runs; run++) {
            long start = System.nanoTime();
            work.run(run);
            times[run] = (System.nanoTime() - start) / 1e6;
        }
        double[] warm = Arrays.copyOfRange(times, runs / 2, runs);
        Arrays.sort(warm);
        System.out.printf(Locale.ROOT, "  %-32s %10.2f ms   least %10.2f ms   first %10.2f ms%n", what, warm[warm.length / 2], warm[0], times[0]);
    }
}
