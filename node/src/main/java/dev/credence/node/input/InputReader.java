package dev.credence.node.input;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.IJson;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.inference.manifest.Manifest;
import dev.credence.inference.manifest.TensorSignature;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A file that people have → the tensors of a model, chosen by the file's ending.
public final class InputReader {
    public static final int FILE_BYTES_MAX = 256 << 20;
    // A value costs up to about 100 bytes of memory: 800 MB at the worst, on the asking side only.
    private static final int VALUES_MAX = 8 << 20;

    private final Manifest manifest;
    private final Optional<Card> card;

    /// @param card the model's card; without one, tensors only (`.json`, `.npy`) are read
    public InputReader(Manifest manifest, Optional<Card> card) {
        this.manifest = manifest;
        this.card = card;
    }

    /// The inputs that `content` holds, by name.
    ///
    /// @param fileName only its ending counts: `.png`, `.csv`, `.npy`, `.json` (an Open Inference request or a bare array)
    public Map<String, Tensor> read(String fileName, Bytes content) throws MalformedException {
        String ending = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (ending) {
            case "png" -> Map.of(
                    only(InputRule.Picture.class).getKey(),
                    PictureRule.tensor(
                            PictureReader.read(content), (InputRule.Picture) only(InputRule.Picture.class).getValue()));
            case "csv" -> Map.of(
                    only(InputRule.Row.class).getKey(),
                    RowReader.read(content, (InputRule.Row) only(InputRule.Row.class).getValue()));
            case "npy" -> Map.of(single().name(), NpyReader.read(content));
            case "json" -> json(content);
            default -> throw new MalformedException(
                    fileName, -1, "a file that ends in .png, .csv, .npy or .json", ending.isEmpty() ? "no ending" : "." + ending);
        };
    }

    private Map.Entry<String, InputRule> only(Class<? extends InputRule> kind) throws MalformedException {
        return card.stream()
                .flatMap(known -> known.inputs().entrySet().stream())
                .filter(entry -> kind.isInstance(entry.getValue()))
                .findFirst()
                .orElseThrow(() -> new MalformedException(
                        "input",
                        -1,
                        "a tensor (.json or .npy): the model's card does not say how to read a "
                                + (kind == InputRule.Picture.class ? "picture" : "table"),
                        "another file"));
    }

    private TensorSignature single() throws MalformedException {
        if (manifest.inputs().size() != 1) {
            throw new MalformedException(
                    "input", -1, "a .json request that names all " + manifest.inputs().size() + " inputs", "one array");
        }
        return manifest.inputs().getFirst();
    }

    private Map<String, Tensor> json(Bytes content) throws MalformedException {
        Json body = IJson.parse(content, new JsonLimits(FILE_BYTES_MAX, 32, VALUES_MAX));
        if (!(body instanceof JsonObject)) {
            TensorSignature input = single();
            return Map.of(input.name(), bare(input, body));
        }
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (JsonFields fields : JsonFields.of("", body).objects("inputs", 1_024)) {
            String name = fields.string("name", 256);
            String datatype = fields.string("datatype", 16);
            ElementType type = ElementType.ofProtocolName(datatype)
                    .orElseThrow(() -> fields.fault("datatype", "a datatype of the Open Inference Protocol", "'" + datatype + "'"));
            List<Long> shape = fields.integers("shape", Shape.RANK_MAX, 0, Integer.MAX_VALUE);
            tensors.put(name, TensorJson.decode(fields.pathOf("data"), type, shape(shape), fields.any("data")));
        }
        return tensors;
    }

    // A bare array takes the input's declared type; its one open dimension follows from the number of elements.
    private static Tensor bare(TensorSignature input, Json data) throws MalformedException {
        ElementType type = ElementType.ofProtocolName(input.datatype()).orElseThrow();
        long fixed = input.shape().stream().filter(size -> size > 0).reduce(1L, Math::multiplyExact);
        long open = input.shape().stream().filter(size -> size < 0).count();
        long elements = count(data);
        if (open > 1 || fixed == 0 || elements % fixed != 0 || open == 0 && elements != fixed) {
            throw new MalformedException("input", -1, "elements for shape " + input.shape(), elements + " elements");
        }
        List<Long> shape = input.shape().stream().map(size -> size < 0 ? elements / fixed : size).toList();
        return TensorJson.decode("input", type, shape(shape), data);
    }

    private static long count(Json data) {
        return data instanceof dev.credence.foundation.codec.JsonArray array
                ? array.items().stream().mapToLong(InputReader::count).sum()
                : 1;
    }

    private static Shape shape(List<Long> dimensions) throws MalformedException {
        return Shape.ofChecked(dimensions.stream().mapToLong(Long::longValue).toArray())
                .orElseThrow(() -> new MalformedException("shape", -1, "a shape that fits in memory", dimensions.toString()));
    }
}
