package dev.credence.node.config;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonInteger;
import dev.credence.node.hub.Hub;
import dev.credence.node.operator.OperatorSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// `{"data","bind"?,"port","trust": file,"ledger": url,"hub"?: url,"hubData"?: folder,"models":[…],"threads"?,"queue"?,"price"?}`; models
/// `["*"]` means all of the hub's; `hubData` is the `data` of the gateway whose hub it is, on this machine.
public record OperatorConfig(Path data, Listen listen, Path trust, URI ledger, OperatorSettings settings) {
    private static final int MODELS_MAX = 10_000;
    private static final int THREADS_MAX = 1_024;
    private static final int QUEUE_MAX = 100_000;

    public static OperatorConfig decode(Bytes file, Path folder) throws MalformedException {
        JsonFields fields = ConfigFields.of(file);
        Path data = ConfigFields.path(fields, "data", folder);
        Listen listen = ConfigFields.listen(fields);
        Path trust = ConfigFields.path(fields, "trust", folder);
        URI ledger = ConfigFields.address(fields, "ledger");
        Optional<URI> hub = fields.has("hub") ? Optional.of(ConfigFields.address(fields, "hub")) : Optional.empty();
        Optional<Path> hubFolder =
                fields.has("hubData") ? Optional.of(ConfigFields.path(fields, "hubData", folder).resolve(Hub.FOLDER)) : Optional.empty();
        List<String> models = fields.strings("models", MODELS_MAX, 128);
        int processors = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
        OperatorSettings settings = new OperatorSettings(
                models,
                hub,
                (int) fields.optionalInteger("threads", 1, THREADS_MAX).orElse(processors),
                (int) fields.optionalInteger("queue", 1, QUEUE_MAX).orElse(256),
                fields.optionalInteger("price", 0, JsonInteger.VALUE_MAX).orElse(0),
                hubFolder);
        fields.end();
        return new OperatorConfig(data, listen, trust, ledger, settings);
    }
}
