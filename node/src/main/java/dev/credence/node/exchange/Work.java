package dev.credence.node.exchange;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.IJson;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonWriter;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import dev.credence.operator.execute.ModelRequest;
import dev.credence.operator.execute.TensorRequest;
import dev.credence.operator.execute.TextRequest;
import dev.credence.receipt.request.Content;
import dev.credence.receipt.request.Parameters;
import dev.credence.receipt.request.TensorParameters;
import dev.credence.receipt.request.TextParameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A request, and what spares time in executing it again, as the tensors of a frame: those of a tensor request under their names; of a text
/// `content`, the bytes of its JCS, and `ids.0`, `ids.1` …, the tokens of each choice.
///
/// @param ids what the executor says that it sampled (docs/spec/text.md 7.1), a list a choice; none for tensors, or if nothing is known
public record Work(ModelRequest request, List<List<Integer>> ids) {
    /// A body has at most 4 MiB, and JCS may spell some of it longer.
    public static final int CONTENT_BYTES_MAX = 16 << 20;

    private static final int DEPTH_MAX = 64;
    private static final String CONTENT = "content";
    private static final String IDS = "ids.";

    public Work {
        ids = ids.stream().map(List::copyOf).toList();
    }

    /// With nothing that spares time.
    public static Work of(ModelRequest request) {
        return new Work(request, List.of());
    }

    /// The tensors that it travels as.
    Map<String, Tensor> tensors() {
        return switch (request) {
            case TensorRequest tensors -> tensors.inputs();
            case TextRequest text -> tensors(text);
        };
    }

    private Map<String, Tensor> tensors(TextRequest text) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        byte[] content = JsonWriter.write(text.content().json()).toArray();
        tensors.put(CONTENT, Tensor.of(ElementType.UINT8, Shape.of(content.length), content));
        for (int choice = 0; choice < ids.size(); choice++) {
            tensors.put(IDS + choice, Tensor.ofInts(Shape.of(ids.get(choice).size()), ids.get(choice).stream().mapToInt(Integer::intValue).toArray()));
        }
        return tensors;
    }

    /// Reads what `tensors` wrote.
    static Work read(Parameters parameters, Map<String, Tensor> tensors) throws MalformedException {
        return switch (parameters) {
            case TensorParameters known -> of(new TensorRequest(tensors, known));
            case TextParameters known -> text(known, tensors);
        };
    }

    private static Work text(TextParameters parameters, Map<String, Tensor> tensors) throws MalformedException {
        Map<String, Tensor> left = new LinkedHashMap<>(tensors);
        Tensor content = left.remove(CONTENT);
        if (content == null || content.type() != ElementType.UINT8 || content.elements() > CONTENT_BYTES_MAX) {
            throw new MalformedException(CONTENT, -1, "at most " + CONTENT_BYTES_MAX + " bytes of JSON", content == null ? "none" : content.toString());
        }
        JsonLimits limits = new JsonLimits(CONTENT_BYTES_MAX, DEPTH_MAX, CONTENT_BYTES_MAX);
        if (!(IJson.parse(Bytes.wrap(content.bytes()), limits) instanceof JsonObject json)) {
            throw new MalformedException(CONTENT, -1, "an object", "something else");
        }
        List<List<Integer>> ids = new ArrayList<>();
        for (Tensor told = left.remove(IDS + 0); told != null; told = left.remove(IDS + ids.size())) {
            if (told.type() != ElementType.INT32 || told.shape().rank() != 1 || ids.size() == TextParameters.CHOICES_MAX) {
                throw new MalformedException(IDS + ids.size(), -1, "token ids of at most " + TextParameters.CHOICES_MAX + " choices", told.toString());
            }
            ids.add(Arrays.stream(told.ints()).boxed().toList());
        }
        if (!left.isEmpty()) {
            throw new MalformedException("tensors", -1, "a text's content and token ids", "also " + left.keySet());
        }
        return new Work(new TextRequest(new Content.Text(json), parameters), ids);
    }
}
