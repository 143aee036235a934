package dev.credence.node.input;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.StrictJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The part of a model's card that this program reads (models/README.md, "The card").
///
/// Members that it does not know are for people and stay unread; those that it reads are checked.
///
/// @param inputs  how to read what people have, by input name
/// @param labels  the classes of a classification, by output name
public record Card(
        String name, String title, String licence, String description, Map<String, InputRule> inputs, Map<String, List<String>> labels) {
    public static final int BYTES_MAX = 1 << 20;
    private static final int TEXT_CHARS_MAX = 8_192;
    private static final int LABELS_MAX = 100_000;
    private static final int SIDE_MAX = 4_096;

    public Card {
        inputs = Map.copyOf(inputs);
        labels = Map.copyOf(labels);
    }

    public static Card decode(Bytes bytes) throws MalformedException {
        JsonFields fields = JsonFields.of("card", StrictJson.parse(bytes, new JsonLimits(BYTES_MAX, 16, LABELS_MAX * 2)));
        Map<String, InputRule> inputs = new LinkedHashMap<>();
        for (String input : names(fields.optionalAny("input"))) {
            rule(fields.object("input").object(input)).ifPresent(rule -> inputs.put(input, rule));
        }
        Map<String, List<String>> labels = new LinkedHashMap<>();
        for (String output : names(fields.optionalAny("output"))) {
            JsonFields member = fields.object("output").object(output);
            if (member.string("kind", 64).equals("classification")) {
                labels.put(output, member.strings("labels", LABELS_MAX, 256));
            }
        }
        return new Card(
                fields.string("name", 64),
                fields.optionalString("title", 256).orElse(""),
                fields.optionalString("licence", 256).orElse(""),
                fields.optionalString("description", TEXT_CHARS_MAX).orElse(""),
                inputs,
                labels);
    }

    private static Iterable<String> names(Optional<Json> member) {
        return member.filter(json -> json instanceof JsonObject)
                .map(json -> (Iterable<String>) ((JsonObject) json).keys())
                .orElse(List.of());
    }

    // A kind that this program does not know is no defect of the card: the input is then given as a tensor.
    private static Optional<InputRule> rule(JsonFields fields) throws MalformedException {
        String kind = fields.string("kind", 64);
        if (kind.equals("image")) {
            fields.literal("channels", "grayscale");
            fields.literal("layout", "NCHW");
            int width = (int) fields.integer("width", 1, SIDE_MAX);
            if (fields.integer("height", 1, SIDE_MAX) != width) {
                throw fields.fault("height", "the width (pictures are read into squares)", "another number");
            }
            boolean black = fields.oneOf("background", Set.of("black", "white")).equals("black");
            JsonFields scale = fields.object("scale");
            return Optional.of(new InputRule.Picture(
                    width, black, (int) scale.integer("n", 1, 1 << 16), (int) scale.integer("d", 1, 1 << 16)));
        }
        return kind.equals("row") ? Optional.of(new InputRule.Row(fields.strings("columns", 65_536, 256))) : Optional.empty();
    }
}
