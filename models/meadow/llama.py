"""The Llama architecture in JAX, as llama2.c has it, and its file."""

import struct

import jax
import jax.numpy as jnp
import numpy as np

EPSILON = 1e-5
BASE = 10_000.0


class Shape:
    def __init__(self, width=160, hidden=448, layers=4, heads=5, kv_heads=5, vocabulary=1280, context=512):
        self.width, self.hidden, self.layers, self.heads = width, hidden, layers, heads
        self.kv_heads, self.vocabulary, self.context = kv_heads, vocabulary, context
        self.head = width // heads


def initial(shape, seed):
    rng = np.random.default_rng(seed)
    normal = lambda rows, columns, scale: jnp.asarray(rng.normal(0, scale, (rows, columns)), jnp.float32)
    kv = shape.kv_heads * shape.head
    deep = 1 / np.sqrt(2 * shape.layers)
    inner, outer = shape.width**-0.5, shape.hidden**-0.5
    return {
        "embedding": normal(shape.vocabulary, shape.width, 0.02),
        "norm": jnp.ones(shape.width),
        "layers": [{
            "norm1": jnp.ones(shape.width), "q": normal(shape.width, shape.width, inner), "k": normal(kv, shape.width, inner),
            "v": normal(kv, shape.width, inner), "o": normal(shape.width, shape.width, inner * deep), "norm2": jnp.ones(shape.width),
            "gate": normal(shape.hidden, shape.width, inner), "down": normal(shape.width, shape.hidden, outer * deep), "up": normal(shape.hidden, shape.width, inner),
        } for _ in range(shape.layers)],
    }


def norm(x, w):
    return x * jax.lax.rsqrt(jnp.mean(x * x, -1, keepdims=True) + EPSILON) * w


def rotate(x, cos, sin):
    """Pairs (2i, 2i+1); x is [batch, position, head, size]."""
    a, b = x[..., 0::2], x[..., 1::2]
    return jnp.stack([a * cos - b * sin, a * sin + b * cos], -1).reshape(x.shape)


def forward(shape, weights, ids):
    """Logits [batch, position, vocabulary]."""
    n, t = ids.shape
    angle = np.arange(t)[:, None] * BASE ** (-np.arange(0, shape.head, 2) / shape.head)
    cos, sin = (jnp.asarray(f(angle), jnp.float32)[:, None, :] for f in (np.cos, np.sin))
    mask = jnp.where(np.tril(np.ones((t, t), bool)), 0.0, -1e30).astype(jnp.float32)
    x = weights["embedding"][ids]
    for w in weights["layers"]:
        h = norm(x, w["norm1"])
        q = rotate((h @ w["q"].T).reshape(n, t, shape.heads, shape.head), cos, sin)
        k = rotate((h @ w["k"].T).reshape(n, t, shape.kv_heads, shape.head), cos, sin)
        v = (h @ w["v"].T).reshape(n, t, shape.kv_heads, shape.head)
        k, v = (jnp.repeat(m, shape.heads // shape.kv_heads, 2) for m in (k, v))
        score = jnp.einsum("nqhd,nkhd->nhqk", q, k) * shape.head**-0.5 + mask
        o = jnp.einsum("nhqk,nkhd->nqhd", jax.nn.softmax(score, -1), v).reshape(n, t, shape.width)
        x = x + o @ w["o"].T
        h = norm(x, w["norm2"])
        x = x + (jax.nn.silu(h @ w["gate"].T) * (h @ w["up"].T)) @ w["down"].T
    return norm(x, weights["norm"]) @ weights["embedding"].T


def write(path, shape, weights):
    """llama2.c's first format: seven integers, then the weights; a positive vocabulary means that the output is the embedding."""
    head = struct.pack("<7i", shape.width, shape.hidden, shape.layers, shape.heads, shape.kv_heads, shape.vocabulary, shape.context)
    stacked = lambda name: [w[name] for w in weights["layers"]]
    tables = np.zeros(shape.context * shape.head, np.float32)  # cosines and sines, which readers compute themselves
    parts = [weights["embedding"]]
    for name in ("norm1", "q", "k", "v", "o", "norm2", "gate", "down", "up"):
        parts += stacked(name)
    parts += [weights["norm"], tables]
    path.write_bytes(head + b"".join(np.ascontiguousarray(p, "<f4").tobytes() for p in parts))
