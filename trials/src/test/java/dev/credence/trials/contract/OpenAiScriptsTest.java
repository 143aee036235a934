package dev.credence.trials.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.testkit.External;
import dev.credence.trials.kit.ClientScript;
import dev.credence.trials.kit.SpeakingTrial;
import dev.credence.verification.Judgement;
import dev.credence.verification.VerificationReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Goal: the real `openai` packages of Python and Node work unchanged against the gateway, and what they received verifies.
///
/// Method: a script in each language drives its client through everything that the surface has; a proxy between both keeps what passed, and every
/// answer that came is verified from those bytes alone.
class OpenAiScriptsTest {
    private static final int PYTHON_CASES_MIN = 20;
    private static final int NODE_CASES_MIN = 10;

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> python() throws Exception {
        String python = System.getenv("CREDENCE_PYTHON");
        if (python == null || python.isBlank()) {
            External.leaveOut("contract with openai-python", "CREDENCE_PYTHON is not set; ./check --install installs the client");
        }
        try (SpeakingTrial trial = SpeakingTrial.start(folder)) {
            String script = ClientScript.of("openai_contract.py").toString();
            return verified(trial, ClientScript.run(PYTHON_CASES_MIN, python, script, trial.baseUrl(), SpeakingTrial.MODEL));
        }
    }

    @TestFactory
    Stream<DynamicTest> node() throws Exception {
        String modules = System.getenv("CREDENCE_NODE_CLIENTS");
        if (modules == null || !Files.isDirectory(Path.of(modules, "node_modules", "openai"))) {
            External.leaveOut("contract with openai-node", "CREDENCE_NODE_CLIENTS has no openai; ./check --install installs the client");
        }
        try (SpeakingTrial trial = SpeakingTrial.start(folder)) {
            String script = ClientScript.of("openai_contract.mjs").toString();
            return verified(trial, ClientScript.run(NODE_CASES_MIN, "node", script, trial.baseUrl(), SpeakingTrial.MODEL, modules));
        }
    }

    private static Stream<DynamicTest> verified(SpeakingTrial trial, List<DynamicTest> cases) throws Exception {
        List<DynamicTest> all = new ArrayList<>(cases);
        for (SpeakingTrial.Judged judged : trial.judgeAll()) {
            String name = "receipt " + judged.passed().receipt() + " of " + judged.passed().path() + " verifies";
            all.add(DynamicTest.dynamicTest(name, () -> requireVerified(judged.report())));
        }
        assertThat(all).hasSizeGreaterThan(cases.size());
        return all.stream();
    }

    /// Everything but evidence, which most answers were not asked to have.
    static void requireVerified(VerificationReport report) {
        VerificationReport.Verdicts verdicts = report.verdicts();
        for (Judgement judgement : List.of(verdicts.receiptAuthentic(), verdicts.matchesRequest(), verdicts.matchesAnswer())) {
            assertThat(judgement.result()).as(judgement.causes().toString()).isEqualTo(Judgement.Result.PASS);
        }
    }
}
