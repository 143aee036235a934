package dev.credence.node.store;

import java.io.IOException;

/// What is on disk is not what must be there; the message is one sentence for the person who runs the node.
public final class StoreException extends IOException {
    private static final long serialVersionUID = 1L;

    public StoreException(String sentence) {
        super(sentence);
    }
}
