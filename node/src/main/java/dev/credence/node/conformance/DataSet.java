package dev.credence.node.conformance;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.inference.graph.Graph;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.graph.Value;
import dev.credence.inference.onnx.OnnxTensor;
import dev.credence.inference.tensor.Tensor;
import dev.credence.node.store.AtomicFile;
import dev.credence.node.world.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One `test_data_set_N`: inputs, and the outputs that were recorded.
///
/// Files belong to the model's values by position, as in the runner of the ONNX backend tests; where every file carries the name of
/// another value of the model, by name.
///
/// @param inputs  by name
/// @param outputs recorded, by name
public record DataSet(Map<String, Tensor> inputs, Map<String, Tensor> outputs) {
    private static final String PREFIX = "test_data_set_";
    private static final int TENSOR_BYTES_MAX = 1 << 30;

    /// The folders of a case's data sets, in order.
    public static List<Path> folders(Disk disk, Path caseFolder) {
        List<Path> folders = new ArrayList<>();
        for (Path next = caseFolder.resolve(PREFIX + 0); disk.exists(next); next = caseFolder.resolve(PREFIX + folders.size())) {
            folders.add(next);
        }
        return folders;
    }

    /// Reads a data set of a model.
    ///
    /// @throws MalformedException if a file is no tensor, or there is not one for each of the model's inputs and outputs
    /// @throws RefusedException   if a tensor's elements are of a type that we do not have
    public static DataSet read(Disk disk, Path folder, Graph graph) throws IOException, MalformedException, RefusedException {
        return new DataSet(
                tensors(disk, folder, "input", graph.inputs()), tensors(disk, folder, "output", graph.outputs()));
    }

    private static Map<String, Tensor> tensors(Disk disk, Path folder, String role, List<Value> values)
            throws IOException, MalformedException, RefusedException {
        List<OnnxTensor> read = new ArrayList<>();
        for (Path file = file(folder, role, 0); disk.exists(file); file = file(folder, role, read.size())) {
            String place = folder.getFileName() + "/" + file.getFileName();
            try {
                read.add(OnnxTensor.decode(AtomicFile.read(disk, file, TENSOR_BYTES_MAX)));
            } catch (MalformedException malformed) {
                throw malformed.within(place);
            }
        }
        if (read.size() != values.size()) {
            throw new MalformedException(
                    folder.getFileName().toString(),
                    -1,
                    values.size() + " " + role + (values.size() == 1 ? " file" : " files") + " for " + names(values),
                    Integer.toString(read.size()));
        }
        boolean named = isNamed(read, values);
        Map<String, Tensor> byName = new LinkedHashMap<>();
        for (int i = 0; i < read.size(); i++) {
            byName.put(named ? read.get(i).name() : values.get(i).name(), read.get(i).tensor());
        }
        return byName;
    }

    private static boolean isNamed(List<OnnxTensor> read, List<Value> values) {
        Set<String> known = new HashSet<>(names(values));
        return read.stream().allMatch(tensor -> known.remove(tensor.name()));
    }

    private static List<String> names(List<Value> values) {
        return values.stream().map(Value::name).toList();
    }

    private static Path file(Path folder, String role, int index) {
        return folder.resolve(role + "_" + index + ".pb");
    }
}
