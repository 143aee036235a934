package dev.credence.node.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonWriter;
import dev.credence.node.answering.TextDelta;
import dev.credence.node.http.EventSink;
import dev.credence.receipt.request.TextAnswerRecord;
import dev.credence.receipt.request.TextAnswerRecord.Choice;
import dev.credence.receipt.request.TextAnswerRecord.FinishReason;
import dev.credence.receipt.request.TextAnswerRecord.ToolCall;
import dev.credence.testkit.Seeded;
import dev.credence.verification.body.TextAnswerBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class AnswerStreamTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final EventSink out = new EventSink(bytes);

    private AnswerStream stream(Api api, boolean usage) {
        return switch (api) {
            case CHAT -> new ChatStream(out, Answers.head(api), usage);
            case COMPLETION -> new CompletionStream(out, Answers.head(api), usage);
            case RESPONSES -> new ResponseStream(out, new ResponseBody(Answers.head(api), JsonObject.EMPTY));
        };
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void writesAChatAsClientsReadIt() throws Exception {
        AnswerStream stream = stream(Api.CHAT, true);
        stream.delta(new TextDelta(0, List.of(), "Red", List.of(), Optional.empty()));
        stream.end(Answers.ending(Answers.record(Answers.choice(Api.CHAT, "Red.", FinishReason.STOP))));
        String head = "{\"id\":\"chatcmpl-" + "0".repeat(32)
                + "\",\"object\":\"chat.completion.chunk\",\"created\":1795000000,\"model\":\"meadow@1.0\",\"choices\":[";
        assertThat(written().split("\n\n")).containsExactly(
                "data: " + head + "{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"logprobs\":null,\"finish_reason\":null}],\"usage\":null}",
                "data: " + head + "{\"index\":0,\"delta\":{\"content\":\"Red\"},\"logprobs\":null,\"finish_reason\":null}],\"usage\":null}",
                "data: " + head + "{\"index\":0,\"delta\":{\"content\":\".\"},\"logprobs\":null,\"finish_reason\":null}],\"usage\":null}",
                "data: " + head + "{\"index\":0,\"delta\":{},\"logprobs\":null,\"finish_reason\":\"stop\"}],\"usage\":null}",
                "data: " + head + "],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":2,\"total_tokens\":7},\"system_fingerprint\":\"credence-0.1.0\",\"credence\":{\"receipt\":\"" + "0".repeat(32) + "\"}}",
                "data: [DONE]");
    }

    @Test
    void theLastFinishChunkCarriesTheReceiptWhereNoUsageWasAskedFor() throws Exception {
        AnswerStream stream = stream(Api.CHAT, false);
        Choice choice = Answers.choice(Api.CHAT, "a", FinishReason.LENGTH);
        stream.end(Answers.ending(Answers.record(choice, choice)));
        List<Json> events = Answers.events(written());
        assertThat(events.stream().filter(event -> Answers.at(event, "credence").isPresent())).containsExactly(events.getLast());
        assertThat(Answers.text(events.getLast(), "choices", 0, "finish_reason")).isEqualTo("length");
        assertThat(events.stream().noneMatch(event -> Answers.at(event, "usage").isPresent())).isTrue();
    }

    @Test
    void namesACallBeforeItsArguments() throws Exception {
        AnswerStream stream = stream(Api.CHAT, false);
        ToolCall call = new ToolCall("call_1", "paint", "{\"colour\":\"red\"}");
        stream.delta(new TextDelta(0, List.of(), "", List.of(call), Optional.empty()));
        stream.end(Answers.ending(Answers.record(Answers.choice(Api.CHAT, "", FinishReason.TOOL_CALLS, call))));
        List<Json> events = Answers.events(written());
        Json named = Answers.at(events.get(1), "choices", 0, "delta", "tool_calls", 0).orElseThrow();
        assertThat(Answers.text(named, "id") + Answers.text(named, "type") + Answers.text(named, "function", "name") + Answers.text(named, "index"))
                .isEqualTo("call_1functionpaint0");
        Json arguments = Answers.at(events.get(2), "choices", 0, "delta", "tool_calls", 0).orElseThrow();
        assertThat(Answers.text(arguments, "function", "arguments")).isEqualTo("{\"colour\":\"red\"}");
        assertThat(Answers.at(arguments, "id")).isEmpty();
        assertThat(events).hasSize(4);
    }

    @Test
    void howeverAnAnswerIsCutIntoPartsItsEventsJoinToIt() {
        for (Api api : List.of(Api.CHAT, Api.COMPLETION)) {
            Seeded.check(300, (random, _) -> {
                bytes.reset();
                TextAnswerRecord record = Answers.random(api, random);
                AnswerStream stream = stream(api, random.nextBoolean());
                deltas(stream, api, record, random);
                stream.end(Answers.ending(record));
                assertThat(written()).endsWith("data: [DONE]\n\n");
                assertThat(joined(api, Answers.events(written()), record.choices().size())).isEqualTo(expected(record));
            });
        }
    }

    @Test
    void theEventsOfAResponseAreNumberedNamedAndJoinToIt() {
        Seeded.check(300, (random, _) -> {
            bytes.reset();
            TextAnswerRecord record = Answers.random(Api.RESPONSES, random);
            AnswerStream stream = stream(Api.RESPONSES, false);
            deltas(stream, Api.RESPONSES, record, random);
            stream.end(Answers.ending(record));
            List<Json> events = Answers.events(written());
            StringBuilder text = new StringBuilder();
            List<String> calls = new ArrayList<>();
            for (int i = 0; i < events.size(); i++) {
                Json event = events.get(i);
                String type = Answers.text(event, "type");
                assertThat(Answers.text(event, "sequence_number")).isEqualTo("" + i);
                assertThat(written().split("\n\n")[i]).startsWith("event: " + type + "\ndata: {");
                if (type.equals("response.output_text.delta")) {
                    text.append(Answers.text(event, "delta"));
                } else if (type.equals("response.function_call_arguments.delta")) {
                    calls.add(Answers.text(event, "delta"));
                }
            }
            Choice choice = record.choices().getFirst();
            assertThat(text.toString()).isEqualTo(choice.text());
            assertThat(calls).isEqualTo(choice.tokens().calls().stream().map(ToolCall::arguments).toList());
            boolean cut = choice.finish() == FinishReason.LENGTH;
            assertThat(Answers.text(events.getLast(), "type")).isEqualTo(cut ? "response.incomplete" : "response.completed");
            Json whole = new ResponseBody(Answers.head(Api.RESPONSES), JsonObject.EMPTY).write(Answers.ending(record));
            assertThat(Answers.at(events.getLast(), "response")).contains(whole);
        });
    }

    @Test
    void whatTheWritersWriteTheReadersOfVerifiersRead() {
        for (Api api : Api.values()) {
            Seeded.check(200, (random, _) -> {
                bytes.reset();
                TextAnswerRecord record = Answers.random(api, random);
                AnswerStream.Ending ending = AnswerWriter.ending(record, "credence-0.1.0", Answers.CREDENCE, true);
                AnswerStream stream = stream(api, api != Api.RESPONSES && random.nextBoolean());
                deltas(stream, api, record, random);
                stream.end(ending);
                JsonObject whole = switch (api) {
                    case CHAT -> ChatBody.write(Answers.head(api), ending);
                    case COMPLETION -> CompletionBody.write(Answers.head(api), ending);
                    case RESPONSES -> new ResponseBody(Answers.head(api), JsonObject.EMPTY).write(ending);
                };
                assertThat(TextAnswerBody.decode(Bytes.wrap(bytes.toByteArray())).record()).isEqualTo(record);
                assertThat(TextAnswerBody.decode(JsonWriter.write(whole)).record()).isEqualTo(record);
            });
        }
    }

    @Test
    void refusesToEndAStreamThatDeliveredSomethingElse() throws Exception {
        for (Api api : Api.values()) {
            AnswerStream stream = stream(api, false);
            stream.delta(new TextDelta(0, List.of(), "blue", List.of(), Optional.empty()));
            TextAnswerRecord record = Answers.record(Answers.choice(api, "red", FinishReason.STOP));
            assertThatThrownBy(() -> stream.end(Answers.ending(record))).isInstanceOf(IllegalStateException.class);
        }
    }

    private static void deltas(AnswerStream stream, Api api, TextAnswerRecord record, RandomGenerator random) throws IOException {
        for (int i = 0; i < record.choices().size(); i++) {
            Choice choice = record.choices().get(i);
            String text = choice.text();
            int end = text.isEmpty() ? 0 : text.offsetByCodePoints(0, random.nextInt(text.codePointCount(0, text.length()) + 1));
            List<ToolCall> calls = choice.tokens().calls();
            List<ToolCall> some = calls.subList(0, random.nextInt(calls.size() + 1));
            boolean told = choice.logprobs().isPresent() && random.nextBoolean();
            Optional<Json> none = Optional.empty();
            int tokens = choice.tokens().ids().size();
            stream.delta(new TextDelta(i, List.of(), text.substring(0, end), some, told ? Optional.of(Answers.logprobs(api, tokens / 2)) : none));
        }
    }

    // index → text, calls, log-probabilities and ending, as a client joins them.
    private static TreeMap<Integer, String> joined(Api api, List<Json> events, int choices) {
        TreeMap<Integer, String> all = new TreeMap<>();
        for (int i = 0; i < choices; i++) {
            StringBuilder text = new StringBuilder();
            StringBuilder calls = new StringBuilder();
            StringBuilder logprobs = new StringBuilder();
            String finish = "";
            for (Json event : events) {
                if (!Answers.text(event, "choices", 0, "index").equals("" + i)) {
                    continue;
                }
                Json choice = Answers.at(event, "choices", 0).orElseThrow();
                Optional<Json> content = api == Api.CHAT ? Answers.at(choice, "delta", "content") : Answers.at(choice, "text");
                content.ifPresent(value -> text.append(Answers.text(value)));
                for (String part : List.of("id", "name", "arguments")) {
                    Object[] path = part.equals("id")
                            ? new Object[] {"delta", "tool_calls", 0, "id"}
                            : new Object[] {"delta", "tool_calls", 0, "function", part};
                    Answers.at(choice, path).ifPresent(value -> calls.append(Answers.text(value)));
                }
                Object[] tokens = api == Api.CHAT ? new Object[] {"logprobs", "content"} : new Object[] {"logprobs", "tokens"};
                Answers.at(choice, tokens).ifPresent(value -> names((JsonArray) value, logprobs));
                if (!Answers.text(choice, "finish_reason").equals("null")) {
                    finish += Answers.text(choice, "finish_reason");
                }
            }
            all.put(i, text + "|" + calls + "|" + logprobs + "|" + finish);
        }
        return all;
    }

    private static void names(JsonArray tokens, StringBuilder to) {
        tokens.items().forEach(token -> to.append(token instanceof JsonObject ? Answers.text(token, "token") : Answers.text(token)));
    }

    private static TreeMap<Integer, String> expected(TextAnswerRecord record) {
        TreeMap<Integer, String> all = new TreeMap<>();
        for (Choice choice : record.choices()) {
            StringBuilder calls = new StringBuilder();
            choice.tokens().calls().forEach(call -> calls.append(call.id()).append(call.name()).append(call.arguments()));
            StringBuilder logprobs = new StringBuilder();
            choice.logprobs().ifPresent(value -> names((JsonArray) (value instanceof JsonObject ? Answers.at(value, "tokens").orElseThrow() : value), logprobs));
            all.put(all.size(), choice.text() + "|" + calls + "|" + logprobs + "|" + choice.finish().token());
        }
        return all;
    }
}
