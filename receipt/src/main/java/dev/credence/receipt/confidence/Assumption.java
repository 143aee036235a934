package dev.credence.receipt.confidence;

/// One entry of the assumption table: something that is taken for true, with its figure and its words.
public sealed interface Assumption {
    String id();

    /// What is assumed, in one sentence.
    String text();

    /// Stands under every receipt; printed once, never joins pieces of evidence into a group.
    record Base(String id, String text) implements Assumption {}

    /// A bound that no evidence of its kind can exceed, however often it is repeated.
    record Floor(String id, int md, String text) implements Assumption {
        public Floor {
            MilliDecades.checked(md);
        }
    }

    /// A share of owners from which a figure is counted.
    record Counting(String id, Share share, String text) implements Assumption {}

    /// Something that must hold for a figure, without a figure of its own.
    record Condition(String id, String text) implements Assumption {}
}
