package dev.credence.node.http;

import java.util.Optional;

/// A refusal on its way to the caller: one sentence that names what was expected and what came.
public final class ApiException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Fault fault;
    private final String code;
    private final String parameter;

    public ApiException(Fault fault, String sentence) {
        this(fault, sentence, null);
    }

    public ApiException(Fault fault, String sentence, Throwable cause) {
        this(fault, fault.code(), "", sentence, cause);
    }

    private ApiException(Fault fault, String code, String parameter, String sentence, Throwable cause) {
        super(sentence, cause);
        this.fault = fault;
        this.code = code;
        this.parameter = parameter;
    }

    /// The same refusal under a code of its own.
    public ApiException coded(String other) {
        return new ApiException(fault, other, parameter, getMessage(), this);
    }

    /// The same refusal, of one field of the request.
    public ApiException of(String field) {
        return new ApiException(fault, code, field, getMessage(), this);
    }

    public Fault fault() {
        return fault;
    }

    /// The stable code that error bodies carry: the fault's, unless a surface has its own.
    public String code() {
        return code;
    }

    /// The field of the request that is refused.
    public Optional<String> parameter() {
        return parameter.isEmpty() ? Optional.empty() : Optional.of(parameter);
    }
}
