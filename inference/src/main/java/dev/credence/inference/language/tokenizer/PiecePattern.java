package dev.credence.inference.language.tokenizer;

import java.util.ArrayList;
import java.util.List;

/// A pattern that cuts a stretch of text: each match is a piece, and so is what lies between matches.
///
/// The leftmost match is taken, of several the one that the first alternatives and the longest repetitions give, as
/// backtracking finds it; but all ways are followed at once, so that the time is that of text times pattern and no text
/// is too long for the stack.
///
/// Source: R. Cox, Regular Expression Matching: the Virtual Machine Approach (2009), Pike's machine.
final class PiecePattern implements PreTokenizer.Cut {
    private static final int NONE = -1;

    /// One instruction; what is not an instruction of reading takes no character.
    private sealed interface Step {
        record Read(PointSet set) implements Step {}

        record Fork(int first, int second) implements Step {}

        record NotBefore(PointSet set) implements Step {}

        record AtEnd() implements Step {}

        record Match() implements Step {}
    }

    private final Step[] program;

    private PiecePattern(Step[] program) {
        this.program = program;
    }

    static PiecePattern of(String pattern) {
        List<Step> program = new ArrayList<>();
        emit(PatternReader.read(pattern), program);
        program.add(new Step.Match());
        return new PiecePattern(program.toArray(Step[]::new));
    }

    private static void emit(PatternReader.Node node, List<Step> program) {
        switch (node) {
            case PatternReader.Node.One(PointSet set) -> program.add(new Step.Read(set));
            case PatternReader.Node.NotBefore(PointSet set) -> program.add(new Step.NotBefore(set));
            case PatternReader.Node.AtEnd _ -> program.add(new Step.AtEnd());
            case PatternReader.Node.Row(List<PatternReader.Node> nodes) -> nodes.forEach(each -> emit(each, program));
            case PatternReader.Node.Choice(List<PatternReader.Node> nodes) -> choice(nodes, program);
            case PatternReader.Node.Repeat(PatternReader.Node inner, int min, int max) -> {
                for (int i = 0; i < min; i++) {
                    emit(inner, program);
                }
                if (max < 0) {
                    int fork = program.size();
                    optional(inner, program, fork);
                }
                for (int i = min; i < max; i++) {
                    optional(inner, program, NONE);
                }
            }
        }
    }

    // Of nothing more than one alternative: a fork before each but the last, a jump behind it to the common end.
    private static void choice(List<PatternReader.Node> nodes, List<Step> program) {
        List<Integer> jumps = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            boolean last = i == nodes.size() - 1;
            int fork = program.size();
            if (!last) {
                program.add(null);
            }
            emit(nodes.get(i), program);
            if (!last) {
                jumps.add(program.size());
                program.add(null);
                program.set(fork, new Step.Fork(fork + 1, program.size()));
            }
        }
        jumps.forEach(jump -> program.set(jump, new Step.Fork(program.size(), program.size())));
    }

    // The node or nothing, the node first; behind it back to `again` unless that is none.
    private static void optional(PatternReader.Node node, List<Step> program, int again) {
        int fork = program.size();
        program.add(null);
        emit(node, program);
        if (again != NONE) {
            program.add(new Step.Fork(again, again));
        }
        program.set(fork, new Step.Fork(fork + 1, program.size()));
    }

    @Override
    public void cut(int[] text, int from, int end, PreTokenizer.Sink sink) {
        Search search = new Search(text, end);
        int done = from;
        while (done < end && search.find(done)) {
            if (search.start > done) {
                sink.piece(done, search.start);
            }
            sink.piece(search.start, search.matchEnd);
            done = search.matchEnd;
        }
        if (done < end) {
            sink.piece(done, end);
        }
    }

    /// The ways through the program that are open at one place of the text, the most wanted first.
    private final class Ways {
        private final int[] steps = new int[program.length];
        private final int[] starts = new int[program.length];
        private final int[] seenAt = new int[program.length];
        private int count;

        Ways() {
            java.util.Arrays.fill(seenAt, NONE);
        }

        void clear() {
            count = 0;
        }
    }

    private final class Search {
        private final int[] text;
        private final int end;
        private Ways open = new Ways();
        private Ways next = new Ways();
        private int start;
        private int matchEnd;

        Search(int[] text, int end) {
            this.text = text;
            this.end = end;
        }

        /// Whether there is a match at or behind `from`; then it is [start, matchEnd).
        boolean find(int from) {
            matchEnd = NONE;
            open = new Ways();
            next = new Ways();
            for (int at = from; at <= end; at++) {
                if (matchEnd == NONE) {
                    follow(open, 0, at, at);
                }
                if (open.count == 0 && matchEnd != NONE) {
                    return true;
                }
                advance(at);
                Ways swapped = open;
                open = next;
                next = swapped;
                next.clear();
            }
            return matchEnd != NONE;
        }

        // Each open way takes the character at `at`; a match shuts out the ways behind it, which are wanted less.
        private void advance(int at) {
            for (int i = 0; i < open.count; i++) {
                int step = open.steps[i];
                switch (program[step]) {
                    case Step.Read(PointSet set) -> {
                        if (at < end && set.has(text[at])) {
                            follow(next, step + 1, at + 1, open.starts[i]);
                        }
                    }
                    case Step.Match _ -> {
                        start = open.starts[i];
                        matchEnd = at;
                        return;
                    }
                    case Step.Fork _, Step.NotBefore _, Step.AtEnd _ -> throw new IllegalStateException("not a place to wait");
                }
            }
        }

        // Adds what can be reached from `step` without a character; its depth is bounded by the program.
        private void follow(Ways ways, int step, int at, int from) {
            if (ways.seenAt[step] == at) {
                return;
            }
            ways.seenAt[step] = at;
            switch (program[step]) {
                case Step.Fork(int first, int second) -> {
                    follow(ways, first, at, from);
                    follow(ways, second, at, from);
                }
                case Step.NotBefore(PointSet set) -> {
                    if (at == end || !set.has(text[at])) {
                        follow(ways, step + 1, at, from);
                    }
                }
                case Step.AtEnd _ -> {
                    if (at == end) {
                        follow(ways, step + 1, at, from);
                    }
                }
                case Step.Read _, Step.Match _ -> {
                    ways.steps[ways.count] = step;
                    ways.starts[ways.count++] = from;
                }
            }
        }
    }
}
