package dev.credence.node.network;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonWriter;
import dev.credence.foundation.codec.StrictJson;
import java.util.List;

/// `network.json`: where a local network can be reached, written by `up` for commands that come later.
public record NetworkFile(String network, String gateway, String ledger, List<String> operators) {
    public static final String NAME = "network.json";
    public static final int BYTES_MAX = 64 << 10;
    private static final int OPERATORS_MAX = 1_000;

    public NetworkFile {
        operators = List.copyOf(operators);
    }

    public Bytes encode() {
        return JsonWriter.write(JsonObject.builder()
                .put("network", network)
                .put("gateway", gateway)
                .put("ledger", ledger)
                .put("operators", JsonArray.ofStrings(operators))
                .build());
    }

    public static NetworkFile decode(Bytes bytes) throws MalformedException {
        JsonFields fields = JsonFields.of(NAME, StrictJson.parse(bytes, JsonLimits.ofBytes(BYTES_MAX)));
        NetworkFile file = new NetworkFile(
                fields.string("network", 64),
                fields.string("gateway", 256),
                fields.string("ledger", 256),
                fields.strings("operators", OPERATORS_MAX, 256));
        fields.end();
        return file;
    }
}
