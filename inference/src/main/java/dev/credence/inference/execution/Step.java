package dev.credence.inference.execution;

import dev.credence.inference.graph.Node;
import dev.credence.inference.op.Op;

/// One node made ready: where its operands and results lie. −1 is an operand left out, or a result that nobody reads.
///
/// Arrays are shared and never written to after construction.
sealed interface Step {
    Site site();

    /// What all kinds of steps have.
    ///
    /// @param layer the node's number in the file, depth first
    /// @param free  slots that nothing reads after this step
    record Site(Node node, int layer, int[] inputs, int[] outputs, int[] free) {}

    /// A plain operation.
    record Apply(Site site, Op op) implements Step {}

    /// A step whose results are known before execution; they lie in the plan's initial slots.
    record Known(Site site) implements Step {}

    /// `If`: one of two plans runs, on what it captures from here.
    record Branch(Site site, Plan then, Plan otherwise) implements Step {}

    /// `Loop`: a plan runs while its condition holds.
    record Loop(Site site, Plan body, Repetition repetition) implements Step {}

    /// `Scan`: a plan runs once for each slice of its operands.
    record Scan(Site site, Plan body, Repetition repetition) implements Step {}
}
