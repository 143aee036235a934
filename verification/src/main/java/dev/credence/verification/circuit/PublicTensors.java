package dev.credence.verification.circuit;

import dev.credence.inference.integer.IntegerTensor;
import java.util.Arrays;
import java.util.Optional;

/// The integers that both sides know: a program's input and its output.
///
/// **Obligation**: nobody writes to the arrays.
public final class PublicTensors {
    private final int[] input;
    private final int[] output;

    private PublicTensors(int[] input, int[] output) {
        this.input = input;
        this.output = output;
    }

    /// Empty if a tensor has another length than the program says, or an element outside its range: nothing else looks them up.
    public static Optional<PublicTensors> of(Circuit circuit, int[] input, int[] output) {
        boolean fit = fits(circuit.tensors().getFirst(), input) && fits(circuit.tensors().getLast(), output);
        return fit ? Optional.of(new PublicTensors(input, output)) : Optional.empty();
    }

    private static boolean fits(IntegerTensor type, int[] elements) {
        return elements.length == type.elements()
                && Arrays.stream(elements).allMatch(element -> element >= type.range().low() && element <= type.range().high());
    }

    /// X.
    public int[] input() {
        return input;
    }

    /// Y.
    public int[] output() {
        return output;
    }

    /// The elements of tensor `tensor`, which lies in no column.
    int[] tensor(int tensor) {
        return tensor == 0 ? input : output;
    }
}
