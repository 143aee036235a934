package dev.credence.inference.language.grammar;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Instructions of a nondeterministic automaton over bytes with calls: a byte of a range, a fork, a call of a rule, its
/// return, acceptance. Source: K. Thompson, "Regular expression search algorithm", 1968, with a stack for recursion.
final class Program {
    static final byte BYTES = 0;
    static final byte FORK = 1;
    static final byte CALL = 2;
    static final byte RETURN = 3;
    static final byte ACCEPT = 4;

    /// Instructions that a schema may need: `maxLength` and `maxItems` are written out.
    static final int SIZE_MAX = 200_000;

    private byte[] operations = new byte[256];
    private int[] first = new int[256];
    private int[] second = new int[256];
    private int[] next = new int[256];
    private int size;
    private final Map<GrammarState, GrammarState> states = new ConcurrentHashMap<>();

    /// One object for equal states.
    Map<GrammarState, GrammarState> states() {
        return states;
    }

    /// A new instruction; −1 where the program would be too long.
    int add(byte operation, int a, int b, int following) {
        if (size >= SIZE_MAX) {
            return -1;
        }
        if (size == operations.length) {
            operations = Arrays.copyOf(operations, size * 2);
            first = Arrays.copyOf(first, size * 2);
            second = Arrays.copyOf(second, size * 2);
            next = Arrays.copyOf(next, size * 2);
        }
        operations[size] = operation;
        first[size] = a;
        second[size] = b;
        next[size] = following;
        return size++;
    }

    /// Sets the target of a call whose rule was not known yet, or the second way of a fork.
    void patch(int at, int a, int b) {
        first[at] = a;
        second[at] = b;
    }

    byte operation(int at) {
        return operations[at];
    }

    /// The lowest byte, the first way of a fork, or the rule that is called.
    int first(int at) {
        return first[at];
    }

    /// The highest byte, or the second way of a fork.
    int second(int at) {
        return second[at];
    }

    int next(int at) {
        return next[at];
    }

    int size() {
        return size;
    }
}
