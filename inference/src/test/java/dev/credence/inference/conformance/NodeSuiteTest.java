package dev.credence.inference.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.hash.Digest;
import dev.credence.inference.execution.Engine;
import dev.credence.inference.kernel.KernelChoice;
import dev.credence.inference.kernel.Workers;
import dev.credence.inference.op.Budget;
import dev.credence.testkit.External;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The backend tests of ONNX on reference kernels: whatever is inside a claim passes, and what stands outside is known.
///
/// After widening a claim, `-Dcredence.write=true` records the new counts.
class NodeSuiteTest {
    @Test
    void fastestKernelsGiveTheSameBitsAtEveryStep() throws IOException {
        Path archive = External.vectors("ONNX backend tests on fast kernels", "onnx-node-tests.tar.gz");
        Map<String, byte[]> files = TarGz.read(archive);
        Engine fastest = new Engine(KernelChoice.of(Workers.CALLER).kernels(), Budget.DEFAULT);
        Map<String, List<Digest>> reference = traces(NodeSuite.run(files, Engine.REFERENCE));
        assertThat(traces(NodeSuite.run(files, fastest))).isEqualTo(reference).hasSizeGreaterThan(1_000);
    }

    private static Map<String, List<Digest>> traces(Map<String, NodeSuite.Outcome> outcomes) {
        Map<String, List<Digest>> traces = new TreeMap<>();
        outcomes.forEach((name, outcome) -> {
            if (outcome instanceof NodeSuite.Outcome.Passed(List<Digest> roots)) {
                traces.put(name, roots);
            }
        });
        return traces;
    }

    @Test
    void everyCaseInsideTheClaimsPassesAndTheRestIsCounted() throws IOException {
        Path archive = External.vectors("ONNX backend tests", "onnx-node-tests.tar.gz");
        Map<String, NodeSuite.Outcome> outcomes = NodeSuite.run(TarGz.read(archive), Engine.REFERENCE);

        assertThat(outcomes).hasSize(1_825);
        Map<String, String> failed = new TreeMap<>();
        outcomes.forEach((name, outcome) -> {
            if (outcome instanceof NodeSuite.Outcome.Failed(String why)) {
                failed.put(name, why);
            }
        });
        assertThat(failed).isEmpty();
        ConformanceTally tally = ConformanceTally.of(outcomes);
        if (Boolean.getBoolean("credence.write")) {
            Path home = Path.of(System.getProperty("credence.home"));
            Files.writeString(home.resolve("inference/src/test/resources/" + ConformanceTally.RESOURCE), tally.text());
            Files.writeString(home.resolve("docs/operators.md"), OperatorsPage.text(tally));
        }
        assertThat(tally.text()).isEqualTo(ConformanceTally.read().text());
    }
}
