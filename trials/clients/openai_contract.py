"""Drives the unchanged `openai` package against a gateway: one line a case, `ok NAME` or `FAIL NAME: why`.

Usage: python openai_contract.py BASE_URL MODEL

MODEL must be a language model with a chat template that takes tools, and a context of 512 tokens at least.
"""

import asyncio
import json
import sys
import traceback

import openai
from pydantic import BaseModel

MESSAGES = [{"role": "user", "content": "what is red?"}]
PAINT = {
    "type": "function",
    "function": {
        "name": "paint",
        "description": "paints something",
        "parameters": {
            "type": "object",
            "properties": {"colour": {"enum": ["red", "blue"]}, "coats": {"type": "integer"}},
            "required": ["colour", "coats"],
            "additionalProperties": False,
        },
    },
}
FLAT_PAINT = {"type": "function", **PAINT["function"]}
FORCED = {"type": "function", "function": {"name": "paint"}}


class Colour(BaseModel):
    name: str
    warm: bool


class Case:
    def __init__(self, client, model):
        self.client = client
        self.model = model

    def chat(self, **more):
        values = {"messages": MESSAGES, "max_tokens": 12, "seed": 7, **more}
        return self.client.chat.completions.create(model=self.model, **values)


def credence(answer):
    return answer.model_extra["credence"]


def refused(kind, call, **fields):
    try:
        call()
    except kind as problem:
        for name, value in fields.items():
            assert getattr(problem, name) == value, f"{name} is {getattr(problem, name)!r}, expected {value!r}: {problem}"
        return problem
    raise AssertionError("expected a refusal, found an answer")


def models_are_listed_and_shown(case):
    names = [model.id for model in case.client.models.list()]
    shown = case.client.models.retrieve(case.model)
    assert shown.id in names and shown.object == "model" and shown.created > 0, (names, shown)
    assert case.client.models.retrieve(shown.id).id == shown.id


def a_chat_has_every_field(case):
    answer = case.chat()
    choice = answer.choices[0]
    assert answer.id.startswith("chatcmpl-") and answer.object == "chat.completion" and answer.created > 0, answer
    assert choice.index == 0 and choice.finish_reason in ("stop", "length") and choice.message.role == "assistant", choice
    assert isinstance(choice.message.content, str), choice
    usage = answer.usage
    assert usage.total_tokens == usage.prompt_tokens + usage.completion_tokens and usage.prompt_tokens > 0, usage
    assert usage.completion_tokens == len(credence(answer)["token_ids"][0]), answer
    assert answer.system_fingerprint, answer


def the_receipt_stands_in_header_and_body(case):
    raw = case.client.chat.completions.with_raw_response.create(model=case.model, messages=MESSAGES, max_tokens=4)
    assert raw.headers["credence-receipt"] == credence(raw.parse())["receipt"], raw.headers


def a_seed_repeats_the_text(case):
    first, second = case.chat(seed=11), case.chat(seed=11)
    assert first.choices[0].message.content == second.choices[0].message.content
    assert credence(first)["token_ids"] == credence(second)["token_ids"]
    assert credence(first)["receipt"] != credence(second)["receipt"]


def a_stop_ends_the_text_before_it(case):
    whole = case.chat(max_tokens=24).choices[0].message.content
    stop = whole[5:7]
    cut = case.chat(max_tokens=24, stop=[stop, "never"]).choices[0]
    assert cut.finish_reason == "stop" and cut.message.content == whole[: whole.index(stop)], (whole, stop, cut)


def n_gives_so_many_choices(case):
    answer = case.chat(n=3, temperature=1.3)
    assert [choice.index for choice in answer.choices] == [0, 1, 2], answer
    assert len({choice.message.content for choice in answer.choices}) > 1, answer


def logprobs_have_an_entry_a_token(case):
    answer = case.chat(logprobs=True, top_logprobs=3)
    entries = answer.choices[0].logprobs.content
    assert len(entries) == len(credence(answer)["token_ids"][0]), entries
    assert all(len(entry.top_logprobs) == 3 and entry.logprob <= 0 for entry in entries), entries


def a_stream_joins_to_the_same_text(case):
    whole = case.chat(max_tokens=24)
    chunks = list(case.chat(max_tokens=24, stream=True, stream_options={"include_usage": True}))
    text = "".join(choice.delta.content or "" for chunk in chunks for choice in chunk.choices)
    assert text == whole.choices[0].message.content, (text, whole)
    assert chunks[-1].choices == [] and chunks[-1].usage == whole.usage, chunks[-1]
    assert credence(chunks[-1])["token_ids"] == credence(whole)["token_ids"], chunks[-1]
    finishes = [choice.finish_reason for chunk in chunks for choice in chunk.choices]
    assert finishes[-1] == whole.choices[0].finish_reason and not any(finishes[:-1]), finishes


