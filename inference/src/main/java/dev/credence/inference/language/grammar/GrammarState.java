package dev.credence.inference.language.grammar;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// Where an answer stands: all places of the automaton that its bytes may have led to. Unchangeable, equal by content.
public final class GrammarState {
    /// Nested calls: one for each array or object around a value, and one for a character of a string.
    static final int DEPTH_MAX = 128;
    /// Places at once; a state that needs more is dead. Schemas of practice need fewer than a hundred.
    static final int PLACES_MAX = 4096;
    /// States whose successors are remembered: a vocabulary of 150,000 tokens asks for the same ones all the time.
    private static final int STATES_MAX = 4096;

    /// Where to return to, innermost first; `hash` is that of the whole stack.
    private record Stack(int place, Optional<Stack> below, int depth, int hash) {
        static Stack push(int place, Optional<Stack> below) {
            int hash = place * 31 + below.map(Stack::hash).orElse(7) * 1_000_003;
            return new Stack(place, below, 1 + below.map(Stack::depth).orElse(0), hash);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Stack stack
                    && (stack == this || (hash == stack.hash && place == stack.place && depth == stack.depth && below.equals(stack.below)));
        }
    }

    private record Place(int at, Optional<Stack> stack) {}

    private final Program program;
    private final Set<Place> places;
    private final int hash;
    // Where each byte leads, as far as it was asked; a race writes equal values. Empty where too many states are known.
    private final GrammarState[] known;

    private GrammarState(Program program, Set<Place> places, boolean remembers) {
        this.program = program;
        this.places = places;
        this.hash = places.hashCode();
        this.known = new GrammarState[remembers ? 256 : 0];
    }

    static GrammarState start(Program program, int at) {
        Closure closure = new Closure(program);
        closure.add(new Place(at, Optional.empty()));
        return closure.state();
    }

    // Follows what consumes no byte.
    private static final class Closure {
        private final Program program;
        private final Set<Place> seen = new LinkedHashSet<>();
        private final Set<Place> kept = new LinkedHashSet<>();
        private final Deque<Place> open = new ArrayDeque<>();

        Closure(Program program) {
            this.program = program;
        }

        void add(Place place) {
            open.push(place);
            while (!open.isEmpty() && seen.size() <= PLACES_MAX) {
                Place next = open.pop();
                if (seen.add(next)) {
                    follow(next);
                }
            }
        }

        private void follow(Place place) {
            int at = place.at();
            switch (program.operation(at)) {
                case Program.FORK -> {
                    open.push(new Place(program.second(at), place.stack()));
                    open.push(new Place(program.first(at), place.stack()));
                }
                case Program.CALL -> {
                    if (place.stack().map(Stack::depth).orElse(0) < DEPTH_MAX) {
                        open.push(new Place(program.first(at), Optional.of(Stack.push(program.next(at), place.stack()))));
                    }
                }
                case Program.RETURN -> place.stack().ifPresent(stack -> open.push(new Place(stack.place(), stack.below())));
                default -> kept.add(place);
            }
        }

        GrammarState state() {
            Set<Place> places = seen.size() > PLACES_MAX ? Set.of() : kept;
            GrammarState state = new GrammarState(program, places, program.states().size() < STATES_MAX);
            if (state.known.length == 0) {
                return state;
            }
            GrammarState other = program.states().putIfAbsent(state, state);
            return other == null ? state : other;
        }
    }

    /// The state after one more byte; dead if the byte may not come.
    ///
    /// @param value 0 to 255
    public GrammarState after(int value) {
        if (known.length == 0) {
            return computed(value);
        }
        GrammarState next = known[value];
        if (next == null) {
            next = computed(value);
            known[value] = next;
        }
        return next;
    }

    private GrammarState computed(int value) {
        Closure closure = new Closure(program);
        for (Place place : places) {
            int at = place.at();
            if (program.operation(at) == Program.BYTES && value >= program.first(at) && value <= program.second(at)) {
                closure.add(new Place(program.next(at), place.stack()));
            }
        }
        return closure.state();
    }

    public GrammarState after(byte[] bytes) {
        GrammarState state = this;
        for (int i = 0; i < bytes.length && !state.isDead(); i++) {
            state = state.after(bytes[i] & 0xff);
        }
        return state;
    }

    /// Whether nothing can complete the answer any more.
    public boolean isDead() {
        return places.isEmpty();
    }

    /// Whether the answer is complete as it stands: the tokens that end an answer are allowed here only.
    public boolean isAccepting() {
        for (Place place : places) {
            if (program.operation(place.at()) == Program.ACCEPT) {
                return true;
            }
        }
        return false;
    }

    /// Whether the answer is complete and no byte may follow.
    public boolean isFinished() {
        return isAccepting() && places.stream().allMatch(place -> program.operation(place.at()) == Program.ACCEPT);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GrammarState state && hash == state.hash && program == state.program && places.equals(state.places);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
