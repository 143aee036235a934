package dev.credence.receipt.entry;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonWriter;
import dev.credence.foundation.codec.StrictJson;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// All operators as of a block, whose digest an `operators` entry holds.
///
/// @param operators sorted by id, each once
public record OperatorsList(long height, List<ListedOperator> operators) {
    /// About 250 bytes each: a list of 4 MB, which every receipt carries.
    public static final int OPERATORS_MAX = 16_384;
    public static final int BYTES_MAX = 6 << 20;

    public OperatorsList {
        LogEntry.requireCounter(height, "a height");
        operators = List.copyOf(operators);
        int disorder = disorder(operators);
        if (operators.size() > OPERATORS_MAX || disorder >= 0) {
            throw new IllegalArgumentException("at most " + OPERATORS_MAX + " operators sorted by id expected, found "
                    + operators.size() + ", out of order at " + disorder);
        }
    }

    /// The operator of that id, if it is listed.
    public Optional<ListedOperator> find(Digest id) {
        int low = 0;
        int high = operators.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = operators.get(middle).id().compareTo(id);
            if (order == 0) {
                return Optional.of(operators.get(middle));
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return Optional.empty();
    }

    /// SHA-256 of the encoded list.
    public Digest digest() {
        return Sha256.of(encode());
    }

    public Bytes encode() {
        List<JsonObject> items = new ArrayList<>(operators.size());
        for (ListedOperator operator : operators) {
            items.add(operator.json());
        }
        return JsonWriter.write(JsonObject.builder()
                .put("height", height)
                .put("operators", JsonArray.of(items))
                .build());
    }

    /// Reads a list in its one spelling.
    public static OperatorsList decode(Bytes bytes) throws MalformedException {
        JsonLimits limits = new JsonLimits(BYTES_MAX, 3, 8 * OPERATORS_MAX);
        JsonFields fields = JsonFields.inOrder("", StrictJson.parseCanonical(bytes, limits));
        long height = LogEntry.counter(fields, "height");
        List<ListedOperator> operators = new ArrayList<>();
        for (JsonFields item : fields.objects("operators", OPERATORS_MAX)) {
            operators.add(ListedOperator.read(item));
        }
        fields.end();
        int disorder = disorder(operators);
        if (disorder >= 0) {
            throw new MalformedException("operators[" + disorder + "].id", -1, "ids in ascending order, each once", operators.get(disorder).id().hex());
        }
        return new OperatorsList(height, operators);
    }

    private static int disorder(List<ListedOperator> operators) {
        for (int i = 1; i < operators.size(); i++) {
            if (operators.get(i - 1).id().compareTo(operators.get(i).id()) >= 0) {
                return i;
            }
        }
        return -1;
    }
}
