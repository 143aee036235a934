package dev.credence.node.asking;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.IJson;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.JsonNumeric;
import dev.credence.node.input.Card;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// An answer's outputs as a person reads them: the class of a classification, the first numbers of anything else.
public final class AnswerWords {
    private static final int ANSWER_BYTES_MAX = 256 << 20;
    private static final int VALUES_MAX = 8 << 20;
    private static final int NUMBERS_SHOWN = 8;
    private static final int ROWS_SHOWN = 20;

    private AnswerWords() {}

    /// @param answer the API body
    /// @param card   of the model, where it has one
    public static List<String> of(Bytes answer, Optional<Card> card) throws MalformedException {
        List<String> lines = new ArrayList<>();
        JsonFields body = JsonFields.of("answer", IJson.parse(answer, new JsonLimits(ANSWER_BYTES_MAX, 32, VALUES_MAX)));
        for (JsonFields output : body.objects("outputs", 1_024)) {
            String name = output.string("name", 256);
            List<Json> data = output.array("data", VALUES_MAX);
            Optional<List<String>> labels = card.map(known -> known.labels().get(name));
            if (labels.isPresent() && !labels.get().isEmpty() && data.size() % labels.get().size() == 0) {
                rows(data, labels.get(), lines);
            } else {
                lines.add(name + " = " + first(data));
            }
        }
        return lines;
    }

    private static void rows(List<Json> data, List<String> labels, List<String> lines) {
        int rows = data.size() / labels.size();
        for (int row = 0; row < Math.min(rows, ROWS_SHOWN); row++) {
            List<Json> scores = data.subList(row * labels.size(), (row + 1) * labels.size());
            int best = 0;
            for (int i = 1; i < scores.size(); i++) {
                if (value(scores.get(i)) > value(scores.get(best))) {
                    best = i;
                }
            }
            int second = best == 0 ? Math.min(1, scores.size() - 1) : 0;
            for (int i = 0; i < scores.size(); i++) {
                if (i != best && value(scores.get(i)) > value(scores.get(second))) {
                    second = i;
                }
            }
            lines.add((rows > 1 ? "row " + (row + 1) + ": " : "") + labels.get(best)
                    + String.format(Locale.ROOT, "  (%.3f; next %s %.3f)", value(scores.get(best)), labels.get(second), value(scores.get(second))));
        }
        if (rows > ROWS_SHOWN) {
            lines.add("and " + (rows - ROWS_SHOWN) + " more rows");
        }
    }

    private static double value(Json item) {
        return item instanceof JsonNumeric number ? number.asDouble() : Double.NaN;
    }

    private static String first(List<Json> data) {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < Math.min(data.size(), NUMBERS_SHOWN); i++) {
            text.append(i == 0 ? "" : ", ").append(data.get(i) instanceof JsonNumeric number ? number.lexeme() : data.get(i).toString());
        }
        return text.append(data.size() > NUMBERS_SHOWN ? ", … " + data.size() + " in all]" : "]").toString();
    }
}
