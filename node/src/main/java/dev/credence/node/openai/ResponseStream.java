package dev.credence.node.openai;

import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import dev.credence.node.answering.TextDelta;
import dev.credence.node.http.EventSink;
import dev.credence.receipt.request.TextAnswerRecord.Choice;
import dev.credence.receipt.request.TextAnswerRecord.ToolCall;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// The events of `POST /v1/responses`, each named by its type (docs/spec/text.md 8).
///
/// The message is the first item and stays open to the end, since text may come behind a call; the calls follow it.
public final class ResponseStream implements AnswerStream {
    private final EventSink out;
    private final ResponseBody body;
    private final Delivered delivered = new Delivered();
    private boolean created;
    private boolean open;
    private int sequence;

    public ResponseStream(EventSink out, ResponseBody body) {
        this.out = out;
        this.body = body;
    }

    @Override
    public void delta(TextDelta delta) throws IOException {
        create();
        // Calls are items behind the message and wait for its end.
        text(new TextDelta(0, List.of(), delta.text(), List.of(), delta.logprobs()));
    }

    @Override
    public void segment(JsonObject segment) throws IOException {
        create();
        send(event("response.in_progress")
                .put("response", body.inProgress())
                .put("credence", JsonObject.builder().put("segment", segment).build()));
    }

    @Override
    public void end(Ending ending) throws IOException {
        create();
        Choice choice = ending.record().choices().getFirst();
        TextDelta rest = delivered.rest(0, choice);
        text(new TextDelta(0, List.of(), rest.text(), List.of(), rest.logprobs()));
        int index = 0;
        if (ResponseBody.hasMessage(choice)) {
            open();
            close(choice);
            index = 1;
        }
        for (ToolCall call : choice.tokens().calls()) {
            call(call, index);
            index++;
        }
        send(event(ResponseBody.isCut(choice) ? "response.incomplete" : "response.completed")
                .put("response", body.write(ending)));
    }

    @Override
    public void refuse(JsonObject error) throws IOException {
        JsonObject.Builder event = event("error");
        error.members().forEach((name, value) -> {
            if (!name.equals("type")) {
                event.put(name, value);
            }
        });
        send(event);
    }

    private void create() throws IOException {
        if (!created) {
            created = true;
            send(event("response.created").put("response", body.inProgress()));
            send(event("response.in_progress").put("response", body.inProgress()));
        }
    }

    private void open() throws IOException {
        if (!open) {
            open = true;
            send(event("response.output_item.added")
                    .put("output_index", 0)
                    .put("item", body.message("in_progress", Optional.empty())));
            send(inMessage("response.content_part.added").put("part", ResponseBody.part("", Optional.empty())));
        }
    }

    private void text(TextDelta delta) throws IOException {
        delivered.add(delta);
        if (!Delivered.shows(delta)) {
            return;
        }
        open();
        send(inMessage("response.output_text.delta")
                .put("delta", JsonString.fit(delta.text()))
                .put("logprobs", delta.logprobs().orElse(JsonArray.of())));
    }

    private void close(Choice choice) throws IOException {
        send(inMessage("response.output_text.done")
                .put("text", choice.text())
                .put("logprobs", choice.logprobs().orElse(JsonArray.of())));
        JsonObject part = ResponseBody.part(choice.text(), choice.logprobs());
        send(inMessage("response.content_part.done").put("part", part));
        String status = ResponseBody.isCut(choice) ? "incomplete" : "completed";
        send(event("response.output_item.done").put("output_index", 0).put("item", body.message(status, Optional.of(part))));
    }

    private void call(ToolCall call, int index) throws IOException {
        String id = body.callId(index);
        send(event("response.output_item.added")
                .put("output_index", index)
                .put("item", body.call(call, index, "in_progress", "")));
        send(event("response.function_call_arguments.delta")
                .put("item_id", id)
                .put("output_index", index)
                .put("delta", call.arguments()));
        send(event("response.function_call_arguments.done")
                .put("item_id", id)
                .put("output_index", index)
                .put("name", call.name())
                .put("arguments", call.arguments()));
        send(event("response.output_item.done")
                .put("output_index", index)
                .put("item", body.call(call, index, "completed", call.arguments())));
    }

    private JsonObject.Builder inMessage(String type) {
        return event(type).put("item_id", body.messageId()).put("output_index", 0).put("content_index", 0);
    }

    private JsonObject.Builder event(String type) {
        return JsonObject.builder().put("type", type).put("sequence_number", sequence++);
    }

    private void send(JsonObject.Builder event) throws IOException {
        JsonObject built = event.build();
        out.send(((JsonString) built.get("type").orElse(new JsonString("error"))).value(), built);
    }
}
