package dev.credence.inference.language.grammar;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Refuses a rule that calls itself before any byte: such a schema (`{"$ref": "#"}`) describes nothing.
final class LeftCalls {
    private final Program program;
    private final Map<Integer, Set<Integer>> calls = new HashMap<>();

    LeftCalls(Program program) {
        this.program = program;
    }

    void check() throws GrammarException {
        for (int at = 0; at < program.size(); at++) {
            if (program.operation(at) == Program.CALL) {
                calls.computeIfAbsent(program.first(at), this::calledAtOnce);
            }
        }
        for (int rule : calls.keySet()) {
            if (reaches(rule)) {
                throw new GrammarException("#", "a '$ref' leads back to itself with nothing between");
            }
        }
    }

    // The rules that are called before any byte.
    private Set<Integer> calledAtOnce(int rule) {
        Set<Integer> called = new HashSet<>();
        Set<Integer> seen = new HashSet<>();
        Deque<Integer> open = new ArrayDeque<>();
        open.push(rule);
        while (!open.isEmpty()) {
            int at = open.pop();
            if (!seen.add(at)) {
                continue;
            }
            if (program.operation(at) == Program.FORK) {
                open.push(program.first(at));
                open.push(program.second(at));
            } else if (program.operation(at) == Program.CALL) {
                called.add(program.first(at));
            }
        }
        return called;
    }

    private boolean reaches(int rule) {
        Set<Integer> seen = new HashSet<>();
        Deque<Integer> open = new ArrayDeque<>(calls.getOrDefault(rule, Set.of()));
        while (!open.isEmpty()) {
            int at = open.pop();
            if (at == rule) {
                return true;
            }
            if (seen.add(at)) {
                open.addAll(calls.getOrDefault(at, Set.of()));
            }
        }
        return false;
    }
}
