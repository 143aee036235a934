"""Trains the meadow's model on text that world.py makes up, and writes it in llama2.c's format.

    python models/meadow/train.py --out DIR [--steps N] [--seed S]

Writes DIR/model.bin and DIR/tokenizer.bin; `credence model convert llama2c` makes the GGUF file of them (models/README.md).
"""

import argparse
import os
import pickle
import random
import time
from pathlib import Path

# One thread adds up in one order.
os.environ.setdefault("XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false")

import jax
import jax.numpy as jnp
import numpy as np
import optax

import llama
import tokens
import world

TOKENS_A_STEP = 2048
# Words of a question are hardly foreseeable; the answers are what is learnt.
QUESTION_WEIGHT = 0.05
# From this part of the steps on the rate falls to nothing.
STEADY = 0.65


def corpus(rng, turns):
    """Text to learn the tokens from."""
    for _ in range(turns // 6):
        for role, text in world.conversation(rng, 6):
            yield role
            yield text


def rows(rng, tokenizer, count, length):
    """(ids [count, length + 1], weights [count, length]): conversations, each cut where the row ends."""
    ids, weights = np.zeros((count, length + 1), np.int32), np.zeros((count, length), np.float32)
    for row in range(count):
        said, own = tokenizer.prompt(world.conversation(rng, length // 12))
        assert len(said) > length, (len(said), length)
        ids[row] = said[:length + 1]
        weights[row] = np.where(own[1:length + 1], 1.0, QUESTION_WEIGHT)
    return ids, weights


def loss(shape, weights, ids, counted):
    logits = llama.forward(shape, weights, ids[:, :-1])
    each = optax.softmax_cross_entropy_with_integer_labels(logits, ids[:, 1:])
    return (each * counted).sum() / counted.sum()


def length(step, steps):
    """Short rows first: most is learnt inside a question; the last steps teach the far positions."""
    return 128 if step < 0.75 * steps else 256 if step < 0.92 * steps else 512


def orthogonal(m):
    """The matrix with the same singular vectors and singular values near one, by Newton and Schulz."""
    x = m.T if m.shape[0] > m.shape[1] else m
    x = x / (jnp.linalg.norm(x) + 1e-7)
    for _ in range(5):
        a = x @ x.T
        x = 3.4445 * x + (-4.7750 * a + 2.0315 * a @ a) @ x
    return (x.T if m.shape[0] > m.shape[1] else x) * max(1.0, m.shape[0] / m.shape[1]) ** 0.5


def optimiser(rate):
    """Muon (K. Jordan et al., 2024) for the matrices of the layers, Adam for the embedding and the norms, both times a rate of the step."""
    rules = {
        "matrix": optax.chain(optax.trace(0.95, nesterov=True), optax.stateless(lambda slopes, _: jax.tree.map(orthogonal, slopes)),
                              optax.add_decayed_weights(0.02), optax.scale(-5 * rate)),
        "other": optax.adam(rate, b1=0.9, b2=0.98),
    }
    kinds = lambda weights: jax.tree_util.tree_map_with_path(lambda path, w: "matrix" if w.ndim == 2 and len(path) > 1 else "other", weights)
    return optax.chain(optax.clip_by_global_norm(1.0), optax.multi_transform(rules, kinds))


def factor(step, steps):
    """Rises over 60 steps, stays, and falls in a line: what is learnt before the fall does not depend on the number of steps."""
    return min(1.0, (step + 1) / 60, (steps - step) / ((1 - STEADY) * steps))


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--steps", type=int, default=6500)
    options.add_argument("--rate", type=float, default=4e-3)
    options.add_argument("--seed", type=int, default=6500)
    options.add_argument("--vocabulary", type=int, default=6500)
    options.add_argument("--resume", type=Path, help="a state that another run left behind before its rate fell")
    options = options.parse_args()
    rng = random.Random(options.seed)
    tokenizer = tokens.Tokenizer(tokens.train(corpus(rng, 30_000), options.vocabulary))
    shape = llama.Shape(vocabulary=options.vocabulary)
    weights = llama.initial(shape, options.seed)
    print(sum(w.size for w in jax.tree.leaves(weights)), "parameters", flush=True)
    update = optimiser(options.rate)
    state = update.init(weights)
    options.out.mkdir(parents=True, exist_ok=True)
    tokenizer.write(options.out / "tokenizer.bin")

    @jax.jit
    def step(weights, state, ids, counted, scale):
        value, slope = jax.value_and_grad(lambda w: loss(shape, w, ids, counted))(weights)
        change, state = update.update(slope, state, weights)
        return optax.apply_updates(weights, jax.tree.map(lambda c: c * scale, change)), state, value

    first, mean, began = 0, None, time.time()
    if options.resume:
        first, leaves, dice = pickle.loads(options.resume.read_bytes())
        weights, state = jax.tree.unflatten(jax.tree.structure((weights, state)), leaves)
        rng.setstate(dice)
    for at in range(first, options.steps):
        size = length(at, options.steps)
        ids, counted = rows(rng, tokenizer, TOKENS_A_STEP // size, size)
        weights, state, value = step(weights, state, jnp.asarray(ids), jnp.asarray(counted), factor(at, options.steps))
        mean = float(value) if mean is None else 0.95 * mean + 0.05 * float(value)
        if at % 50 == 49:
            print(f"step {at + 1} loss {mean:.4f} {time.time() - began:.0f} s", flush=True)
        if at % 100 == 99 or at == options.steps - 1:
            llama.write(options.out / "model.bin", shape, jax.tree.map(np.asarray, weights))
            if at < STEADY * options.steps:
                leaves = jax.tree.map(np.asarray, jax.tree.leaves((weights, state)))
                (options.out / "state").write_bytes(pickle.dumps((at + 1, leaves, rng.getstate())))


if __name__ == "__main__":
    main()
