package dev.credence.node.openai;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.inference.manifest.LanguageSignature;
import dev.credence.node.http.ApiException;
import dev.credence.node.http.Fault;
import dev.credence.node.hub.Hub;
import dev.credence.node.hub.HubException;
import dev.credence.node.hub.ModelReference;
import dev.credence.node.hub.Published;

/// The hub's language models, as this API names and lists them.
final class Models {
    private static final String NOT_FOUND = "model_not_found";

    private final Hub hub;

    Models(Hub hub) {
        this.hub = hub;
    }

    /// The language model that a request means by name, `name@version` or id.
    Published speaking(String reference) throws ApiException {
        Published model = resolve(reference);
        if (model.manifest().language().isEmpty()) {
            throw unknown("the model " + model.name() + " takes tensors, not text: ask it at /v2/models/" + model.name() + "/infer", null);
        }
        return model;
    }

    private Published resolve(String reference) throws ApiException {
        try {
            return hub.resolve(ModelReference.parse(reference));
        } catch (MalformedException malformed) {
            throw unknown(malformed.getMessage(), malformed);
        } catch (HubException unknown) {
            throw unknown(unknown.getMessage(), unknown);
        }
    }

    private static ApiException unknown(String sentence, Exception cause) {
        return new ApiException(Fault.NOT_FOUND, sentence, cause).coded(NOT_FOUND).of("model");
    }

    /// `GET /v1/models`.
    JsonObject list() {
        return JsonObject.builder()
                .put("object", "list")
                .put("data", JsonArray.of(hub.all().stream()
                        .filter(model -> model.manifest().language().isPresent())
                        .map(Models::one)
                        .toList()))
                .build();
    }

    /// `GET /v1/models/{id}`.
    JsonObject show(String reference) throws ApiException {
        return one(speaking(reference));
    }

    private static JsonObject one(Published model) {
        LanguageSignature language = model.manifest().language().orElseThrow();
        return JsonObject.builder()
                .put("id", model.name())
                .put("object", "model")
                .put("created", model.release().release().released() / 1_000)
                .put("owned_by", model.release().release().publisher().hex())
                .put("credence", JsonObject.builder()
                        .put("model", model.model().hex())
                        .put("profile", model.manifest().profile())
                        .put("context", language.context())
                        .put("chat", language.template())
                        .put("tools", language.tools())
                        .build())
                .build();
    }
}
