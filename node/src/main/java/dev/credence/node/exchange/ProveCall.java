package dev.credence.node.exchange;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.inference.tensor.Tensor;
import dev.credence.receipt.envelope.Envelope;
import java.util.Map;

/// Asks an operator to prove a statement: its envelope and the inputs of its request, which is all that a prover needs.
public record ProveCall(Envelope envelope, Map<String, Tensor> inputs) {
    public Bytes encode() {
        return new TensorFrame(JsonObject.builder().put("envelope", envelope.json()).build(), inputs).encode();
    }

    public static ProveCall decode(Bytes body) throws MalformedException {
        TensorFrame frame = TensorFrame.decode(body);
        JsonFields fields = JsonFields.of("message", frame.message());
        Envelope envelope = Envelope.read(fields.object("envelope"));
        fields.end();
        return new ProveCall(envelope, frame.tensors());
    }
}
