package dev.credence.inference.manifest;

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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a published model is. Its id is the SHA-256 of its canonical bytes.
///
/// @param kind    `onnx`, `integer` for an integer program with its weights beside it, or `gguf` for a language model
/// @param files   the model file first, then card, samples, data; names are distinct
/// @param graph   digest of the graph (docs/spec/model.md), of the program, or of a GGUF file's header
/// @param weights Merkle root over the weights in canonical or stored bytes, or the digest of the weights' file
/// @param profile arithmetic profile: `float-v1` for `onnx` and `gguf`, `int8-v1` for `integer`
/// @param inputs  in the model's order
/// @param outputs in the model's order
/// @param licence SPDX expression as the publisher states it
/// @param parent  model id of the model that this one was made from
/// @param argument by what answers can be proved; under `int8-v1` only
/// @param language what callers need to know of a language model; of `gguf` always and only
public record Manifest(
        String kind,
        List<ManifestFile> files,
        Digest graph,
        Digest weights,
        String profile,
        List<TensorSignature> inputs,
        List<TensorSignature> outputs,
        String licence,
        Optional<Digest> parent,
        Optional<ArgumentRegistration> argument,
        Optional<LanguageSignature> language) {
    public static final String MEDIA_TYPE = "application/vnd.credence.manifest.v0+json";
    public static final int BYTES_MAX = 1 << 20;
    /// A graph in ONNX, executed under `FLOAT_V1`.
    public static final String ONNX = "onnx";

    /// An integer program, executed under `INT8_V1`; its weights are the first file of role `data`.
    public static final String INTEGER = "integer";

    /// A language model in a GGUF file, executed under `FLOAT_V1`.
    public static final String GGUF = "gguf";

    public static final String FLOAT_V1 = "float-v1";
    public static final String INT8_V1 = "int8-v1";
    private static final Set<String> KINDS = Set.of(ONNX, INTEGER, GGUF);
    private static final Set<String> PROFILES = Set.of(FLOAT_V1, INT8_V1);
    private static final int FILES_MAX = 1_024;
    private static final int TENSORS_MAX = 1_024;

    public Manifest {
        files = List.copyOf(files);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        String defect = defect(kind, files, profile, argument);
        defect = defect.isEmpty() ? languageDefect(kind, inputs, outputs, language) : defect;
        if (!defect.isEmpty()) {
            throw new IllegalArgumentException(defect + " expected");
        }
    }

    /// What goes into a model of tensors and what comes out, in the model's order.
    public record Signatures(List<TensorSignature> inputs, List<TensorSignature> outputs) {}

    /// A graph in ONNX.
    public static Manifest ofGraph(List<ManifestFile> files, Digest graph, Digest weights, Signatures signatures, String licence) {
        return new Manifest(
                ONNX, files, graph, weights, FLOAT_V1, signatures.inputs(), signatures.outputs(), licence,
                Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// An integer program, made of no other model and without a way to prove its answers.
    public static Manifest ofProgram(List<ManifestFile> files, Digest program, Digest weights, Signatures signatures, String licence) {
        return new Manifest(
                INTEGER, files, program, weights, INT8_V1, signatures.inputs(), signatures.outputs(), licence,
                Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// A language model.
    public static Manifest ofLanguage(List<ManifestFile> files, Digest header, Digest weights, LanguageSignature language, String licence) {
        return new Manifest(
                GGUF, files, header, weights, FLOAT_V1, List.of(), List.of(), licence, Optional.empty(), Optional.empty(), Optional.of(language));
    }

    /// The same model, made from `other`.
    public Manifest withParent(Optional<Digest> other) {
        return new Manifest(kind, files, graph, weights, profile, inputs, outputs, licence, other, argument, language);
    }

    /// The same model, whose answers can be proved by `other`.
    public Manifest withArgument(Optional<ArgumentRegistration> other) {
        return new Manifest(kind, files, graph, weights, profile, inputs, outputs, licence, parent, other, language);
    }

    private static String languageDefect(
            String kind, List<TensorSignature> inputs, List<TensorSignature> outputs, Optional<LanguageSignature> language) {
        if (kind.equals(GGUF) != language.isPresent()) {
            return "the member language for a language model and for no other";
        }
        return kind.equals(GGUF) && !(inputs.isEmpty() && outputs.isEmpty()) ? "no inputs and outputs of a language model" : "";
    }

    // What the parts must be to go together, or empty if they do.
    private static String defect(String kind, List<ManifestFile> files, String profile, Optional<ArgumentRegistration> argument) {
        if (files.isEmpty() || !files.getFirst().role().equals("model")) {
            return "the model file first";
        }
        boolean integers = kind.equals(INTEGER);
        if (!profile.equals(integers ? INT8_V1 : FLOAT_V1)) {
            return "the profile of the kind " + kind;
        }
        if (integers && files.stream().noneMatch(file -> file.role().equals("data"))) {
            return "a file of role data with the weights";
        }
        if (argument.isEmpty()) {
            return "";
        }
        Digest registration = argument.get().registration();
        boolean there = files.stream().anyMatch(file -> file.role().equals("registration") && file.sha256().equals(registration));
        return !integers ? "no argument for a model of floats" : there ? "" : "a file of role registration with the SHA-256 " + registration;
    }

    /// The files without which the model cannot be executed, the model file first.
    public List<ManifestFile> executed() {
        return kind.equals(INTEGER) ? List.of(model(), file("data").orElseThrow()) : List.of(model());
    }

    /// The model's id.
    public Digest id() {
        return Sha256.of(encode());
    }

    /// The model file itself.
    public ManifestFile model() {
        return files.getFirst();
    }

    /// The only file of a role, where there is one.
    public Optional<ManifestFile> file(String role) {
        return files.stream().filter(file -> file.role().equals(role)).findFirst();
    }

    /// Canonical JSON.
    public Bytes encode() {
        JsonObject.Builder manifest = JsonObject.builder()
                .put("mediaType", MEDIA_TYPE)
                .put("kind", kind)
                .put("files", JsonArray.of(files.stream().map(ManifestFile::encode).toList()))
                .put("graph", graph.hex())
                .put("weights", weights.hex())
                .put("profile", profile)
                .put("inputs", JsonArray.of(inputs.stream().map(TensorSignature::encode).toList()))
                .put("outputs", JsonArray.of(outputs.stream().map(TensorSignature::encode).toList()))
                .put("licence", licence);
        parent.ifPresent(id -> manifest.put("parent", id.hex()));
        argument.ifPresent(registration -> manifest.put("argument", registration.encode()));
        language.ifPresent(signature -> manifest.put("language", signature.json()));
        return JsonWriter.write(manifest.build());
    }

    /// Reads canonical JSON.
    ///
    /// @throws MalformedException if it is anything else, down to the spelling
    public static Manifest decode(Bytes bytes) throws MalformedException {
        JsonFields fields = JsonFields.inOrder("manifest", StrictJson.parseCanonical(bytes, JsonLimits.ofBytes(BYTES_MAX)));
        fields.literal("mediaType", MEDIA_TYPE);
        String kind = fields.oneOf("kind", KINDS);
        List<ManifestFile> files = fields.items("files", FILES_MAX, ManifestFile::decode);
        Digest graph = fields.digest("graph");
        Digest weights = fields.digest("weights");
        String profile = fields.oneOf("profile", PROFILES);
        List<TensorSignature> inputs = fields.items("inputs", TENSORS_MAX, TensorSignature::decode);
        List<TensorSignature> outputs = fields.items("outputs", TENSORS_MAX, TensorSignature::decode);
        String licence = fields.string("licence", 256);
        Optional<Digest> parent = fields.optionalDigest("parent");
        Optional<JsonFields> argument = fields.optionalObject("argument");
        Optional<ArgumentRegistration> registration =
                argument.isPresent() ? Optional.of(ArgumentRegistration.decode(argument.get())) : Optional.empty();
        Optional<JsonFields> member = fields.optionalObject("language");
        Optional<LanguageSignature> language = member.isPresent() ? Optional.of(LanguageSignature.decode(member.get())) : Optional.empty();
        fields.end();
        String defect = defect(kind, files, profile, registration);
        defect = defect.isEmpty() ? languageDefect(kind, inputs, outputs, language) : defect;
        if (!defect.isEmpty()) {
            throw new MalformedException("manifest", -1, defect, "something else");
        }
        Set<String> names = new HashSet<>();
        for (ManifestFile file : files) {
            if (!names.add(file.name())) {
                throw new MalformedException("manifest.files", -1, "distinct names", "'" + file.name() + "' twice");
            }
        }
        return new Manifest(kind, files, graph, weights, profile, inputs, outputs, licence, parent, registration, language);
    }
}
