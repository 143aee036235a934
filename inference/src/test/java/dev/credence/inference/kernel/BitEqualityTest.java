package dev.credence.inference.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.testkit.ChildJvm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The same bits from the interpreter, both compilers, every vector width, with and without hardware fused multiply-add,
/// with and without the vector module, with one thread and two: all equal to the golden in the tree.
class BitEqualityTest {
    private static final List<String> VECTORS = List.of("--add-modules", "jdk.incubator.vector");

    /// With so many rounds of kernel cases `golden/kernels.sha256` was written.
    private static final int GOLDEN_ROUNDS = 2;

    /// @param repetitions few where code is slow, enough to reach the last compiler elsewhere
    private record Setting(String name, List<String> flags, int repetitions) {}

    private static final List<Setting> SETTINGS = List.of(
            new Setting("default", List.of(), 60),
            new Setting("interpreter", List.of("-Xint"), 1),
            new Setting("first compiler", List.of("-XX:TieredStopAtLevel=1"), 10),
            new Setting("no AVX", List.of("-XX:UseAVX=0"), 20),
            new Setting("AVX", List.of("-XX:UseAVX=1"), 20),
            new Setting("AVX2", List.of("-XX:UseAVX=2"), 60),
            new Setting("AVX-512", List.of("-XX:UseAVX=3"), 40),
            new Setting("no fused multiply-add", List.of("-XX:-UseFMA"), 20));

    @Test
    void everyOperationOfTheRegistryHasACase() {
        assertThat(OperatorCases.all().unreached()).as("operations to write into WrittenCases").isEmpty();
    }

    @Test
    void operandsOfTheWrongKindAreRefusedAndCrashNothing() {
        assertThat(OperatorCases.all().crashed()).isEmpty();
    }

    @Test
    void everyOperationGivesItsGoldenBits() throws IOException {
        SortedMap<String, String> found = ResultDigest.operations();
        // An operation without a line yet is compared between settings only.
        for (String line : golden("operations.sha256").lines().toList()) {
            String[] parts = line.split(" ");
            assertThat(found).as("a golden changed: is that meant?").containsEntry(parts[0], parts[1]);
        }
    }

    @Test
    void everySettingGivesTheGoldenBits() throws Exception {
        compare(GOLDEN_ROUNDS, 1);
    }

    @Test
    @Tag("campaign")
    void everySettingGivesTheGoldenBitsForManyCases() throws Exception {
        compare(300, 10);
    }

    private static void compare(int rounds, int factor) throws Exception {
        List<Future<List<String>>> children = new ArrayList<>();
        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            for (Setting setting : SETTINGS) {
                for (List<String> module : List.of(VECTORS, List.<String>of())) {
                    children.add(two.submit(() -> digests(setting, module, rounds, repetitions(setting, module) * factor)));
                }
            }
        }
        List<String> found = new ArrayList<>();
        for (Future<List<String>> child : children) {
            found.addAll(child.get());
        }
        // Eight settings times two: each says the reference's digest; with vectors and hardware fma two more.
        assertThat(found).hasSizeGreaterThanOrEqualTo(2 * SETTINGS.size());
        String first = found.getFirst().substring(found.getFirst().lastIndexOf(' ') + 1);
        assertThat(found).allSatisfy(line -> assertThat(line).endsWith(" " + first));
        if (rounds == GOLDEN_ROUNDS) {
            assertThat(first).startsWith(golden("kernels.sha256"));
        }
    }

    // Without the module only the reference runs, whose loops are long and compiled soon.
    private static int repetitions(Setting setting, List<String> module) {
        return module.isEmpty() ? Math.max(1, setting.repetitions() / 3) : setting.repetitions();
    }

    private static List<String> digests(Setting setting, List<String> module, int rounds, int repetitions) {
        List<String> flags = new ArrayList<>(setting.flags());
        flags.addAll(module);
        flags.add("-Xshare:auto");
        flags.add("-XX:+UseSerialGC");
        ChildJvm.Outcome outcome = ChildJvm.run(
                flags,
                ResultDigest.class,
                List.of(Integer.toString(rounds), Integer.toString(repetitions)),
                Duration.ofMinutes(20));
        assertThat(outcome.exitCode()).as(setting.name() + ": " + outcome.output()).isZero();
        return outcome.output()
                .lines()
                .filter(line -> line.matches("(reference|one|two) .*"))
                .map(line -> setting.name() + module + " " + line)
                .toList();
    }

    private static String golden(String name) throws IOException {
        try (InputStream stream = BitEqualityTest.class.getResourceAsStream("/golden/" + name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
