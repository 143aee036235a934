package dev.credence.node.openai;

import dev.credence.node.answering.TextAnswered;
import dev.credence.node.answering.TextDelta;
import dev.credence.node.answering.TextService;
import dev.credence.node.http.ApiException;
import dev.credence.node.http.EventStream;
import dev.credence.node.http.Fault;
import dev.credence.node.http.Reply;
import dev.credence.node.http.Request;
import dev.credence.node.http.Response;
import dev.credence.node.http.Routes;
import dev.credence.node.hub.Hub;
import dev.credence.node.world.World;
import dev.credence.verification.body.TextRequestBody;
import java.io.IOException;
import java.util.Map;

/// The endpoints of OpenAI's API: chat completions, completions, responses, models (docs/spec/text.md).
public final class OpenAiRoutes {
    private static final String RECEIPT = "Credence-Receipt";

    private final World world;
    private final Models models;
    private final TextService texts;

    private OpenAiRoutes(World world, Models models, TextService texts) {
        this.world = world;
        this.models = models;
        this.texts = texts;
    }

    public static void add(Routes routes, World world, Hub hub, TextService texts) {
        OpenAiRoutes handlers = new OpenAiRoutes(world, new Models(hub), texts);
        handlers.ask(routes, Api.CHAT, "/v1/chat/completions", "continues a conversation");
        handlers.ask(routes, Api.COMPLETION, "/v1/completions", "continues a text");
        handlers.ask(routes, Api.RESPONSES, "/v1/responses", "continues a conversation, stateless");
        routes.get("/v1/models", "the language models", _ -> Reply.json(handlers.models.list()))
                .get("/v1/models/{model…}", "a language model by name, name@version or id", request ->
                        Reply.json(handlers.models.show(request.segment("model"))));
    }

    private void ask(Routes routes, Api api, String pattern, String summary) {
        routes.post(pattern, TextRequestBody.BYTES_MAX, summary, request -> ask(api, request));
    }

    private Response ask(Api api, Request request) throws ApiException {
        TextCall call = TextCall.read(api, request, models, world);
        String receipt = call.ask().receipt().hex();
        if (call.delivery().stream()) {
            return new EventStream(Map.of(RECEIPT, receipt), new StreamedAnswer(call, request.caller(), texts));
        }
        try {
            TextAnswered answered = texts.ask(call.ask(), request.caller(), OpenAiRoutes::ignore);
            return Reply.json(AnswerWriter.body(call, answered)).with(RECEIPT, receipt);
        } catch (IOException gone) {
            throw new ApiException(Fault.UPSTREAM, "the caller went away", gone);
        }
    }

    private static void ignore(TextDelta delta) {
        // The whole answer is delivered at once.
    }
}