def a_stream_without_usage_has_its_receipt_on_the_finish_chunk(case):
    with case.chat(stream=True, n=2) as stream:
        chunks = list(stream)
    assert chunks[-1].choices[0].finish_reason and credence(chunks[-1])["usage"]["total_tokens"] > 0, chunks[-1]
    assert all("credence" not in (chunk.model_extra or {}) for chunk in chunks[:-1])


def streamed_logprobs_join(case):
    whole = case.chat(logprobs=True, top_logprobs=2)
    entries = []
    for chunk in case.chat(logprobs=True, top_logprobs=2, stream=True):
        for choice in chunk.choices:
            entries += (choice.logprobs.content or []) if choice.logprobs else []
    assert entries == whole.choices[0].logprobs.content, (entries, whole)


def a_forced_tool_is_called(case):
    answer = case.chat(tools=[PAINT], tool_choice=FORCED, max_tokens=96)
    choice = answer.choices[0]
    assert choice.finish_reason == "tool_calls" and choice.message.content is None, choice
    call = choice.message.tool_calls[0]
    arguments = json.loads(call.function.arguments)
    assert call.function.name == "paint" and call.id.startswith("call_"), call
    assert arguments["colour"] in ("red", "blue") and isinstance(arguments["coats"], int), arguments


def a_forced_tool_streams(case):
    whole = case.chat(tools=[PAINT], tool_choice="required", max_tokens=96).choices[0].message.tool_calls[0]
    with case.client.chat.completions.stream(
        model=case.model, messages=MESSAGES, max_tokens=96, seed=7, tools=[PAINT], tool_choice="required"
    ) as stream:
        call = stream.get_final_completion().choices[0].message.tool_calls[0]
    assert (call.id[:5], call.function.name, call.function.arguments) == ("call_", "paint", whole.function.arguments), (call, whole)


def a_schema_is_kept(case):
    answer = case.client.chat.completions.parse(
        model=case.model, messages=MESSAGES, response_format=Colour, max_tokens=300, seed=3, logit_bias={}
    )
    message = answer.choices[0].message
    if answer.choices[0].finish_reason == "stop":
        assert isinstance(message.parsed, Colour), message
    else:
        assert message.content.startswith("{"), message


def a_completion_and_its_stream(case):
    asked = {"model": case.model, "prompt": "the sun", "max_tokens": 10, "seed": 5, "logprobs": 2}
    whole = case.client.completions.create(**asked)
    assert whole.object == "text_completion" and whole.usage.completion_tokens == len(whole.choices[0].logprobs.tokens), whole
    chunks = list(case.client.completions.create(**asked, stream=True))
    assert "".join(choice.text for chunk in chunks for choice in chunk.choices) == whole.choices[0].text
    tokens = [token for chunk in chunks for choice in chunk.choices if choice.logprobs for token in choice.logprobs.tokens]
    assert tokens == whole.choices[0].logprobs.tokens, tokens
    ids = case.client.completions.create(model=case.model, prompt=[10, 11, 12], max_tokens=4)
    assert ids.usage.prompt_tokens in (3, 4), ids


def a_response_and_its_stream(case):
    asked = {"model": case.model, "input": "what is red?", "instructions": "be brief", "max_output_tokens": 16, "temperature": 0}
    whole = case.client.responses.create(**asked)
    assert whole.object == "response" and whole.status in ("completed", "incomplete"), whole
    assert whole.usage.total_tokens == whole.usage.input_tokens + whole.usage.output_tokens, whole
    text, last = "", None
    for event in case.client.responses.create(**asked, stream=True):
        if event.type == "response.output_text.delta":
            text += event.delta
        last = event
    assert text == whole.output_text, (text, whole)
    assert last.type == "response." + whole.status and last.response.model_extra["credence"]["receipt"], last


def a_response_calls_a_tool(case):
    whole = case.client.responses.create(
        model=case.model, input=[{"role": "user", "content": "paint it"}], tools=[FLAT_PAINT], tool_choice="required", max_output_tokens=96
    )
    calls = [item for item in whole.output if item.type == "function_call"]
    assert calls and json.loads(calls[0].arguments)["colour"] in ("red", "blue"), whole


