package dev.credence.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.IJson;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonBoolean;
import dev.credence.foundation.codec.JsonInteger;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.JsonNull;
import dev.credence.foundation.codec.JsonNumber;
import dev.credence.foundation.codec.JsonNumeric;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import dev.credence.foundation.codec.JsonWriter;
import dev.credence.receipt.statement.Statement;
import dev.credence.testkit.Seeded;
import dev.credence.verification.laws.Defect;
import dev.credence.verification.laws.Defects;
import dev.credence.verification.laws.ForgedCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: whatever stands where in a body of text, it ends in a judgement and never in an exception. Method: honest bodies, in which
/// values are put in place of others, left out, or doubled.
class TextMutationTest {
    private static final int ROUNDS = 60;

    @ParameterizedTest
    @ValueSource(strings = {"good-chat", "good-chat-stream", "good-completion", "good-completion-stream", "good-responses", "good-responses-stream"})
    void everyBodyEndsInAJudgement(String name) throws Exception {
        ForgedCase honest = Defects.all().stream().filter(defect -> defect.name().equals(name)).findFirst().map(Defect::forge).orElseThrow();
        Optional<Statement> statement = Optional.of(honest.file().envelope().statement());
        String request = honest.exhibit().request().orElseThrow().utf8();
        String answer = honest.exhibit().answer().orElseThrow().utf8();
        Seeded.check(ROUNDS, (random, _) -> {
            Bytes asked = Bytes.ofUtf8(mutated(request, random));
            Bytes answered = Bytes.ofUtf8(mutated(answer, random));
            assertThat(RequestCheck.of(statement, Optional.of(asked)).judgement()).isNotNull();
            assertThat(AnswerCheck.of(statement, Optional.of(answered)).judgement()).isNotNull();
        });
    }

    // A whole body, or one event of a stream.
    private static String mutated(String text, RandomGenerator random) throws MalformedException {
        if (text.startsWith("{")) {
            return mutatedJson(text, random);
        }
        String[] lines = text.split("(?<=\n)");
        int at = random.nextInt(lines.length);
        while (!lines[at].startsWith("data: {")) {
            at = random.nextInt(lines.length);
        }
        lines[at] = "data: " + mutatedJson(lines[at].substring(6).strip(), random) + "\n";
        return String.join("", lines);
    }

    private static String mutatedJson(String json, RandomGenerator random) throws MalformedException {
        Json whole = IJson.parse(Bytes.ofUtf8(json), JsonLimits.ofBytes(1 << 20));
        int node = random.nextInt(count(whole));
        return JsonWriter.write(new Mutation(node, random).apply(whole)).utf8();
    }

    private static int count(Json json) {
        return switch (json) {
            case JsonObject object -> 1 + object.members().values().stream().mapToInt(TextMutationTest::count).sum();
            case JsonArray array -> 1 + array.items().stream().mapToInt(TextMutationTest::count).sum();
            case JsonString _, JsonNumeric _, JsonBoolean _, JsonNull _ -> 1;
        };
    }

    /// Changes the node of that number, in the order of the text.
    private static final class Mutation {
        private int left;
        private final RandomGenerator random;

        Mutation(int node, RandomGenerator random) {
            this.left = node;
            this.random = random;
        }

        Json apply(Json json) {
            if (left-- == 0) {
                return other(json);
            }
            return switch (json) {
                case JsonObject object -> {
                    JsonObject.Builder builder = JsonObject.builder();
                    for (var member : object.members().entrySet()) {
                        boolean dropped = left == 0 && random.nextInt(3) == 0;
                        Json value = apply(member.getValue());
                        if (!dropped) {
                            builder.put(member.getKey(), value);
                        }
                    }
                    yield builder.build();
                }
                case JsonArray array -> {
                    List<Json> items = new ArrayList<>();
                    for (Json item : array.items()) {
                        boolean doubled = left == 0 && random.nextInt(3) == 0;
                        items.add(apply(item));
                        if (doubled) {
                            items.add(item);
                        }
                    }
                    yield new JsonArray(items);
                }
                case JsonString _, JsonNumeric _, JsonBoolean _, JsonNull _ -> json;
            };
        }

        private Json other(Json json) {
            List<Json> others = List.of(
                    JsonNull.NULL, JsonArray.of(), JsonObject.EMPTY, new JsonString(""), new JsonString("\u0000\ud83d\ude00"),
                    new JsonInteger(0), new JsonInteger(-1), new JsonInteger(7), new JsonInteger(JsonInteger.VALUE_MAX), new JsonNumber("1e308"),
                    new JsonNumber("0.5"), new JsonBoolean(true), JsonArray.of(json), JsonArray.of(json, json),
                    JsonObject.builder().put("type", json).build());
            return others.get(random.nextInt(others.size()));
        }
    }
}
