package dev.credence.node.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonWriter;
import dev.credence.node.answering.TextDelta;
import dev.credence.node.http.EventSink;
import dev.credence.receipt.request.TextAnswerRecord;
import dev.credence.receipt.request.TextAnswerRecord.Choice;
import dev.credence.testkit.Seeded;
import dev.credence.verification.body.TextAnswerBody;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

// Goal: whatever the gateway writes, whole or as events, a verifier reads as the record whose digest was signed.
class AnswersAreReadAsSignedTest {
    @ParameterizedTest
    @EnumSource(Api.class)
    void whole(Api api) {
        Seeded.check(200, (random, _) -> {
            TextAnswerRecord record = record(api, random);
            AnswerStream.Ending ending = ending(record, false);
            JsonObject body =
                    switch (api) {
                        case CHAT -> ChatBody.write(Answers.head(api), ending);
                        case COMPLETION -> CompletionBody.write(Answers.head(api), ending);
                        case RESPONSES -> new ResponseBody(Answers.head(api), JsonObject.EMPTY).write(ending);
                    };
            isRead(JsonWriter.write(body), record);
        });
    }

    @ParameterizedTest
    @EnumSource(Api.class)
    void asEvents(Api api) {
        Seeded.check(200, (random, _) -> {
            TextAnswerRecord record = record(api, random);
            boolean usage = random.nextBoolean();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            EventSink out = new EventSink(bytes);
            AnswerStream stream =
                    switch (api) {
                        case CHAT -> new ChatStream(out, Answers.head(api), usage);
                        case COMPLETION -> new CompletionStream(out, Answers.head(api), usage);
                        case RESPONSES -> new ResponseStream(out, new ResponseBody(Answers.head(api), JsonObject.EMPTY));
                    };
            Choice first = record.choices().getFirst();
            int cut = first.text().offsetByCodePoints(0, random.nextInt(first.text().codePointCount(0, first.text().length()) + 1));
            stream.delta(new TextDelta(0, List.of(), first.text().substring(0, cut), List.of(), Optional.empty()));
            if (record.choices().size() == 1 && random.nextBoolean()) {
                stream.segment(JsonObject.builder().put("index", 0).build());
            }
            stream.end(ending(record, !usage));
            isRead(Bytes.wrap(bytes.toByteArray()), record);
        });
    }

    private static void isRead(Bytes body, TextAnswerRecord record) throws Exception {
        TextAnswerBody read = TextAnswerBody.decode(body);
        assertThat(read.record().digest()).as(body.utf8()).isEqualTo(record.digest());
        assertThat(read.receipt()).contains(Answers.RECEIPT);
        assertThat(read.model()).isEqualTo("meadow@1.0");
    }

    private static AnswerStream.Ending ending(TextAnswerRecord record, boolean usage) {
        List<Json> ids = new ArrayList<>();
        for (Choice choice : record.choices()) {
            ids.add(JsonArray.ofIntegers(choice.tokens().ids().stream().mapToLong(Integer::longValue).toArray()));
        }
        JsonObject.Builder credence = JsonObject.builder().put("receipt", Answers.RECEIPT.hex()).put("token_ids", new JsonArray(ids));
        if (usage) {
            credence.put("usage", UsageJson.of(record.usage()));
        }
        return new AnswerStream.Ending(record, "credence-0.1.0", credence.build());
    }

    // As operators make them: log-probabilities for every token of every choice, or for none.
    private static TextAnswerRecord record(Api api, RandomGenerator random) {
        TextAnswerRecord drawn = Answers.random(api, random);
        boolean wanted = api != Api.RESPONSES && random.nextBoolean();
        List<Choice> choices = new ArrayList<>();
        for (Choice choice : drawn.choices()) {
            int tokens = choice.tokens().ids().size();
            Optional<Json> logprobs = wanted && tokens > 0 ? Optional.of(Answers.logprobs(api, tokens)) : Optional.empty();
            TextAnswerRecord.FinishReason finish = choice.tokens().calls().isEmpty() ? choice.finish() : TextAnswerRecord.FinishReason.TOOL_CALLS;
            choices.add(new Choice(finish, choice.role(), choice.text(), logprobs, choice.tokens()));
        }
        return TextAnswerRecord.of(choices, drawn.usage().prompt());
    }
}
