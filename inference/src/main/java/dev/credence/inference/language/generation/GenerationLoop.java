package dev.credence.inference.language.generation;

import dev.credence.inference.language.transformer.Transformer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Several generations on one transformer. Each step computes one batch for all that are active: a position of every choice that is being
/// sampled, pieces of prompts, pieces of told answers. Matrices are decoded once for all of them; every generation gets the bits that it would get
/// alone.
///
/// Where their keys and values need more memory than there is for them, the youngest gives its own back and begins anew later.
///
/// `step` belongs to one thread; everything else may be called from any. **Obligation**: if a step throws, the loop is of no more use.
public final class GenerationLoop {
    /// Positions of a prompt's piece while others sample: they wait for it at every token.
    static final int PIECE_BESIDE_OTHERS = 32;

    private final Transformer transformer;
    private final int activeMax;
    private final int waitingMax;
    private final long bytesMax;
    private int suspensions;
    private final Deque<Generation> waiting = new ArrayDeque<>();
    private final List<Generation> active = new ArrayList<>();

    /// @param activeMax  at once; so many that a batch has a position for each choice
    /// @param waitingMax beside them, in the order in which they came
    public GenerationLoop(Transformer transformer, int activeMax, int waitingMax) {
        this(transformer, activeMax, waitingMax, Long.MAX_VALUE);
    }

    /// @param bytesMax of keys and values, approximately
    public GenerationLoop(Transformer transformer, int activeMax, int waitingMax, long bytesMax) {
        if (bytesMax < 1) {
            throw new IllegalArgumentException("at least one byte expected, found " + bytesMax);
        }
        if (activeMax < 1 || activeMax > transformer.batchMax() / AnswerRules.CHOICES_MAX || waitingMax < 0) {
            throw new IllegalArgumentException("1 to " + transformer.batchMax() / AnswerRules.CHOICES_MAX + " active and any number waiting expected, found "
                    + activeMax + ", " + waitingMax);
        }
        this.transformer = transformer;
        this.activeMax = activeMax;
        this.waitingMax = waitingMax;
        this.bytesMax = bytesMax;
    }

    /// Takes a generation on, if there is a place.
    ///
    /// @param generation of the same transformer, never stepped
    public synchronized boolean submit(Generation generation) {
        if (generation.transformer() != transformer) {
            throw new IllegalArgumentException("a generation of this loop's transformer expected");
        }
        dropDone();
        if (active.size() + waiting.size() >= activeMax + waitingMax) {
            return false;
        }
        waiting.add(generation);
        notifyAll();
        return true;
    }

    /// Waits until there is something to do.
    public synchronized void await() throws InterruptedException {
        dropDone();
        while (active.isEmpty() && waiting.isEmpty()) {
            wait();
        }
    }

    /// How many are active or wait.
    public synchronized int size() {
        dropDone();
        return active.size() + waiting.size();
    }

    private void dropDone() {
        active.removeIf(Generation::isDone);
        waiting.removeIf(Generation::isDone);
    }

    private synchronized List<Generation> turn() {
        dropDone();
        long bytes = active.stream().mapToLong(Generation::bytes).sum();
        while (bytes > bytesMax && active.size() > 1) {
            Generation youngest = active.removeLast();
            bytes -= youngest.bytes();
            youngest.suspend();
            waiting.addFirst(youngest);
            suspensions++;
        }
        if (bytes > bytesMax) {
            active.removeLast().fail("the answer needs more memory than there is for keys and values");
        }
        long needed = active.stream().mapToLong(Generation::bytesNeeded).sum();
        while (active.size() < activeMax && !waiting.isEmpty() && (active.isEmpty() || needed + waiting.peek().bytesNeeded() <= bytesMax)) {
            needed += waiting.peek().bytesNeeded();
            active.add(waiting.poll());
        }
        return List.copyOf(active);
    }

    /// How often a generation gave its memory back.
    public synchronized int suspensions() {
        return suspensions;
    }

    /// Computes one batch.
    ///
    /// @return whether there was anything to do
    public boolean step() {
        List<Generation> turn = turn();
        if (turn.isEmpty()) {
            return false;
        }
        boolean anySamples = turn.stream().anyMatch(each -> !each.isPrompting());
        int share = transformer.batchMax() / turn.size();
        List<Transformer.Span> spans = new ArrayList<>();
        for (Generation each : turn) {
            spans.addAll(each.next(turn.size() > 1 && each.isPrompting() && anySamples ? Math.min(share, PIECE_BESIDE_OTHERS) : share));
        }
        boolean isComputed = false;
        try {
            transformer.run(spans);
            isComputed = true;
        } finally {
            if (!isComputed) {
                turn.forEach(each -> each.fail("the computation broke off"));
            }
        }
        turn.forEach(Generation::settle);
        synchronized (this) {
            dropDone();
        }
        return true;
    }
}
