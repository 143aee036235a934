package dev.credence.inference.op.recurrent;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.numeric.FloatV1;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What the recurrent operations have in common.
///
/// @param directions 1, or 2 with the second one backwards; a single backward one has `backwardFirst`
/// @param clip       bound of the activations' arguments, infinite for none
record RecurrentAttributes(
        int directions, boolean backwardFirst, float clip, boolean batchFirst, List<Activation> activations) {
    /// A gate's activation with the rules of docs/spec/float-v1.md.
    @FunctionalInterface
    interface Activation {
        float apply(float x);
    }

    /// @param defaults the activations of one direction
    static RecurrentAttributes decode(OpNode node, String... defaults) throws RefusedException {
        String direction = node.choice("direction", "forward", "forward", "reverse", "bidirectional");
        int directions = direction.equals("bidirectional") ? 2 : 1;
        if (node.has("activation_alpha") || node.has("activation_beta")) {
            throw Operands.mode("activations with parameters are not claimed");
        }
        node.ignore("hidden_size"); // the weights say it
        String[] names = node.texts("activations").orElse(null);
        List<Activation> activations = new ArrayList<>();
        for (int i = 0; i < directions * defaults.length; i++) {
            if (names != null && names.length != directions * defaults.length) {
                throw OpNode.invalid("names " + names.length + " activations, expected " + directions * defaults.length);
            }
            activations.add(activation(names == null ? defaults[i % defaults.length] : names[i]));
        }
        float clip = node.number("clip", Float.POSITIVE_INFINITY);
        if (!(clip > 0)) {
            throw OpNode.invalid("attribute clip is " + clip + ", expected a positive number");
        }
        return new RecurrentAttributes(
                directions, direction.equals("reverse"), clip, node.flag("layout", false), List.copyOf(activations));
    }

    private static Activation activation(String name) throws RefusedException {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "sigmoid" -> FloatV1::sigmoid;
            case "tanh" -> FloatV1::tanh;
            case "relu" -> x -> Math.max(x, 0f);
            case "softplus" -> FloatV1::softplus;
            case "softsign" -> x -> x / (1f + Math.abs(x));
            default -> throw Operands.mode("the activation '" + name + "' is not claimed");
        };
    }

    boolean backward(int direction) {
        return directions == 2 ? direction == 1 : backwardFirst;
    }

    /// Activation `index` of a direction.
    Activation activation(int direction, int index) {
        return activations.get(direction * activations.size() / directions + index);
    }

    float clipped(float x) {
        return clip == Float.POSITIVE_INFINITY ? x : Math.max(-clip, Math.min(clip, x));
    }
}
