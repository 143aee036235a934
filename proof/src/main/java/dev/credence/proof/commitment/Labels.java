package dev.credence.proof.commitment;

/// The labels of an opening's messages, in the order in which they first occur.
final class Labels {
    static final String CLAIM = "opening-claim";
    static final String ROOT = "opening-root";
    static final String CLEAR = "opening-clear";
    static final String WORK = "opening-work";
    static final String INDEX = "opening-index";
    static final String COLUMN = "opening-column";
    static final String PATH = "opening-path";
    static final String GAMMA = "opening-gamma";

    private Labels() {}
}
