package dev.credence.inference.graph;

/// A model, or a request to it, that is not executed; the message is one sentence fit for a user.
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Refusal refusal;
    private final String node;
    private final String operation;
    private final String sentence;

    public RefusedException(Refusal refusal, String sentence) {
        this(refusal, "", "", sentence, null);
    }

    private RefusedException(Refusal refusal, String node, String operation, String sentence, Throwable cause) {
        super(node.isEmpty() ? sentence : "node " + node + ": " + sentence, cause);
        this.refusal = refusal;
        this.node = node;
        this.operation = operation;
        this.sentence = sentence;
    }

    /// The same refusal, naming the node at which it arose; an inner node's name is kept.
    public RefusedException at(Node where) {
        return node.isEmpty()
                ? new RefusedException(refusal, where.label(), where.qualifiedOperation(), sentence, this)
                : this;
    }

    public Refusal refusal() {
        return refusal;
    }

    /// The label of the node at fault, or empty if none is.
    public String node() {
        return node;
    }

    /// Domain and name of the operation of the node at fault, or empty if none is.
    public String operation() {
        return operation;
    }
}
