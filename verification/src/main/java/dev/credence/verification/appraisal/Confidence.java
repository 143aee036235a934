package dev.credence.verification.appraisal;

import dev.credence.receipt.confidence.AssumptionTable;
import dev.credence.receipt.confidence.MilliDecades;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/// What all pieces together are worth (docs/spec/receipt.md 6.3).
///
/// @param conservative md of the best group
/// @param independent  md where the policy takes groups of some kinds for independent
/// @param groups       best first
public record Confidence(int conservative, OptionalInt independent, List<Group> groups) {
    public static final Confidence NONE = new Confidence(0, OptionalInt.empty(), List.of());

    public Confidence {
        groups = List.copyOf(groups);
    }

    /// Pieces that rest on a common assumption, directly or by way of others, and may therefore all be wrong at once.
    ///
    /// @param pieces best first; the best counts
    public record Group(List<Piece> pieces) {
        public Group {
            pieces = List.copyOf(pieces);
        }

        public Piece best() {
            return pieces.getFirst();
        }

        public int md() {
            return best().md();
        }
    }

    /// @param independentKinds kinds whose groups are summed; empty where the policy does not say so
    public static Confidence of(List<Piece> pieces, AssumptionTable table, Set<String> independentKinds) {
        List<Group> groups = groups(pieces, table);
        int best = groups.isEmpty() ? 0 : groups.getFirst().md();
        if (independentKinds.isEmpty()) {
            return new Confidence(best, OptionalInt.empty(), groups);
        }
        long sum = 0;
        for (Group group : groups) {
            sum += independentKinds.contains(group.best().kind()) ? group.md() : 0;
        }
        int independent = (int) Math.min(MilliDecades.MD_MAX, Math.max(best, sum));
        return new Confidence(best, OptionalInt.of(independent), groups);
    }

    /// The figure that the policy reads.
    public int md() {
        return independent.orElse(conservative);
    }

    /// Groups that are worth anything.
    public int groupsThatCount() {
        return (int) groups.stream().filter(group -> group.md() > 0).count();
    }

    // Connected components of pieces under "shares an assumption that is not of class base".
    private static List<Group> groups(List<Piece> pieces, AssumptionTable table) {
        List<Piece> left = new ArrayList<>(pieces);
        left.sort(Comparator.comparingInt(Piece::md).reversed());
        List<Group> groups = new ArrayList<>();
        while (!left.isEmpty()) {
            List<Piece> members = new ArrayList<>(List.of(left.removeFirst()));
            Set<String> shared = new HashSet<>(joining(members.getFirst(), table));
            for (int i = 0; i < left.size(); i++) {
                if (joining(left.get(i), table).stream().anyMatch(shared::contains)) {
                    Piece joined = left.remove(i);
                    members.add(joined);
                    shared.addAll(joining(joined, table));
                    // What was passed over before may be joined by way of this one.
                    i = -1;
                }
            }
            members.sort(Comparator.comparingInt(Piece::md).reversed());
            groups.add(new Group(members));
        }
        groups.sort(Comparator.comparingInt(Group::md).reversed());
        return groups;
    }

    private static Set<String> joining(Piece piece, AssumptionTable table) {
        Set<String> ids = new HashSet<>(piece.assumptions());
        ids.removeIf(table::isBase);
        return ids;
    }
}