def evidence_is_waited_for(case):
    answer = case.chat(max_tokens=4, extra_headers={"Credence-Policy": "require=replay>=1; wait=evidence"})
    assert credence(answer)["status"] == "evidenced", credence(answer)
    answer = case.chat(max_tokens=4, extra_body={"credence": {"policy": "require=replay>=1", "wait": "evidence"}})
    assert credence(answer)["status"] == "evidenced", credence(answer)


def an_unknown_model_is_not_found(case):
    problem = refused(
        openai.NotFoundError,
        lambda: case.client.chat.completions.create(model="nobody", messages=MESSAGES),
        code="model_not_found",
        param="model",
        type="invalid_request_error",
    )
    assert "nobody" in problem.message, problem
    refused(openai.NotFoundError, lambda: case.client.models.retrieve("nobody"), code="model_not_found")


def what_is_not_honoured_is_refused_by_name(case):
    refused(openai.BadRequestError, lambda: case.chat(extra_body={"mirostat": 2}), param="mirostat")
    refused(openai.BadRequestError, lambda: case.chat(stop=["x"] * 17), param="stop")
    refused(openai.BadRequestError, lambda: case.chat(temperature="hot"), param="temperature")
    refused(openai.BadRequestError, lambda: case.chat(n=9), param="n")
    refused(openai.BadRequestError, lambda: case.client.completions.create(model=case.model, prompt="a", echo=True), param="echo")
    refused(
        openai.BadRequestError,
        lambda: case.client.responses.create(model=case.model, input="a", previous_response_id="resp_1"),
        param="previous_response_id",
    )


def a_prompt_too_long_says_so(case):
    long = [{"role": "user", "content": "red " * 40_000}]
    refused(openai.BadRequestError, lambda: case.chat(messages=long), code="context_length_exceeded", type="invalid_request_error")
    refused(openai.BadRequestError, lambda: case.chat(messages=long, stream=True), code="context_length_exceeded")


def a_policy_that_cannot_be_met_is_refused_before(case):
    refused(
        openai.UnprocessableEntityError,
        lambda: case.chat(extra_headers={"Credence-Policy": "require=replay>=32"}),
        code="policy_unsatisfiable",
        status_code=422,
    )
    refused(
        openai.BadRequestError,
        lambda: case.chat(
            extra_headers={"Credence-Policy": "require=replay>=1"}, extra_body={"credence": {"policy": "require=replay>=2"}}
        ),
        param="credence.policy",
    )


def the_asynchronous_client_streams_too(case):
    async def text():
        async with openai.AsyncOpenAI(base_url=case.client.base_url, api_key="none", max_retries=0) as client:
            stream = await client.chat.completions.create(model=case.model, messages=MESSAGES, max_tokens=12, seed=7, stream=True)
            return "".join([choice.delta.content or "" async for chunk in stream for choice in chunk.choices])

    assert asyncio.run(text()) == case.chat().choices[0].message.content


CASES = [
    models_are_listed_and_shown,
    a_chat_has_every_field,
    the_receipt_stands_in_header_and_body,
    a_seed_repeats_the_text,
    a_stop_ends_the_text_before_it,
    n_gives_so_many_choices,
    logprobs_have_an_entry_a_token,
    a_stream_joins_to_the_same_text,
    a_stream_without_usage_has_its_receipt_on_the_finish_chunk,
    streamed_logprobs_join,
    a_forced_tool_is_called,
    a_forced_tool_streams,
    a_schema_is_kept,
    a_completion_and_its_stream,
    a_response_and_its_stream,
    a_response_calls_a_tool,
    evidence_is_waited_for,
    an_unknown_model_is_not_found,
    what_is_not_honoured_is_refused_by_name,
    a_prompt_too_long_says_so,
    a_policy_that_cannot_be_met_is_refused_before,
    the_asynchronous_client_streams_too,
]


def main():
    base, model = sys.argv[1:]
    with openai.OpenAI(base_url=base, api_key="none", max_retries=0, timeout=60) as client:
        case = Case(client, model)
        for each in CASES:
            try:
                each(case)
                print("ok", each.__name__, flush=True)
            except Exception as problem:  # one case's failure is no other's
                where = traceback.extract_tb(problem.__traceback__)[-1]
                print(f"FAIL {each.__name__}: {type(problem).__name__} in line {where.lineno}: {str(problem)[:1500]}".replace("\n", " "), flush=True)
    print("cases", len(CASES))


main()
