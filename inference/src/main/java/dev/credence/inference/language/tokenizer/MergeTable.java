package dev.credence.inference.language.tokenizer;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.inference.gguf.GgufValue;
import java.util.HashMap;
import java.util.Map;

/// Which neighbours merge, in which order and into what: an open-addressed map from pairs of symbols to ranks.
///
/// A symbol is a token's id, or a number above all ids for a text that occurs in merges only.
final class MergeTable {
    private static final long EMPTY = -1;

    private final Map<String, Integer> extra = new HashMap<>();
    private final Vocabulary vocabulary;
    private final long[] keys;
    private final int[] ranks;
    private final int[] merged;

    /// @param merges pairs of texts, divided by their first space behind the first character, the most urgent first
    MergeTable(Vocabulary vocabulary, GgufValue.Texts merges) throws MalformedException {
        this.vocabulary = vocabulary;
        int slots = Integer.highestOneBit(Math.max(16, merges.count()) * 2 - 1) * 2;
        keys = new long[slots];
        java.util.Arrays.fill(keys, EMPTY);
        ranks = new int[slots];
        merged = new int[merges.count()];
        for (int rank = 0; rank < merges.count(); rank++) {
            String merge = merges.text(rank);
            int space = merge.indexOf(' ', 1);
            if (space < 0 || space == merge.length() - 1) {
                throw new MalformedException(merges.key() + "[" + rank + "]", -1, "two texts with a space between them", merge);
            }
            String left = merge.substring(0, space);
            String right = merge.substring(space + 1);
            merged[rank] = symbol(left.concat(right));
            put(key(symbol(left), symbol(right)), rank);
        }
    }

    private int symbol(String text) {
        int id = vocabulary.idOrNone(text);
        return id >= 0 ? id : extra.computeIfAbsent(text, _ -> vocabulary.size() + extra.size());
    }

    /// The symbol of a text of one character, or -1 if no token and no merge has it.
    int single(String text) {
        int id = vocabulary.idOrNone(text);
        return id >= 0 ? id : extra.getOrDefault(text, -1);
    }

    private static long key(int left, int right) {
        return (long) left << 32 | right;
    }

    private int slot(long key) {
        return (int) (key * 0x9e3779b97f4a7c15L >>> 40) & keys.length - 1;
    }

    private void put(long key, int rank) {
        int at = slot(key);
        while (keys[at] != EMPTY && keys[at] != key) {
            at = at + 1 & keys.length - 1;
        }
        if (keys[at] == EMPTY) {
            // Of a pair that occurs twice the first counts.
            keys[at] = key;
            ranks[at] = rank;
        }
    }

    /// The rank of the pair, or -1.
    int rank(int left, int right) {
        long key = key(left, right);
        for (int at = slot(key); keys[at] != EMPTY; at = at + 1 & keys.length - 1) {
            if (keys[at] == key) {
                return ranks[at];
            }
        }
        return -1;
    }

    /// The symbol that the merge of `rank` makes.
    int merged(int rank) {
        return merged[rank];
    }
}
