package dev.credence.inference.op;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.tensor.ElementType;
import java.util.Set;

/// A claim: this operation, in these versions of its operation set, over these element types, is computed as its
/// specification and docs/spec/float-v1.md say.
///
/// @param domain       the operation's domain; empty is ONNX's own
/// @param name         the operation's name
/// @param since        the first version of the operation set claimed
/// @param until        the last one
/// @param types        element types of the operand number `typeOperand`
/// @param typeOperand  the operand whose type decides (the first but for `Where` and its like)
/// @param operands     what each operand's type must be: `T` that of the type operand, `I` INT64 or INT32, `B` BOOL, `Q` INT8 or UINT8,
///     `A` anything (the operation checks it itself); the last letter holds for all that follow
/// @param halfByFloat  whether half-precision tensors are widened to single precision before and rounded once after
/// @param decoder      reads the attributes
/// @param inputsMin    the fewest inputs
/// @param inputsMax    the most inputs
public record OpSpec(
        String domain,
        String name,
        int since,
        int until,
        Set<ElementType> types,
        int typeOperand,
        String operands,
        boolean halfByFloat,
        Decoder decoder,
        int inputsMin,
        int inputsMax) {
    /// Versions of ONNX's own operation set that we claim.
    public static final int OPSET_MIN = 7;

    public static final int OPSET_MAX = 28;

    /// Reads a node's attributes into an operation.
    @FunctionalInterface
    public interface Decoder {
        Op decode(OpNode node) throws RefusedException;
    }

    public OpSpec {
        if (since > until || inputsMin > inputsMax) {
            throw new IllegalArgumentException(name + ": from " + since + " to " + until);
        }
    }

    /// A claim over all versions from 7 to 28; half precision, where among `types`, by way of single precision.
    public static OpSpec of(String name, Set<ElementType> types, int inputsMin, int inputsMax, Decoder decoder) {
        return new OpSpec("", name, OPSET_MIN, OPSET_MAX, types, 0, "T", true, decoder, inputsMin, inputsMax);
    }

    /// The same for an operation that moves elements without calculating: half precision stays as it is.
    public static OpSpec moving(String name, Set<ElementType> types, int inputsMin, int inputsMax, Decoder decoder) {
        return new OpSpec("", name, OPSET_MIN, OPSET_MAX, types, 0, "T", false, decoder, inputsMin, inputsMax);
    }

    public OpSpec startingAt(int version) {
        return new OpSpec(domain, name, version, until, types, typeOperand, operands, halfByFloat, decoder, inputsMin, inputsMax);
    }

    public OpSpec endingAt(int version) {
        return new OpSpec(domain, name, since, version, types, typeOperand, operands, halfByFloat, decoder, inputsMin, inputsMax);
    }

    public OpSpec typeOf(int operand) {
        return new OpSpec(domain, name, since, until, types, operand, operands, halfByFloat, decoder, inputsMin, inputsMax);
    }

    public OpSpec in(String otherDomain, int from, int to) {
        return new OpSpec(otherDomain, name, from, to, types, typeOperand, operands, halfByFloat, decoder, inputsMin, inputsMax);
    }

    /// The same with other types of operands.
    public OpSpec operands(String letters) {
        return new OpSpec(domain, name, since, until, types, typeOperand, letters, halfByFloat, decoder, inputsMin, inputsMax);
    }

    /// The letter for operand `index`.
    public char operand(int index) {
        return operands.charAt(Math.min(index, operands.length() - 1));
    }
}
