package dev.credence.inference.graph;

/// One dimension of a declared shape.
///
/// @param size   the size, or −1 if it is only known when the model runs
/// @param symbol the name under which equal unknown sizes are declared, or empty
public record Dimension(long size, String symbol) {
    public static final Dimension UNKNOWN = new Dimension(-1, "");

    public Dimension {
        if (size < -1 || size >= 0 && !symbol.isEmpty()) {
            throw new IllegalArgumentException("a dimension has a size or a symbol, found " + size + " " + symbol);
        }
    }

    public boolean isFixed() {
        return size >= 0;
    }

    @Override
    public String toString() {
        return isFixed() ? Long.toString(size) : symbol.isEmpty() ? "?" : symbol;
    }
}
