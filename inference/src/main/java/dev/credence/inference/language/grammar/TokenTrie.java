package dev.credence.inference.language.grammar;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A vocabulary as a tree of bytes, so that what tokens share is tried once.
///
/// Nodes lie in arrays: children of a node are a chain of siblings.
public final class TokenTrie {
    /// Masks that are kept: one answer meets a few dozen states again and again.
    private static final int MASKS_MAX = 64;

    private int[] child = new int[1024];
    private int[] sibling = new int[1024];
    private byte[] value = new byte[1024];
    private int nodes = 1;
    // Tokens at a node: the last one, and for each token the one before it.
    private int[] last = new int[1024];
    private final int[] before;
    private final Map<GrammarState, BitSet> masks = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<GrammarState, BitSet> eldest) {
            return size() > MASKS_MAX;
        }
    };

    /// @param tokens the bytes of each token; nothing for those that stand for no bytes, such as control tokens
    public TokenTrie(List<Optional<byte[]>> tokens) {
        before = new int[tokens.size()];
        for (int id = 0; id < tokens.size(); id++) {
            byte[] bytes = tokens.get(id).orElse(new byte[0]);
            if (bytes.length > 0) {
                int node = 0;
                for (byte each : bytes) {
                    node = descend(node, each);
                }
                before[id] = last[node] - 1;
                last[node] = id + 1;
            }
        }
    }

    private int descend(int node, byte each) {
        for (int at = child[node]; at != 0; at = sibling[at]) {
            if (value[at] == each) {
                return at;
            }
        }
        if (nodes == child.length) {
            int size = nodes * 2;
            child = java.util.Arrays.copyOf(child, size);
            sibling = java.util.Arrays.copyOf(sibling, size);
            value = java.util.Arrays.copyOf(value, size);
            last = java.util.Arrays.copyOf(last, size);
        }
        value[nodes] = each;
        sibling[nodes] = child[node];
        child[node] = nodes;
        return nodes++;
    }

    /// The tokens whose bytes may come next, all of them; a token without bytes never is among them. A copy.
    public synchronized BitSet mask(GrammarState state) {
        BitSet known = masks.get(state);
        if (known == null) {
            known = new BitSet(before.length);
            collect(0, state, known);
            masks.put(state, known);
        }
        return (BitSet) known.clone();
    }

    private void collect(int node, GrammarState state, BitSet mask) {
        for (int at = child[node]; at != 0; at = sibling[at]) {
            GrammarState next = state.after(value[at] & 0xff);
            if (!next.isDead()) {
                for (int id = last[at] - 1; id >= 0; id = before[id]) {
                    mask.set(id);
                }
                collect(at, next, mask);
            }
        }
    }
}
