package dev.credence.node.quantisation;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import dev.credence.foundation.codec.StrictJson;
import dev.credence.inference.integer.quantise.Quantiser;
import dev.credence.inference.tensor.Tensor;
import dev.credence.node.input.InputReader;
import dev.credence.node.store.AtomicFile;
import dev.credence.node.world.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Rows of requests from files, each with its label where one is given.
///
/// A file may hold many rows (`.npy`, `.csv`, `.json`). Labels are one JSON object: file name → the row's label, or a list of one label
/// a row.
public final class SampleFiles {
    private static final Set<String> ENDINGS = Set.of("png", "csv", "npy", "json");

    /// Files of a folder that describe its samples.
    private static final Set<String> ABOUT = Set.of("labels.json", "answers.json", "expected.json");

    private static final int LABELS_MAX = 1 << 20;
    private static final int LABELS_BYTES_MAX = 64 << 20;

    private final Disk disk;
    private final InputReader reader;
    private final Map<String, List<String>> labels;

    private SampleFiles(Disk disk, InputReader reader, Map<String, List<String>> labels) {
        this.disk = disk;
        this.reader = reader;
        this.labels = labels;
    }

    /// One row.
    ///
    /// @param input by name, with a leading axis of 1
    public record Row(Map<String, Tensor> input, Optional<String> label) {}

    /// @param labels the file of labels, where there is one
    public static SampleFiles of(Disk disk, InputReader reader, Optional<Path> labels) throws IOException, MalformedException {
        return new SampleFiles(
                disk, reader, labels.isPresent() ? labels(AtomicFile.read(disk, labels.get(), LABELS_BYTES_MAX)) : Map.of());
    }

    private static Map<String, List<String>> labels(Bytes bytes) throws MalformedException {
        Json json = StrictJson.parse(bytes, new JsonLimits(LABELS_BYTES_MAX, 4, LABELS_MAX));
        if (!(json instanceof JsonObject object)) {
            throw new MalformedException("labels", -1, "an object of file names", "something else");
        }
        Map<String, List<String>> labels = new LinkedHashMap<>();
        for (Map.Entry<String, Json> entry : object.members().entrySet()) {
            List<Json> items = entry.getValue() instanceof JsonArray array ? array.items() : List.of(entry.getValue());
            List<String> texts = new ArrayList<>();
            for (Json item : items) {
                if (!(item instanceof JsonString text)) {
                    throw new MalformedException("labels." + entry.getKey(), -1, "a text, or a list of texts", "something else");
                }
                texts.add(text.value());
            }
            labels.put(entry.getKey(), texts);
        }
        return labels;
    }

    /// The rows of all files; what has another ending is a folder, of which those are read that can be, sorted by name.
    public List<Row> read(List<Path> paths) throws IOException, MalformedException {
        List<Row> rows = new ArrayList<>();
        for (Path path : paths) {
            for (Path file : isReadable(path.getFileName().toString()) ? List.of(path) : folder(path)) {
                rows.addAll(rows(file));
            }
        }
        return rows;
    }

    private List<Path> folder(Path folder) throws IOException {
        return disk.list(folder).stream()
                .filter(name -> isReadable(name) && !ABOUT.contains(name))
                .sorted()
                .map(folder::resolve)
                .toList();
    }

    private static boolean isReadable(String name) {
        return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    private List<Row> rows(Path file) throws IOException, MalformedException {
        String name = file.getFileName().toString();
        List<Map<String, Tensor>> inputs;
        try {
            inputs = Quantiser.rows(reader.read(name, AtomicFile.read(disk, file, InputReader.FILE_BYTES_MAX)));
        } catch (MalformedException malformed) {
            throw malformed.within(name);
        }
        List<String> given = labels.getOrDefault(name, List.of());
        if (!given.isEmpty() && given.size() != inputs.size()) {
            throw new MalformedException("labels." + name, -1, inputs.size() + " labels, one a row", given.size() + " labels");
        }
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            rows.add(new Row(inputs.get(i), given.isEmpty() ? Optional.empty() : Optional.of(given.get(i))));
        }
        return rows;
    }
}
