package dev.credence.inference.language.grammar;

import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonObject;

/// The JSON texts that satisfy a schema, as an automaton over UTF-8 bytes.
///
/// White space: exactly one space behind `,` and `:`, none elsewhere. Members stand in the schema's order; an optional one may be
/// missing. Sound: every accepted text satisfies the schema. docs/spec/grammar.md.
public final class JsonGrammar {
    private final GrammarState start;

    private JsonGrammar(GrammarState start) {
        this.start = start;
    }

    /// @throws GrammarException if the schema uses what this build does not understand, by name
    public static JsonGrammar of(Json schema) throws GrammarException {
        return of(schema, "", "");
    }

    /// The texts of `schema` between two fixed ones, such as the words by which a template calls a tool.
    ///
    /// @throws GrammarException if the schema uses what this build does not understand, by name
    public static JsonGrammar of(Json schema, String before, String behind) throws GrammarException {
        return new JsonGrammar(new SchemaCompiler(schema).compile(before, behind));
    }

    /// Any object: `response_format` of the type `json_object`.
    public static JsonGrammar anyObject() {
        try {
            return of(JsonObject.builder().put("type", "object").build());
        } catch (GrammarException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public GrammarState start() {
        return start;
    }
}
