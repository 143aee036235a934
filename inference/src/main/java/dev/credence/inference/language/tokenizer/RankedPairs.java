package dev.credence.inference.language.tokenizer;

/// Neighbours merge in the order of a table's ranks.
///
/// @param merges  the table
/// @param symbols of the text, at the index where each begins; a merge writes the left one; -1 for what no merge has
record RankedPairs(MergeTable merges, int[] symbols) implements MergeQueue.Pairs {
    @Override
    public long order(int left, int right, int end) {
        if (symbols[left] < 0 || symbols[right] < 0) {
            return NONE;
        }
        int rank = merges.rank(symbols[left], symbols[right]);
        return rank < 0 ? NONE : rank;
    }

    @Override
    public void merge(int left, int right, int end) {
        symbols[left] = merges.merged(merges.rank(symbols[left], symbols[right]));
    }
}
