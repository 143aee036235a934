package dev.credence.node.cli;

import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.inference.manifest.ManifestFile;
import dev.credence.inference.manifest.TensorSignature;
import dev.credence.node.hub.HubRoutes;
import dev.credence.node.hub.Published;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/// A published model for people and for programs.
final class PublishedView {
    private PublishedView() {}

    static void print(Terminal terminal, Published published) {
        terminal.line(terminal.strong("release    ") + " " + published.name());
        terminal.line("model       " + published.model());
        terminal.line("publisher   " + published.release().release().publisher() + " (signature verified)");
        terminal.line("released    " + Instant.ofEpochMilli(published.release().release().released()));
        terminal.line("licence     " + Terminal.printable(published.manifest().licence()));
        terminal.line("arithmetic  " + published.manifest().profile());
        published.manifest().parent().ifPresent(id -> terminal.line("made from   " + id));
        published.manifest().argument().ifPresent(argument -> terminal.line("provable    " + argument.suite() + ", weights " + argument.code()));
        published.manifest().language().ifPresent(language -> terminal.line("language    " + language.architecture() + ", context " + language.context() + ", vocabulary "
                + language.vocabulary() + (language.template() ? ", chat" : ", no chat template") + (language.tools() ? ", tools" : "")));
        tensors(terminal, "input       ", published.manifest().inputs());
        tensors(terminal, "output      ", published.manifest().outputs());
        for (ManifestFile file : published.manifest().files()) {
            terminal.line("file        " + file.name() + " (" + file.role() + ", " + ModelListCommand.size(file.sizeBytes()) + ", SHA-256 " + file.sha256() + ")");
        }
    }

    private static void tensors(Terminal terminal, String label, List<TensorSignature> tensors) {
        for (TensorSignature tensor : tensors) {
            String shape = tensor.shape().stream()
                    .map(size -> size < 0 ? "?" : Long.toString(size))
                    .collect(Collectors.joining(",", "[", "]"));
            terminal.line(label + Terminal.printable(tensor.name()) + " " + tensor.datatype() + shape);
        }
    }

    /// What the hub tells of a model, with its files.
    static JsonObject.Builder json(Published published) {
        JsonObject.Builder members = JsonObject.builder();
        HubRoutes.describe(published).members().forEach(members::put);
        return members.put("files", files(published.manifest().files()));
    }

    private static JsonArray files(List<ManifestFile> files) {
        return JsonArray.of(files.stream()
                .map(file -> JsonObject.builder()
                        .put("role", file.role())
                        .put("name", file.name())
                        .put("size", file.sizeBytes())
                        .put("sha256", file.sha256().hex())
                        .build())
                .toList());
    }
}
