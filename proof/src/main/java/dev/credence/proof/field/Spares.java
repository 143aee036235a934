package dev.credence.proof.field;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Workbenches that threads use one at a time and hand back, so that a loop which runs a hundred times allocates once.
///
/// @param <T> not safe for two threads at once; whatever the last user left in it, the next one overwrites
public final class Spares<T> {
    private final ConcurrentLinkedQueue<T> spares = new ConcurrentLinkedQueue<>();
    private final Supplier<T> maker;

    public Spares(Supplier<T> maker) {
        this.maker = maker;
    }

    /// Runs `work` with a bench that nobody else has meanwhile.
    public void use(Consumer<T> work) {
        T spare = spares.poll();
        T bench = spare == null ? maker.get() : spare;
        work.accept(bench);
        spares.add(bench);
    }
}
