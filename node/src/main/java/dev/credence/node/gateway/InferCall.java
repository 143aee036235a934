package dev.credence.node.gateway;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.inference.manifest.TensorSignature;
import dev.credence.inference.tensor.CanonicalBytes;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import dev.credence.node.http.ApiException;
import dev.credence.node.http.Fault;
import dev.credence.node.hub.Published;
import dev.credence.operator.execute.TensorRequest;
import dev.credence.receipt.request.Release;
import dev.credence.receipt.request.TensorParameters;
import dev.credence.verification.body.BodyTensor;
import dev.credence.verification.body.TensorRequestBody;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An inference request of the protocol, read once by the reader that verifiers use, so that both see the same tensors.
///
/// @param body what is asked
record InferCall(TensorRequestBody body) {
    static final int BODY_BYTES_MAX = 64 << 20;

    /// @param jsonLength the header `Inference-Header-Content-Length`: where the JSON ends and binary data begin
    static InferCall decode(Bytes body, Optional<String> jsonLength) throws ApiException {
        try {
            requireWithin(body, jsonLength);
            return new InferCall(TensorRequestBody.decode(body));
        } catch (MalformedException malformed) {
            throw malformed(malformed);
        }
    }

    // Where the JSON ends its own last bracket says; the header must not contradict it.
    private static void requireWithin(Bytes body, Optional<String> header) throws ApiException {
        if (header.isEmpty()) {
            return;
        }
        String text = header.get().strip();
        boolean inside = text.matches("[0-9]{1,9}") && Integer.parseInt(text) <= body.length() && Integer.parseInt(text) > 0;
        if (!inside || !closes(body, Integer.parseInt(text))) {
            throw new ApiException(
                    Fault.MALFORMED,
                    "Inference-Header-Content-Length: expected the length of the JSON in a body of " + body.length() + " bytes, found '" + text + "'");
        }
    }

    private static boolean closes(Bytes body, int end) {
        int last = end - 1;
        while (last > 0 && Character.isWhitespace(body.at(last))) {
            last--;
        }
        return body.at(last) == '}';
    }

    /// The request as it will be executed, defaults filled in.
    ///
    /// @param freshNonce taken where the caller named none
    TensorRequest request(Published model, Bytes freshNonce) throws ApiException {
        TensorRequestBody.Named named = body.named();
        List<String> offered = model.manifest().outputs().stream().map(TensorSignature::name).toList();
        List<String> outputs = named.outputs().orElse(offered);
        for (String output : outputs) {
            if (!offered.contains(output)) {
                throw new ApiException(
                        Fault.MALFORMED, "the model " + model.name() + " has no output '" + output + "'; it has " + String.join(", ", offered));
            }
        }
        Release release = new Release(
                model.release().release().name().name(), model.release().release().name().version());
        TensorParameters parameters = TensorParameters.of(
                model.model(), release, named.nonce().orElse(freshNonce), outputs, named.seed().orElse(0));
        return new TensorRequest(inputs(model), parameters);
    }

    private Map<String, Tensor> inputs(Published model) throws ApiException {
        List<TensorSignature> declared = model.manifest().inputs();
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        for (BodyTensor given : body.inputs()) {
            TensorSignature signature = declared.stream()
                    .filter(input -> input.name().equals(given.record().name()))
                    .findFirst()
                    .orElseThrow(() -> new ApiException(
                            Fault.MALFORMED,
                            "the model " + model.name() + " has no input '" + given.record().name() + "'; it has "
                                    + String.join(", ", declared.stream().map(TensorSignature::name).toList())));
            requireFit(signature, given);
            inputs.put(signature.name(), tensor(given));
        }
        for (TensorSignature signature : declared) {
            if (!inputs.containsKey(signature.name())) {
                throw new ApiException(
                        Fault.MALFORMED,
                        "the input '" + signature.name() + "' is missing: expected " + signature.datatype() + " " + signature.shape());
            }
        }
        return inputs;
    }

    private static void requireFit(TensorSignature signature, BodyTensor given) throws ApiException {
        String name = "the input '" + signature.name() + "': ";
        if (!signature.datatype().equals(given.record().datatype().name())) {
            throw new ApiException(
                    Fault.MALFORMED, name + "expected datatype " + signature.datatype() + ", found " + given.record().datatype());
        }
        List<Long> shape = given.record().shape();
        boolean fits = shape.size() == signature.shape().size();
        for (int i = 0; fits && i < shape.size(); i++) {
            fits = signature.shape().get(i) == -1 || signature.shape().get(i).equals(shape.get(i));
        }
        if (!fits) {
            throw new ApiException(
                    Fault.MALFORMED, name + "expected shape " + signature.shape() + " (-1 is any), found " + shape);
        }
    }

    private static Tensor tensor(BodyTensor given) throws ApiException {
        ElementType type = ElementType.ofProtocolName(given.record().datatype().name()).orElseThrow();
        long[] dimensions = given.record().shape().stream().mapToLong(Long::longValue).toArray();
        try {
            Shape shape = Shape.ofChecked(dimensions)
                    .orElseThrow(() -> new MalformedException("shape", -1, "at most " + Shape.ELEMENTS_MAX + " elements", "more"));
            return CanonicalBytes.decode(type, shape, given.littleEndian());
        } catch (MalformedException malformed) {
            throw malformed(malformed.within("the input '" + given.record().name() + "'"));
        }
    }

    static ApiException malformed(MalformedException malformed) {
        boolean parameter = malformed.path().equals("parameters") && malformed.expected().equals("no other member");
        return parameter
                ? new ApiException(
                        Fault.UNSUPPORTED_PARAMETER,
                        "the parameter " + malformed.actual() + " is not honoured; honoured are model, nonce, seed, height and binary_data_output",
                        malformed)
                : new ApiException(Fault.MALFORMED, malformed.getMessage(), malformed);
    }
}
