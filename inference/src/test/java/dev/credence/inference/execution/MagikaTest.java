package dev.credence.inference.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.inference.kernel.KernelChoice;
import dev.credence.inference.kernel.Workers;
import dev.credence.inference.onnx.OnnxImport;
import dev.credence.inference.op.Budget;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import dev.credence.testkit.External;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Magika says what kinds of files this project is made of.
class MagikaTest {
    private static final int ENDS = 1_024;
    private static final int BLOCK = 4_096;
    private static final int PADDING = 256;

    @Test
    void tellsTheKindsOfRealFiles() throws Exception {
        String suite = "real models: magika on real files";
        byte[] model = Files.readAllBytes(External.models(suite, "magika_standard_v3_3.onnx"));
        String[] labels = labels(Files.readString(External.models(suite, "magika_standard_v3_3.config.json")));
        Executor executor = new Executor(OnnxImport.read(Bytes.wrap(model)),
                new Engine(KernelChoice.of(Workers.CALLER).kernels(), Budget.DEFAULT));
        Path home = Path.of(System.getProperty("credence.home"));
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("pom.xml", "xml");
        expected.put("inference/src/main/java/dev/credence/inference/graph/GraphCheck.java", "java");
        expected.put("inference/src/test/resources/golden/make_golden.py", "python");
        expected.put("models/digits/model.onnx", "onnx");
        expected.put("models/digits/samples/paper-4.png", "png");
        expected.put("models/digits/samples/digit-7.npy", "npy");
        expected.put("docs/spec/model.md", "markdown");
        Map<String, String> found = new LinkedHashMap<>();
        for (String file : expected.keySet()) {
            Tensor scores = executor.run(Map.of("bytes", features(Files.readAllBytes(home.resolve(file))))).get("target_label");
            found.put(file, labels[best(scores.floats())]);
        }
        assertThat(found).isEqualTo(expected);
    }

    // The first and the last 1,024 bytes, white space around the whole left out, as Magika's own readers take them.
    private static Tensor features(byte[] file) {
        int[] features = new int[2 * ENDS];
        Arrays.fill(features, PADDING);
        int from = 0;
        int begin = Math.min(BLOCK, file.length);
        while (from < begin && isSpace(file[from])) {
            from++;
        }
        for (int i = 0; i < ENDS && from + i < begin; i++) {
            features[i] = file[from + i] & 0xff;
        }
        int to = file.length;
        int end = Math.max(0, file.length - BLOCK);
        while (to > end && isSpace(file[to - 1])) {
            to--;
        }
        for (int i = 1; i <= ENDS && to - i >= end; i++) {
            features[2 * ENDS - i] = file[to - i] & 0xff;
        }
        return Tensor.ofInts(Shape.of(1, 2 * ENDS), features);
    }

    private static boolean isSpace(byte octet) {
        return octet == ' ' || octet >= '\t' && octet <= '\r';
    }

    private static int best(float[] scores) {
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            best = scores[i] > scores[best] ? i : best;
        }
        return best;
    }

    private static String[] labels(String config) {
        Matcher list = Pattern.compile("\"target_labels_space\":\\[([^]]*)]").matcher(config);
        assertThat(list.find()).isTrue();
        return list.group(1).replace("\"", "").split(",");
    }
}
