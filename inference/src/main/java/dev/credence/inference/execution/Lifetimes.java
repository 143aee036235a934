package dev.credence.inference.execution;

import dev.credence.inference.tensor.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/// Finds after which step each slot is read for the last time, so that its tensor can be let go.
final class Lifetimes {
    private Lifetimes() {}

    static List<Step> withFrees(List<Step> steps, int[] outputs, Tensor[] initial) {
        boolean[] needed = new boolean[initial.length];
        for (int output : outputs) {
            needed[output] = true;
        }
        for (int slot = 0; slot < initial.length; slot++) {
            needed[slot] |= initial[slot] != null; // the plan holds constants anyway
        }
        Deque<Step> reversed = new ArrayDeque<>();
        for (int i = steps.size() - 1; i >= 0; i--) {
            Step step = steps.get(i);
            List<Integer> last = new ArrayList<>();
            for (int slot : reads(step)) {
                if (slot >= 0 && !needed[slot]) {
                    needed[slot] = true;
                    last.add(slot);
                }
            }
            for (int slot : step.site().outputs()) {
                if (slot >= 0 && !needed[slot]) {
                    needed[slot] = true; // nobody reads it
                    last.add(slot);
                }
            }
            reversed.addFirst(freeing(step, last.stream().mapToInt(Integer::intValue).toArray()));
        }
        return List.copyOf(reversed);
    }

    private static int[] reads(Step step) {
        return switch (step) {
            case Step.Apply(Step.Site site, _) -> site.inputs();
            case Step.Known(Step.Site site) -> site.inputs();
            case Step.Branch(Step.Site site, Plan then, Plan otherwise) ->
                join(site.inputs(), then.captured(), otherwise.captured());
            case Step.Loop(Step.Site site, Plan body, _) -> join(site.inputs(), body.captured());
            case Step.Scan(Step.Site site, Plan body, _) -> join(site.inputs(), body.captured());
        };
    }

    private static Step freeing(Step step, int[] free) {
        Step.Site old = step.site();
        Step.Site site = new Step.Site(old.node(), old.layer(), old.inputs(), old.outputs(), free);
        return switch (step) {
            case Step.Apply(_, var op) -> new Step.Apply(site, op);
            case Step.Known _ -> new Step.Known(site);
            case Step.Branch(_, Plan then, Plan otherwise) -> new Step.Branch(site, then, otherwise);
            case Step.Loop(_, Plan body, Repetition repetition) -> new Step.Loop(site, body, repetition);
            case Step.Scan(_, Plan body, Repetition repetition) -> new Step.Scan(site, body, repetition);
        };
    }

    private static int[] join(int[]... parts) {
        return Arrays.stream(parts).flatMapToInt(Arrays::stream).toArray();
    }
}
