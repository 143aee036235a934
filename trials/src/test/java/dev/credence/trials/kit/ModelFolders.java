package dev.credence.trials.kit;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.inference.graph.Graph;
import dev.credence.inference.graph.GraphDigest;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.graph.WeightRoot;
import dev.credence.inference.onnx.OnnxImport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Folders of models, laid out as `models/` is.
public final class ModelFolders {
    private ModelFolders() {}

    /// The models of this repository.
    public static Path ours() {
        return Path.of(System.getProperty("credence.home"), "models");
    }

    public static Bytes digits() throws IOException {
        return Bytes.of(Files.readAllBytes(ours().resolve("digits/model.onnx")));
    }

    /// The digit classifier with one bit of one weight flipped: the same graph, another weight root.
    public static Bytes digitsWithOneWeightChanged() throws IOException {
        Bytes honest = digits();
        byte[] changed = honest.toArray();
        for (int at = changed.length / 2; at < changed.length; at++) {
            changed[at] ^= 0x40;
            if (isSameGraphWithOtherWeights(honest, Bytes.of(changed))) {
                return Bytes.of(changed);
            }
            changed[at] ^= 0x40;
        }
        throw new IllegalStateException("no weight was found in the second half of the model file");
    }

    private static boolean isSameGraphWithOtherWeights(Bytes honest, Bytes changed) {
        try {
            Graph before = OnnxImport.read(honest);
            Graph after = OnnxImport.read(changed);
            return GraphDigest.of(before).equals(GraphDigest.of(after)) && !WeightRoot.of(before).equals(WeightRoot.of(after));
        } catch (MalformedException | RefusedException elsewhere) {
            return false;
        }
    }

    /// The same with a language model in a GGUF file.
    public static void writeLanguage(Path folder, String name, String version, byte[] model) throws IOException {
        Path own = Files.createDirectories(folder.resolve(name + "-" + version));
        Files.write(own.resolve("model.gguf"), model);
        Files.writeString(
                own.resolve("card.json"), "{\"name\":\"" + name + "\",\"version\":\"" + version + "\",\"licence\":\"Apache-2.0\"}");
    }

    /// Writes `folder/name-version` with a model and the least card that names it.
    public static void write(Path folder, String name, String version, Bytes model) throws IOException {
        Path own = Files.createDirectories(folder.resolve(name + "-" + version));
        Files.write(own.resolve("model.onnx"), model.toArray());
        Files.writeString(
                own.resolve("card.json"), "{\"name\":\"" + name + "\",\"version\":\"" + version + "\",\"licence\":\"Apache-2.0\"}");
    }
}
