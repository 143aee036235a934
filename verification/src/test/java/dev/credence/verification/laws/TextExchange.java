package dev.credence.verification.laws;

/// A request to a language model and its answer, each as it goes over the wire.
///
/// @param request the body as sent
/// @param answer  the body or the events as received
public record TextExchange(String request, String answer) {
    private static final String TOOL = "{\"type\":\"function\",\"function\":{\"name\":\"weather\",\"parameters\":{\"type\":\"object\"}}}";
    private static final String USAGE = "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":5,\"total_tokens\":14}";
    private static final String HEAD = "\"id\":\"chatcmpl-1\",\"created\":1795000000,\"model\":\"smol@1\",\"system_fingerprint\":\"credence/0.1.0\"";

    private static String logprob(String token, String bytes, String logprob) {
        String entry = "\"token\":\"" + token + "\",\"logprob\":" + logprob + ",\"bytes\":[" + bytes + "]";
        return "{" + entry + ",\"top_logprobs\":[{" + entry + "}]}";
    }

    private static final String IT = logprob("It", "73,116", "-0.5");
    private static final String RAINS = logprob(" rains", "32,114,97,105,110,115", "-1.25");
    private static final String END = logprob("", "", "-0.0625");
    private static final String CALL = logprob("{", "123", "-2");

    private static String credence(String receipt, String ids, String more) {
        return "\"credence\":{\"receipt\":\"" + receipt + "\",\"status\":\"signed\",\"token_ids\":" + ids + more + "}";
    }

    private static String chatRequest(String nonce, String more) {
        return "{\"model\":\"smol@1\",\"messages\":[{\"role\":\"system\",\"content\":\"Be brief.\"},{\"role\":\"user\",\"content\":\"Weather in Bern?\"}],"
                + "\"tools\":[" + TOOL + "],\"n\":2,\"temperature\":0.7,\"max_tokens\":64,\"logprobs\":true,\"top_logprobs\":1,\"stop\":[\"END\"],\"seed\":7,"
                + "\"user\":\"me\"," + more + "\"credence\":{\"nonce\":\"" + nonce + "\",\"clock\":\"2026-11-23T11:05:00\"}}";
    }

    /// Two choices, one of which calls a tool.
    static TextExchange chat(String nonce, String receipt) {
        String answer = "{" + HEAD + ",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"It rains.\",\"refusal\":null},"
                + "\"logprobs\":{\"content\":[" + IT + "," + RAINS + "," + END + "],\"refusal\":null},\"finish_reason\":\"stop\"},"
                + "{\"index\":1,\"message\":{\"role\":\"assistant\",\"content\":null,\"refusal\":null,\"tool_calls\":[{\"id\":\"call_0123456789abcdef01234567\",\"type\":\"function\","
                + "\"function\":{\"name\":\"weather\",\"arguments\":\"{\\\"city\\\":\\\"Bern\\\"}\"}}]},\"logprobs\":{\"content\":[" + CALL + "," + END + "],\"refusal\":null},"
                + "\"finish_reason\":\"tool_calls\"}]," + USAGE + "," + credence(receipt, "[[11,12,2],[21,2]]", "") + "}";
        return new TextExchange(chatRequest(nonce, ""), answer);
    }

    private static String chunk(int index, String delta, String logprobs, String finish) {
        return event("{" + HEAD + ",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":" + index + ",\"delta\":" + delta + ",\"logprobs\":"
                + (logprobs.isEmpty() ? "null" : "{\"content\":[" + logprobs + "],\"refusal\":null}") + ",\"finish_reason\":" + finish + "}],\"usage\":null}");
    }

    private static String event(String json) {
        return "data: " + json + "\n\n";
    }

