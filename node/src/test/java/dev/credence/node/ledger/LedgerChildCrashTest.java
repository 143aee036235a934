package dev.credence.node.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.node.world.SystemWorld;
import dev.credence.node.world.World;
import dev.credence.settlement.machine.Ledger;
import dev.credence.testkit.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: what a real process acknowledged before it was killed, a later one finds. Method: a child JVM on the real disk that
/// halts at its n-th change of the disk.
class LedgerChildCrashTest {
    private static final String ACKNOWLEDGED = "acknowledged ";

    @TempDir
    Path directory;

    /// Runs the workload in a directory, ending at the n-th change of the disk; prints what is acknowledged.
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws Exception {
            World world = new HaltingWorld(Long.parseLong(arguments[1]));
            try (LocalNetwork network =
                    new LocalNetwork(world, Path.of(arguments[0]), LedgerWorkload.SETTINGS)) {
                for (int i = 0; i < LedgerWorkload.STEPS; i++) {
                    List<CompletableFuture<Answer>> answers = new ArrayList<>();
                    for (Bytes transaction : LedgerWorkload.step(network, i)) {
                        answers.add(network.ledger.submit(transaction));
                    }
                    for (CompletableFuture<Answer> answer : answers) {
                        if (!(answer.get(20, TimeUnit.SECONDS) instanceof Answer.Acknowledged)) {
                            throw new IllegalStateException("step " + i + " gave " + answer.join());
                        }
                    }
                    for (String receipt : LedgerWorkload.receipts(i)) {
                        System.out.println(ACKNOWLEDGED + receipt);
                    }
                }
            }
        }
    }

    // Returns whether the workload ran through.
    private boolean killAt(long operation) throws Exception {
        Path root = directory.resolve("killed-at-" + operation);
        ChildJvm.Outcome child = ChildJvm.run(
                List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
                Child.class,
                List.of(root.toString(), String.valueOf(operation)),
                Duration.ofSeconds(60));
        assertThat(child.exitCode()).as(child.output()).isIn(0, HaltingWorld.EXIT_CODE);
        List<String> acknowledged = child.output()
                .lines()
                .filter(line -> line.startsWith(ACKNOWLEDGED))
                .map(line -> line.substring(ACKNOWLEDGED.length()))
                .toList();
        check(root, acknowledged, operation);
        return child.exitCode() == 0;
    }

    private static void check(Path root, List<String> acknowledged, long operation) throws Exception {
        World world = new SystemWorld();
        Digest stateRoot;
        try (LocalNetwork network = new LocalNetwork(world, root, LedgerWorkload.SETTINGS)) {
            for (String name : acknowledged) {
                String[] parts = name.split(" ");
                Digest leaf = LocalNetwork.pair(parts[0], Integer.parseInt(parts[1])).leaf();
                assertThat(found(network, leaf)).as("killed at %d: %s", operation, name).isTrue();
            }
            stateRoot = network.ledger.state().root();
        }
        deleteSnapshots(root.resolve("ledger/snapshots"));
        Ledger ledger = new Ledger(LocalNetwork.identity().genesis());
        try (LedgerStore replayed = LedgerStore.open(world, root.resolve("ledger"), ledger)) {
            assertThat(replayed.state().root()).isEqualTo(stateRoot);
        }
    }

    // The cosigners sign the newest checkpoint a moment after the start.
    private static boolean found(LocalNetwork network, Digest leaf) throws Exception {
        for (int i = 0; i < 1_000; i++) {
            InclusionAnswer answer = network.ledger.inclusion(Optional.empty(), leaf);
            if (!(answer instanceof InclusionAnswer.Pending)) {
                return answer instanceof InclusionAnswer.Found;
            }
            Thread.sleep(10);
        }
        return false;
    }

    private static void deleteSnapshots(Path snapshots) throws IOException {
        try (Stream<Path> files = Files.list(snapshots)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void aKilledProcessLosesNothingThatItAcknowledged() throws Exception {
        for (long operation : new long[] {45, 95}) {
            killAt(operation);
        }
    }

    @Test
    @Tag("campaign")
    void aKilledProcessLosesNothingWhereverItIsKilled() throws Exception {
        long operation = 1;
        while (!killAt(operation)) {
            operation++;
        }
        assertThat(operation).isGreaterThan(100);
    }
}
