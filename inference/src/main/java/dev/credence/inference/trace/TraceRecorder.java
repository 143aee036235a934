package dev.credence.inference.trace;

import dev.credence.inference.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Hashes the outputs of one execution as they come. One recorder serves one execution, in one thread.
public final class TraceRecorder implements TraceSink {
    private final List<Trace.Step> steps = new ArrayList<>();

    /// An empty recorder.
    public TraceRecorder() {}

    @Override
    public void record(int position, int layer, int op, Tensor output) {
        steps.add(new Trace.Step(position, layer, op, output.root()));
    }

    /// What has been recorded so far.
    public Trace trace() {
        return Trace.of(steps);
    }

    /// The steps themselves, in the order of execution.
    public List<Trace.Step> steps() {
        return List.copyOf(steps);
    }
}
