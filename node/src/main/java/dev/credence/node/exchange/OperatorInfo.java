package dev.credence.node.exchange;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.hash.Digest;
import java.util.List;

/// What an operator says of itself.
///
/// @param engine        name and version of its inference build
/// @param models        ids of the models that it holds
/// @param pullsOnDemand whether it fetches a model from the hub when a request names one that it does not hold
/// @param load          requests in work or waiting
public record OperatorInfo(Digest id, Digest owner, String engine, List<Digest> models, boolean pullsOnDemand, int load) {
    private static final int MODELS_MAX = 100_000;

    public OperatorInfo {
        models = List.copyOf(models);
    }

    public JsonObject json() {
        return JsonObject.builder()
                .put("id", id.hex())
                .put("owner", owner.hex())
                .put("engine", engine)
                .put("models", JsonArray.ofStrings(models.stream().map(Digest::hex).toList()))
                .put("pullsOnDemand", pullsOnDemand)
                .put("load", load)
                .build();
    }

    static OperatorInfo read(Json json) throws MalformedException {
        JsonFields fields = JsonFields.of("", json);
        OperatorInfo info = new OperatorInfo(
                fields.digest("id"),
                fields.digest("owner"),
                fields.string("engine", 64),
                fields.digests("models", MODELS_MAX),
                fields.bool("pullsOnDemand"),
                (int) fields.integer("load", 0, Integer.MAX_VALUE));
        fields.end();
        return info;
    }
}
