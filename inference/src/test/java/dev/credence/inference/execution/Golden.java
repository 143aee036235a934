package dev.credence.inference.execution;

import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// What ONNX Runtime answered for one model and input (resources `golden/*.txt`, written by `make_golden.py`).
record Golden(String model, Map<String, Tensor> inputs, Map<String, Tensor> outputs) {
    static Golden read(String name) {
        try (InputStream in = Golden.class.getResourceAsStream("/golden/" + name + ".txt")) {
            String[] lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n");
            Map<String, Tensor> inputs = new LinkedHashMap<>();
            Map<String, Tensor> outputs = new LinkedHashMap<>();
            for (int i = 1; i < lines.length; i += 2) {
                String[] head = lines[i].split(" ");
                (head[0].equals("input") ? inputs : outputs).put(head[1], tensor(head, lines[i + 1]));
            }
            return new Golden(lines[0].substring("model ".length()), inputs, outputs);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Tensor tensor(String[] head, String line) {
        Shape shape = head[3].equals("-")
                ? Shape.SCALAR
                : Shape.of(Arrays.stream(head[3].split(",")).mapToInt(Integer::parseInt).toArray());
        String[] words = line.split(" ");
        return switch (ElementType.ofProtocolName(head[2]).orElseThrow()) {
            case FLOAT -> {
                float[] floats = new float[words.length];
                for (int i = 0; i < words.length; i++) {
                    floats[i] = Float.parseFloat(words[i]);
                }
                yield Tensor.ofFloats(shape, floats);
            }
            case INT32 -> Tensor.ofInts(shape, Arrays.stream(words).mapToInt(Integer::parseInt).toArray());
            case INT64 -> Tensor.ofLongs(shape, Arrays.stream(words).mapToLong(Long::parseLong).toArray());
            case UINT8, INT8, UINT16, INT16, STRING, BOOL, FLOAT16, DOUBLE, UINT32, UINT64, BFLOAT16 ->
                throw new IllegalArgumentException(head[2]);
        };
    }
}
