package dev.credence.node.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// Model files that mean harm, by their defect.
final class HostileModels {
    private HostileModels() {}

    static Map<String, byte[]> all() {
        Map<String, byte[]> models = new LinkedHashMap<>();
        byte[] good = digits();
        models.put("empty", new byte[0]);
        models.put("one byte", new byte[] {8});
        models.put("truncated in the middle", Arrays.copyOf(good, good.length / 2));
        models.put("truncated by one byte", Arrays.copyOf(good, good.length - 1));
        models.put("text", "this is no model".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        models.put("zeros", new byte[10_000]);
        models.put("no graph", new OnnxBytes().number(1, 8).message(8, new OnnxBytes().number(2, 17)).raw());
        models.put("length beyond the file", new byte[] {8, 8, 0x3a, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x7f});
        models.put("constant of 2^60 elements", withInitializer(new OnnxBytes().number(1, 1L << 30).number(1, 1L << 30).number(2, 1).text(8, "w").bytes(9, new byte[4])));
        models.put("constant of negative size", withInitializer(new OnnxBytes().number(1, -4).number(2, 1).text(8, "w").bytes(9, new byte[4])));
        models.put("constant that claims 2 GiB", withInitializer(new OnnxBytes().number(1, 1L << 29).number(2, 1).text(8, "w").bytes(9, new byte[4])));
        models.put("cycle", cycle());
        models.put("node that feeds itself", OnnxBytes.model(graph().message(1, OnnxBytes.node("Relu", "y", "y"))).raw());
        models.put("external data above the folder", withInitializer(external("../../../../etc/passwd")));
        models.put("external data by absolute path", withInitializer(external("/etc/passwd")));
        models.put("external data beside the model", withInitializer(external("weights.bin")));
        models.put("graphs inside graphs", nested(200));
        models.put("two thousand open messages", openMessages());
        models.put("endless varint", new byte[] {8, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1});
        models.put("name that steers a terminal", OnnxBytes.unary("Evil\u001b[2J\u202e").raw());
        return models;
    }

    private static byte[] digits() {
        try {
            return Files.readAllBytes(Ran.home().resolve("models/digits/model.onnx"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static OnnxBytes graph() {
        return new OnnxBytes().text(2, "g").message(11, OnnxBytes.floats("x", 1)).message(12, OnnxBytes.floats("y", 1));
    }

    private static byte[] withInitializer(OnnxBytes tensor) {
        return OnnxBytes.model(graph().message(1, OnnxBytes.node("Relu", "w", "y")).message(5, tensor)).raw();
    }

    private static byte[] cycle() {
        return OnnxBytes.model(graph()
                        .message(1, OnnxBytes.node("Relu", "b", "a"))
                        .message(1, OnnxBytes.node("Relu", "a", "b"))
                        .message(1, OnnxBytes.node("Relu", "a", "y")))
                .raw();
    }

    private static OnnxBytes external(String location) {
        OnnxBytes entry = new OnnxBytes().text(1, "location").text(2, location);
        return new OnnxBytes().number(1, 4).number(2, 1).text(8, "w").message(13, entry).number(14, 1);
    }

    private static byte[] nested(int depth) {
        OnnxBytes inner = graph().message(1, OnnxBytes.node("Relu", "x", "y"));
        for (int i = 0; i < depth; i++) {
            OnnxBytes attribute = new OnnxBytes().text(1, "then_branch").message(6, inner).number(20, 5);
            inner = graph().message(1, OnnxBytes.node("If", "x", "y").message(5, attribute));
        }
        return OnnxBytes.model(inner).raw();
    }

    private static byte[] openMessages() {
        OnnxBytes message = new OnnxBytes();
        for (int i = 0; i < 2_000; i++) {
            message = new OnnxBytes().message(7, message);
        }
        return new OnnxBytes().number(1, 8).message(7, new OnnxBytes().message(1, new OnnxBytes().message(5, message))).raw();
    }
}
