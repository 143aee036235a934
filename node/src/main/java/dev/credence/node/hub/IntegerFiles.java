package dev.credence.node.hub;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.integer.IntegerModel;
import dev.credence.inference.integer.IntegerProgram;
import dev.credence.inference.integer.WeightsCodec;
import dev.credence.inference.manifest.ArgumentRegistration;
import dev.credence.inference.manifest.Manifest;
import dev.credence.inference.manifest.ManifestFile;
import dev.credence.inference.manifest.TensorSignature;
import dev.credence.inference.tensor.ElementType;
import dev.credence.node.hub.ModelReader.NamedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The files of an integer model: its program and its weights.
///
/// @param program the file of role `model`
/// @param weights the file of role `data`
public record IntegerFiles(NamedFile program, NamedFile weights) {
    /// How the program's file is called.
    public static final String PROGRAM = "program.int8";

    /// How the weights' file is called.
    public static final String WEIGHTS = "weights.int8";

    /// How the registration proof's file is called, in a folder and in a manifest.
    public static final String REGISTRATION = "registration.proof";

    /// In a folder: what the manifest is to say under `argument`.
    public static final String ARGUMENT = "argument.json";

    /// The registration proof as a manifest's file.
    public static NamedFile registration(Bytes proof) {
        return new NamedFile("registration", REGISTRATION, proof);
    }

    public static IntegerFiles of(IntegerModel model) {
        return of(model.program().encode(), WeightsCodec.encode(model.weights()));
    }

    public static IntegerFiles of(Bytes program, Bytes weights) {
        return new IntegerFiles(new NamedFile("model", PROGRAM, program), new NamedFile("data", WEIGHTS, weights));
    }

    /// What a publisher says of an integer model besides its numbers.
    ///
    /// @param others   card, samples, registration proof
    /// @param licence  SPDX expression
    /// @param parent   the float model that it was made from
    /// @param argument by what its answers can be proved
    public record Described(List<NamedFile> others, String licence, Optional<Digest> parent, Optional<ArgumentRegistration> argument) {}

    /// Writes the model's manifest.
    ///
    /// @throws MalformedException if the files are no integer model
    /// @throws RefusedException   naming the layer, if one could overflow
    public Manifest manifest(Described described) throws MalformedException, RefusedException {
        IntegerProgram read = read(program.content(), weights.content()).program();
        List<ManifestFile> files = new ArrayList<>();
        files.add(ModelReader.entry(program));
        files.add(ModelReader.entry(weights));
        described.others().forEach(file -> files.add(ModelReader.entry(file)));
        Manifest.Signatures signatures = new Manifest.Signatures(
                List.of(signature(read.input().name(), read.input().dimensions())),
                List.of(signature(read.output().name(), read.output().dimensions())));
        return Manifest.ofProgram(files, Sha256.of(program.content()), Sha256.of(weights.content()), signatures, described.licence())
                .withParent(described.parent())
                .withArgument(described.argument());
    }

    /// Reads the files that `manifest` names and checks that they are what it says.
    static IntegerModel read(Manifest manifest, Bytes program, Bytes weights) throws MalformedException, RefusedException {
        ModelReader.same("graph", manifest.graph(), Sha256.of(program));
        ModelReader.same("weights", manifest.weights(), Sha256.of(weights));
        IntegerModel model = read(program, weights);
        ModelReader.same("inputs", manifest.inputs(), List.of(signature(model.program().input().name(), model.program().input().dimensions())));
        ModelReader.same("outputs", manifest.outputs(), List.of(signature(model.program().output().name(), model.program().output().dimensions())));
        return model;
    }

    private static IntegerModel read(Bytes program, Bytes weights) throws MalformedException, RefusedException {
        IntegerProgram decoded = IntegerProgram.decode(program);
        return IntegerModel.of(decoded, WeightsCodec.decode(decoded, weights));
    }

    // The leading axis, the rows of a request, is open.
    private static TensorSignature signature(String name, List<Integer> dimensions) {
        List<Long> shape = new ArrayList<>();
        shape.add(-1L);
        dimensions.forEach(size -> shape.add((long) size));
        return new TensorSignature(name, ElementType.FLOAT.protocolName(), shape);
    }
}
