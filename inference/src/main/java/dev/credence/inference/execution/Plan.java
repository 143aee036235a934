package dev.credence.inference.execution;

import dev.credence.inference.tensor.Tensor;
import java.util.List;

/// A graph made ready to run: names have become slots of one array.
///
/// Arrays are shared between executions and never written to after construction.
///
/// @param initial  the slots before execution: constants in place, the rest null
/// @param inputs   slots of the graph's inputs, in order
/// @param outputs  slots of the graph's outputs, in order
/// @param captured slots of the enclosing plan that are copied to `capturing` before a run; empty at the top
/// @param capturing slots of this plan
record Plan(Tensor[] initial, int[] inputs, int[] outputs, int[] captured, int[] capturing, List<Step> steps) {}
