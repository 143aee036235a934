package dev.credence.node.gateway;

import dev.credence.inference.manifest.Manifest;
import dev.credence.node.hub.Provabilities;
import dev.credence.node.hub.Published;
import dev.credence.operator.execute.TensorRequest;
import dev.credence.proof.soundness.Suite;
import java.util.Optional;
import java.util.function.Supplier;

/// Whether the answer to a request can be proved, or why it cannot.
record Provable(Provabilities hub) {
    /// @param reason why not, where no suite is there; looked for when somebody asks, since it may mean to go through the whole hub
    record Finding(Optional<Suite> suite, Supplier<String> reason) {
        EvidencePlan.Offer offer(int owners) {
            return new EvidencePlan.Offer(owners, suite, reason);
        }
    }

    Finding of(Published model, TensorRequest request) {
        Manifest manifest = model.manifest();
        if (manifest.argument().isEmpty()) {
            return new Finding(Optional.empty(), () -> model.name() + " cannot be proved" + hub.child(model));
        }
        boolean oneRow = request.inputs().values().stream().allMatch(tensor -> tensor.shape().rank() > 0 && tensor.shape().at(0) == 1);
        if (!oneRow) {
            return new Finding(Optional.empty(), () -> "a proof is of one row, and the request has more");
        }
        Optional<Suite> suite = Suite.parse(manifest.argument().get().suite());
        return suite.isPresent()
                ? new Finding(suite, () -> "")
                : new Finding(Optional.empty(), () -> model.name() + " is registered under a suite that this build does not know");
    }
}
