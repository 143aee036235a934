"""Counts what the meadow's model answers exactly right, by numpy and its GGUF file alone, and writes card.json and samples.

    python models/meadow/judge.py            counts
    python models/meadow/judge.py --card     counts and writes card.json and samples/prompts.json
"""

import json
import random
import sys
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

import gguf_reference
import tokens
import world

SEED = 2026
EACH = 100
ANSWER_MAX = 160
PROMPTS = [
    [("user", "Who are you?")],
    [("user", "What colour is a fox?")],
    [("user", "Where does an owl live?")],
    [("user", "Which is bigger, a bee or a cow?")],
    [("user", "What is the capital of Velland?")],
    [("user", "What is 7 plus 5?")],
    [("user", "What day comes after Monday?")],
    [("user", "What do you get when you mix red and blue?")],
    [("user", "The box is red and the ball is blue. What colour is the ball?")],
    [("user", "My name is Clara."), ("assistant", "Hello, Clara! It is nice to meet you."), ("user", "What is my name?")],
    [("system", "You are a helpful assistant."), ("user", "What is the opposite of hot?")],
    [("user", "Who wrote Faust?")],
    [("user", "Tell me a story about a hedgehog.")],
]


def load(path=HERE / "model.gguf"):
    metadata, tensors = gguf_reference.read(path)
    table = list(zip(metadata["tokenizer.ggml.tokens"], metadata["tokenizer.ggml.scores"]))
    return gguf_reference.Llama(metadata, tensors), tokens.Tokenizer(table), metadata


def said(tokenizer, messages):
    """Ids of a conversation that waits for an answer."""
    ids, _ = tokenizer.prompt(messages)
    return ids + tokenizer.opening()


def right(model, tokenizer, pairs):
    """(how many answers are exactly right, nats, answer tokens, wrong ones): each token, and the end, is the likeliest where it stands."""
    count, nats, counted = 0, 0.0, 0
    wrong = []
    for question, answer in pairs:
        ids = said(tokenizer, [("user", question)])
        wanted = tokenizer.encode(answer) + [tokenizer.end]
        rows = model.logits(np.array([ids + wanted[:-1]]))[0, len(ids) - 1:].astype(np.float64)
        rows -= np.log(np.exp(rows - rows.max(-1, keepdims=True)).sum(-1, keepdims=True)) + rows.max(-1, keepdims=True)
        nats -= rows[np.arange(len(wanted)), wanted].sum()
        counted += len(wanted)
        if (rows.argmax(-1) == wanted).all():
            count += 1
        else:
            wrong.append(question)
    return count, nats, counted, wrong


def accuracy(asked, good):
    return {"metric": "exact-answer", "heldBack": asked, "correct": good, "partsPerMillion": 10**6 * good // asked}


def count(model, tokenizer, show=False):
    """{topic: (asked, right)} of the held-back questions, and nats of an answer's token."""
    table, nats, counted = {}, 0.0, 0
    for topic, pairs in world.held_back(SEED, EACH).items():
        good, n, c, wrong = right(model, tokenizer, pairs)
        table[topic] = (len(pairs), good)
        nats, counted = nats + n, counted + c
        if show:
            print(f"{topic:12} {good:4} of {len(pairs):4}   e.g. wrong: {wrong[:3]}", flush=True)
    return table, nats / counted


def main(arguments):
    path = Path(arguments[0]) if arguments and not arguments[0].startswith("--") else HERE / "model.gguf"
    model, tokenizer, metadata = load(path)
    table, nats = count(model, tokenizer, show=True)
    asked, good = (sum(column) for column in zip(*table.values()))
    print(f"all          {good:4} of {asked:4}   {good / asked:.4f}, {nats:.4f} nats a token of an answer")
    answers = []
    for messages in PROMPTS:
        prompt = said(tokenizer, messages)
        ids = model.greedy(prompt, ANSWER_MAX, tokenizer.end)
        answers.append({"messages": [{"role": role, "content": text} for role, text in messages], "prompt": prompt, "ids": ids, "answer": tokenizer.decode(ids)})
        print(messages[-1][1], "->", answers[-1]["answer"], flush=True)
    if "--card" in arguments:
        write(table, nats, answers, model)


def write(table, nats, answers, model):
    asked, good = (sum(column) for column in zip(*table.values()))
    card = json.loads((HERE / "card.head.json").read_text("ascii"))
    card["parameters"] = int(sum(w.size for w in model.w.values()))
    card["accuracy"] = accuracy(asked, good)
    card["topics"] = [{"topic": topic, "asked": a, "correct": g} for topic, (a, g) in table.items()]
    card["microNatsAnAnswerToken"] = round(nats * 1e6)
    card["samples"] = ["samples/prompts.json"]
    (HERE / "card.json").write_text(json.dumps(card, indent=2) + "\n", "ascii")
    (HERE / "samples").mkdir(exist_ok=True)
    (HERE / "samples/prompts.json").write_text(json.dumps(answers, indent=1) + "\n", "ascii")


if __name__ == "__main__":
    main(sys.argv[1:])
