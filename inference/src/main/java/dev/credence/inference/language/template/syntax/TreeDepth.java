package dev.credence.inference.language.template.syntax;

import java.util.ArrayDeque;
import java.util.Deque;

/// The depth of a syntax tree, found without recursion: a long chain of operators makes a deep tree.
final class TreeDepth {
    private record Place(Node node, int depth) {}

    private TreeDepth() {}

    static int of(Node root) {
        int deepest = 0;
        Deque<Place> open = new ArrayDeque<>();
        open.push(new Place(root, 1));
        while (!open.isEmpty()) {
            Place place = open.pop();
            deepest = Math.max(deepest, place.depth());
            for (Node child : place.node().children()) {
                open.push(new Place(child, place.depth() + 1));
            }
        }
        return deepest;
    }
}