    /// The same as a stream, with a chunk for the usage.
    static TextExchange chatStream(String nonce, String receipt) {
        String events = chunk(0, "{\"role\":\"assistant\",\"content\":\"\"}", "", "null")
                + chunk(0, "{\"content\":\"It\"}", IT, "null")
                + chunk(1, "{\"role\":\"assistant\",\"content\":\"\"}", CALL, "null")
                + ": still here\n\n"
                + chunk(1, "{\"tool_calls\":[{\"index\":0,\"id\":\"call_0123456789abcdef01234567\",\"type\":\"function\",\"function\":{\"name\":\"weather\",\"arguments\":\"\"}}]}", "", "null")
                + chunk(0, "{\"content\":\" rains.\"}", RAINS, "null")
                + chunk(1, "{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"{\\\"city\\\":\"}}]}", "", "null")
                + chunk(1, "{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"\\\"Bern\\\"}\"}}]}", END, "null")
                + chunk(0, "{\"content\":\"\"}", END, "null")
                + chunk(0, "{}", "", "\"stop\"")
                + chunk(1, "{}", "", "\"tool_calls\"")
                + event("{" + HEAD + ",\"object\":\"chat.completion.chunk\",\"choices\":[]," + USAGE + "," + credence(receipt, "[[11,12,2],[21,2]]", "") + "}")
                + "data: [DONE]\n\n";
        return new TextExchange(chatRequest(nonce, "\"stream\":true,\"stream_options\":{\"include_usage\":true},"), events);
    }

    private static String completionRequest(String nonce, String more) {
        return "{\"model\":\"smol\",\"prompt\":\"Once upon\",\"logprobs\":1,\"seed\":\"18446744073709551615\"," + more + "\"credence\":{\"nonce\":\"" + nonce + "\"}}";
    }

    private static String completionLogprobs(String token, String logprob, int offset) {
        return "{\"tokens\":[\"" + token + "\"],\"token_logprobs\":[" + logprob + "],\"top_logprobs\":[{\"" + token + "\":" + logprob + "}],\"text_offset\":[" + offset + "]}";
    }

    /// A text that goes on, cut at its bound.
    static TextExchange completion(String nonce, String receipt) {
        String answer = "{\"id\":\"cmpl-1\",\"object\":\"text_completion\",\"created\":1795000000,\"model\":\"smol\",\"choices\":[{\"index\":0,\"text\":\" a time\","
                + "\"logprobs\":{\"tokens\":[\" a\",\" time\"],\"token_logprobs\":[-0.5,-0.25],\"top_logprobs\":[{\" a\":-0.5},{\" time\":-0.25}],\"text_offset\":[0,2]},"
                + "\"finish_reason\":\"length\"}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5}," + credence(receipt, "[[31,32]]", "") + "}";
        return new TextExchange(completionRequest(nonce, ""), answer);
    }

    /// The same as a stream whose usage stands in `credence`.
    static TextExchange completionStream(String nonce, String receipt) {
        String head = "{\"id\":\"cmpl-1\",\"object\":\"text_completion\",\"created\":1795000000,\"model\":\"smol\",\"choices\":[{\"index\":0,\"text\":";
        String events = event(head + "\" a\",\"logprobs\":" + completionLogprobs(" a", "-0.5", 0) + ",\"finish_reason\":null}]}")
                + event(head + "\" time\",\"logprobs\":" + completionLogprobs(" time", "-0.25", 2) + ",\"finish_reason\":null}]}")
                + event(head + "\"\",\"logprobs\":null,\"finish_reason\":\"length\"}],"
                        + credence(receipt, "[[31,32]]", ",\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5}") + "}")
                + "data: [DONE]\n\n";
        return new TextExchange(completionRequest(nonce, "\"stream\":true,"), events);
    }

    private static String responsesRequest(String nonce, String more) {
        return "{\"model\":\"smol@1\",\"instructions\":\"Be brief.\",\"input\":\"Weather in Bern?\",\"max_output_tokens\":64,"
                + "\"tools\":[{\"type\":\"function\",\"name\":\"weather\",\"parameters\":{\"type\":\"object\"}}],\"store\":false," + more
                + "\"credence\":{\"nonce\":\"" + nonce + "\",\"clock\":\"2026-11-23T11:05:00\"}}";
    }

    private static String message(String status, String content) {
        return "{\"id\":\"msg_1\",\"type\":\"message\",\"status\":\"" + status + "\",\"role\":\"assistant\",\"content\":[" + content + "]}";
    }

    private static final String PART = "{\"type\":\"output_text\",\"text\":\"Let me see.\",\"annotations\":[],\"logprobs\":[]}";

    private static String functionCall(String status, String arguments) {
        return "{\"id\":\"fc_1\",\"type\":\"function_call\",\"status\":\"" + status + "\",\"call_id\":\"call_0123456789abcdef01234567\",\"name\":\"weather\",\"arguments\":\""
                + arguments + "\"}";
    }

    private static String response(String receipt) {
        return "{\"id\":\"resp_1\",\"object\":\"response\",\"created_at\":1795000000,\"status\":\"completed\",\"error\":null,\"model\":\"smol@1\",\"output\":["
                + message("completed", PART) + "," + functionCall("completed", "{\\\"city\\\":\\\"Bern\\\"}") + "],"
                + "\"usage\":{\"input_tokens\":9,\"output_tokens\":3,\"total_tokens\":12}," + credence(receipt, "[[11,21,2]]", "") + "}";
    }

    /// A text and a call of the Responses API.
    static TextExchange responses(String nonce, String receipt) {
        return new TextExchange(responsesRequest(nonce, ""), response(receipt));
    }

    /// The same as events.
    static TextExchange responsesStream(String nonce, String receipt) {
        String begun = "\"response\":{\"id\":\"resp_1\",\"object\":\"response\",\"status\":\"in_progress\",\"model\":\"smol@1\",\"output\":[]}";
        String[][] events = {
            {"response.created", begun},
            {"response.output_item.added", "\"output_index\":0,\"item\":" + message("in_progress", "")},
            {"response.output_text.delta", "\"item_id\":\"msg_1\",\"output_index\":0,\"content_index\":0,\"delta\":\"Let me\",\"logprobs\":[]"},
            {"response.output_text.delta", "\"item_id\":\"msg_1\",\"output_index\":0,\"content_index\":0,\"delta\":\" see.\",\"logprobs\":[]"},
            {"response.output_text.done", "\"item_id\":\"msg_1\",\"output_index\":0,\"content_index\":0,\"text\":\"Let me see.\",\"logprobs\":[]"},
            {"response.content_part.done", "\"item_id\":\"msg_1\",\"output_index\":0,\"content_index\":0,\"part\":" + PART},
            {"response.output_item.done", "\"output_index\":0,\"item\":" + message("completed", PART)},
            {"response.output_item.added", "\"output_index\":1,\"item\":" + functionCall("in_progress", "")},
            {"response.function_call_arguments.delta", "\"item_id\":\"fc_1\",\"output_index\":1,\"delta\":\"{\\\"city\\\":\\\"Bern\\\"}\""},
            {"response.function_call_arguments.done", "\"item_id\":\"fc_1\",\"output_index\":1,\"name\":\"weather\",\"arguments\":\"{\\\"city\\\":\\\"Bern\\\"}\""},
            {"response.output_item.done", "\"output_index\":1,\"item\":" + functionCall("completed", "{\\\"city\\\":\\\"Bern\\\"}")},
            {"response.completed", "\"response\":" + response(receipt)},
        };
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < events.length; i++) {
            text.append("event: ").append(events[i][0]).append('\n');
            text.append(event("{\"type\":\"" + events[i][0] + "\",\"sequence_number\":" + i + "," + events[i][1] + "}"));
        }
        return new TextExchange(responsesRequest(nonce, "\"stream\":true,"), text.toString());
    }
}
