// Drives the unchanged `openai` package of npm against a gateway: one line a case, `ok NAME` or `FAIL NAME: why`.
//
// Usage: node openai_contract.mjs BASE_URL MODEL FOLDER, where FOLDER holds node_modules with `openai`.
//
// MODEL must be a language model with a chat template that takes tools, and a context of 512 tokens at least.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [base, model, modules] = process.argv.slice(2);
const require = createRequire(pathToFileURL(modules + "/"));
const OpenAI = require("openai").default;
const client = new OpenAI({ baseURL: base, apiKey: "none", maxRetries: 0, timeout: 60_000 });

const messages = [{ role: "user", content: "what is red?" }];
const parameters = {
  type: "object",
  properties: { colour: { enum: ["red", "blue"] }, coats: { type: "integer" } },
  required: ["colour", "coats"],
  additionalProperties: false,
};
const paint = { type: "function", function: { name: "paint", parameters } };
const chat = (more = {}) => client.chat.completions.create({ model, messages, max_tokens: 12, seed: 7, ...more });

async function refused(kind, call, fields) {
  try {
    await call();
  } catch (problem) {
    assert.ok(problem instanceof kind, `${problem.constructor.name}: ${problem.message}`);
    for (const [name, value] of Object.entries(fields)) assert.equal(problem[name], value, `${name} of ${problem.message}`);
    return;
  }
  assert.fail("expected a refusal, found an answer");
}

const cases = {
  async modelsAreListedAndShown() {
    const names = [];
    for await (const each of client.models.list()) names.push(each.id);
    const shown = await client.models.retrieve(model);
    assert.ok(names.includes(shown.id), `${names} ${shown.id}`);
  },
  async aChatHasEveryField() {
    const { data, response } = await chat().withResponse();
    assert.equal(data.object, "chat.completion");
    assert.equal(typeof data.choices[0].message.content, "string");
    assert.equal(data.usage.total_tokens, data.usage.prompt_tokens + data.usage.completion_tokens);
    assert.equal(response.headers.get("credence-receipt"), data.credence.receipt);
  },
  async aSeedRepeatsTheText() {
    const [first, second] = [await chat({ seed: 11 }), await chat({ seed: 11 })];
    assert.equal(first.choices[0].message.content, second.choices[0].message.content);
  },
  async aStreamJoinsToTheSameText() {
    const whole = await chat({ max_tokens: 24 });
    let text = "";
    let last;
    for await (const chunk of await chat({ max_tokens: 24, stream: true, stream_options: { include_usage: true } })) {
      text += chunk.choices[0]?.delta?.content ?? "";
      last = chunk;
    }
    assert.equal(text, whole.choices[0].message.content);
    assert.deepEqual(last.usage, whole.usage);
    assert.deepEqual(last.credence.token_ids, whole.credence.token_ids);
  },
  async theStreamHelperPutsTheAnswerTogether() {
    const final = await client.chat.completions.stream({ model, messages, max_tokens: 12, seed: 7, n: 2 }).finalChatCompletion();
    assert.equal(final.choices.length, 2);
    assert.equal(final.choices[0].message.content, (await chat({ n: 2 })).choices[0].message.content);
  },
  async aForcedToolStreams() {
    const stream = client.chat.completions.stream({ model, messages, max_tokens: 96, seed: 7, tools: [paint], tool_choice: "required" });
    const call = (await stream.finalChatCompletion()).choices[0].message.tool_calls[0];
    assert.equal(call.function.name, "paint");
    assert.ok(["red", "blue"].includes(JSON.parse(call.function.arguments).colour));
  },
  async aSchemaIsKept() {
    const schema = { name: "colour", strict: true, schema: parameters };
    const answer = await chat({ max_tokens: 200, response_format: { type: "json_schema", json_schema: schema } });
    assert.ok(answer.choices[0].message.content.startsWith("{"));
    if (answer.choices[0].finish_reason === "stop") assert.ok(Number.isInteger(JSON.parse(answer.choices[0].message.content).coats));
  },
  async logprobsHaveAnEntryAToken() {
    const answer = await chat({ logprobs: true, top_logprobs: 2 });
    assert.equal(answer.choices[0].logprobs.content.length, answer.credence.token_ids[0].length);
  },
  async aCompletionStreams() {
    const asked = { model, prompt: "the sun", max_tokens: 10, seed: 5, stop: ["zz"] };
    const whole = await client.completions.create(asked);
    let text = "";
    for await (const chunk of await client.completions.create({ ...asked, stream: true })) text += chunk.choices[0]?.text ?? "";
    assert.equal(text, whole.choices[0].text);
  },
  async aResponseStreams() {
    const asked = { model, input: "what is red?", max_output_tokens: 16, temperature: 0 };
    const whole = await client.responses.create(asked);
    const final = await client.responses.stream(asked).finalResponse();
    assert.equal(final.output_text, whole.output_text);
    assert.ok(final.credence.receipt);
  },
  async refusalsHaveTheirTypes() {
    await refused(OpenAI.NotFoundError, () => chat({ model: "nobody" }), { code: "model_not_found", param: "model" });
    await refused(OpenAI.BadRequestError, () => chat({ mirostat: 2 }), { param: "mirostat", type: "invalid_request_error" });
    await refused(OpenAI.BadRequestError, () => chat({ messages: [{ role: "user", content: "red ".repeat(40_000) }] }), {
      code: "context_length_exceeded",
    });
    await refused(
      OpenAI.UnprocessableEntityError,
      () => client.chat.completions.create({ model, messages }, { headers: { "Credence-Policy": "require=replay>=32" } }),
      { code: "policy_unsatisfiable" },
    );
  },
  async aStreamCanBeLeft() {
    const stream = await chat({ max_tokens: 400, stream: true });
    for await (const _ of stream) break;
    assert.equal((await chat()).object, "chat.completion");
  },
};

for (const [name, run] of Object.entries(cases)) {
  try {
    await run();
    console.log("ok", name);
  } catch (problem) {
    console.log(`FAIL ${name}: ${problem.constructor.name}: ${problem.message}`.replaceAll("\n", " ").slice(0, 1500));
  }
}
console.log("cases", Object.keys(cases).length);
