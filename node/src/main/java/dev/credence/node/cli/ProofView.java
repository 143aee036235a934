package dev.credence.node.cli;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonObject;
import java.util.Locale;
import java.util.Optional;

/// What a hub says of proofs of a model's answers, for people.
///
/// @param reason why they cannot be proved; empty where they can
/// @param figures one clause a line; of a model that can be proved
record ProofView(Optional<String> reason, Figures figures) {
    private static final int TEXT_CHARS_MAX = 1_024;
    private static final long COUNT_MAX = Long.MAX_VALUE;

    /// @param measured medians of proofs that operators made; empty where there is only an estimate
    record Figures(long parameters, long multiplyAdds, long bytesMax, long hashesMax, long estimatedMillis, Optional<Measured> measured) {}

    record Measured(long proofs, long millis, long bytes) {}

    private static final Figures NONE = new Figures(0, 0, 0, 0, 0, Optional.empty());

    static ProofView decode(JsonObject proof) throws MalformedException {
        JsonFields fields = JsonFields.of("proof", proof);
        Optional<String> reason = fields.optionalString("reason", TEXT_CHARS_MAX);
        if (reason.isPresent()) {
            return new ProofView(reason, NONE);
        }
        Optional<JsonFields> measured = fields.optionalObject("measured");
        return new ProofView(Optional.empty(), new Figures(
                fields.integer("parameters", 0, COUNT_MAX),
                fields.integer("multiplyAdds", 0, COUNT_MAX),
                fields.integer("proofBytesMax", 0, COUNT_MAX),
                fields.integer("verifyHashesMax", 0, COUNT_MAX),
                fields.integer("estimatedMillis", 0, COUNT_MAX),
                measured.isPresent() ? Optional.of(measured(measured.get())) : Optional.empty()));
    }

    private static Measured measured(JsonFields fields) throws MalformedException {
        return new Measured(
                fields.integer("proofs", 0, COUNT_MAX), fields.integer("medianMillis", 0, COUNT_MAX), fields.integer("medianBytes", 0, COUNT_MAX));
    }

    /// Whether it can be proved, in a word or two.
    String brief() {
        return reason.isPresent() ? "not provable" : "proof of at most " + ModelListCommand.size(figures.bytesMax()) + ", " + time();
    }

    private String time() {
        return figures.measured()
                .map(measured -> "proved in " + measured.millis() + " ms")
                .orElse("proved in an estimated " + figures.estimatedMillis() + " ms");
    }

    void print(Terminal terminal) {
        if (reason.isPresent()) {
            terminal.line("proof       no: " + Terminal.printable(reason.get()));
            return;
        }
        terminal.line(String.format(Locale.ROOT, "size        %,d parameters, %,d multiply-adds an answer", figures.parameters(), figures.multiplyAdds()));
        terminal.line(String.format(Locale.ROOT, "proof       at most %,d bytes; a verifier hashes at most %,d columns and nodes", figures.bytesMax(), figures.hashesMax()));
        terminal.line(figures.measured()
                .map(measured -> String.format(
                        Locale.ROOT, "proving     %,d ms, %,d bytes: medians of the latest %d proofs, as operators said", measured.millis(), measured.bytes(), measured.proofs()))
                .orElse(String.format(
                        Locale.ROOT, "proving     some %,d ms: an estimate, within a factor of two on a thread like that of docs/performance.md", figures.estimatedMillis())));
    }
}
