package dev.credence.foundation.codec;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import java.util.List;

/// The reader of a JSON array of texts that go no further than this process: any Unicode scalar value is a character, the
/// noncharacters that RFC 7493 leaves out among them (RFC 8259 section 8.2 allows them). Lone surrogates are refused.
public final class JsonTexts {
    private JsonTexts() {}

    /// The texts in their order.
    public static List<String> parse(Bytes text, JsonLimits limits) throws MalformedException {
        return new JsonParser(text, limits, JsonDialect.TEXTS).texts();
    }
}
