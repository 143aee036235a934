package dev.credence.node.hub;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.inference.integer.IntegerProgram;
import dev.credence.inference.manifest.Manifest;
import dev.credence.inference.manifest.ManifestFile;
import dev.credence.proof.soundness.Suite;
import dev.credence.verification.argument.ArgumentOutcome;
import dev.credence.verification.argument.ProvableModel;
import dev.credence.verification.argument.RegistrationVerifier;
import dev.credence.verification.circuit.Circuit;
import dev.credence.verification.circuit.CircuitException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Finds out what can be proved of a hub's models: from their programs, and from the registrations, which are verified; once a model.
public final class Provabilities {
    private static final int KEPT_MAX = 4_096;

    private final Hub hub;
    private final Map<Digest, Provability> known = new ConcurrentHashMap<>();

    public Provabilities(Hub hub) {
        this.hub = hub;
    }

    /// Of one model, with a look at all others.
    public Provability of(Published published) throws IOException {
        return of(published, children());
    }

    /// Of one of several models.
    ///
    /// @param children of the hub as it is now
    public Provability of(Published published, Map<Digest, String> children) throws IOException {
        if (!published.manifest().kind().equals(Manifest.INTEGER)) {
            return new Provability.No(published.name() + " cannot be proved" + clause(children.get(published.model())));
        }
        Provability found = known.get(published.model());
        if (found == null) {
            found = examined(published);
            if (known.size() < KEPT_MAX) {
                known.put(published.model(), found);
            }
        }
        return found;
    }

    /// The releases whose models say by what they can be proved, by the model that each was made from.
    public Map<Digest, String> children() {
        Map<Digest, String> children = new HashMap<>();
        for (Published each : hub.all()) {
            if (each.manifest().parent().isPresent() && each.manifest().argument().isPresent()) {
                children.putIfAbsent(each.manifest().parent().get(), each.name());
            }
        }
        return children;
    }

    /// Where its quantised form can be proved: a clause that names it, else nothing.
    public String child(Published published) {
        return clause(children().get(published.model()));
    }

    private static String clause(String child) {
        return child == null ? "" : "; its quantised form " + child + " can";
    }

    private Provability examined(Published published) throws IOException {
        Manifest manifest = published.manifest();
        try {
            Bytes program = content(manifest.model());
            Circuit circuit = Circuit.of(IntegerProgram.decode(program));
            if (manifest.argument().isEmpty()) {
                return no(published, "its weights are not registered");
            }
            Optional<Suite> suite = Suite.parse(manifest.argument().get().suite());
            if (suite.isEmpty()) {
                return no(published, "the suite " + manifest.argument().get().suite() + " is not known to this build");
            }
            Bytes registration = content(manifest.file("registration").orElseThrow());
            ProvableModel model = ProvableModel.decode(manifest.encode(), program);
            return switch (RegistrationVerifier.verify(model.registration(suite.get()), registration)) {
                case ArgumentOutcome.Accepted _ -> Provability.Yes.of(suite.get(), circuit);
                case ArgumentOutcome.Refused(var refusal) -> no(published, "its registration is refused: " + refusal.sentence());
            };
        } catch (CircuitException | MalformedException refused) {
            return no(published, refused.getMessage());
        }
    }

    private static Provability no(Published published, String why) {
        return new Provability.No(published.name() + " cannot be proved: " + why);
    }

    private Bytes content(ManifestFile file) throws IOException {
        return hub.blobs().get(file.sha256()).orElseThrow(() -> new IOException("the file " + file.name() + " is missing"));
    }
}
