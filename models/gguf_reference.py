"""GGUF files and the Llama architecture once more in numpy: judges our own model without the engine that serves it."""

import struct
from pathlib import Path

import numpy as np

KINDS = {0: "B", 1: "b", 2: "<H", 3: "<h", 4: "<I", 5: "<i", 6: "<f", 7: "?", 10: "<Q", 11: "<q", 12: "<d"}
TEXT, ARRAY = 8, 9


class Reader:
    def __init__(self, raw):
        self.raw, self.at = raw, 0

    def one(self, form):
        (value,) = struct.unpack_from(form, self.raw, self.at)
        self.at += struct.calcsize(form)
        return value

    def text(self):
        size = self.one("<Q")
        self.at += size
        return self.raw[self.at - size:self.at].decode()

    def value(self, kind):
        if kind == TEXT:
            return self.text()
        if kind == ARRAY:
            inner, count = self.one("<I"), self.one("<Q")
            return [self.value(inner) for _ in range(count)]
        return self.one(KINDS[kind])


def numbers(raw, kind, shape):
    """F32, F16 and Q8_0 as single precision."""
    if kind == 0:
        return np.frombuffer(raw, "<f4").reshape(shape)
    if kind == 1:
        return np.frombuffer(raw, "<f2").astype(np.float32).reshape(shape)
    blocks = np.frombuffer(raw, np.dtype([("d", "<f2"), ("q", "i1", 32)]))
    return (blocks["q"] * blocks["d"].astype(np.float32)[:, None]).reshape(shape)


def read(path):
    """(metadata, {name: float32 array, rows first})"""
    r = Reader(Path(path).read_bytes())
    assert r.raw[:4] == b"GGUF"
    r.at = 4
    assert r.one("<I") == 3
    tensors, keys = r.one("<Q"), r.one("<Q")
    metadata = {}
    for _ in range(keys):
        key = r.text()
        metadata[key] = r.value(r.one("<I"))
    table = []
    for _ in range(tensors):
        name = r.text()
        shape = [r.one("<Q") for _ in range(r.one("<I"))][::-1]
        table.append((name, shape, r.one("<I"), r.one("<Q")))
    base = -(-r.at // 32) * 32
    size = {0: lambda n: 4 * n, 1: lambda n: 2 * n, 8: lambda n: n // 32 * 34}
    return metadata, {name: numbers(r.raw[base + at:base + at + size[kind](int(np.prod(shape)))], kind, shape) for name, shape, kind, at in table}


class Llama:
    def __init__(self, metadata, tensors):
        get = lambda key: metadata["llama." + key]
        self.layers, self.heads, self.kv_heads = get("block_count"), get("attention.head_count"), get("attention.head_count_kv")
        self.width, self.epsilon, self.base = get("embedding_length"), get("attention.layer_norm_rms_epsilon"), get("rope.freq_base")
        self.head, self.w = self.width // self.heads, tensors

    def norm(self, x, name):
        return x / np.sqrt(np.mean(x * x, -1, keepdims=True) + self.epsilon) * self.w[name + ".weight"]

    def rotate(self, x, angle):
        c, s = np.cos(angle)[:, None, :].astype(np.float32), np.sin(angle)[:, None, :].astype(np.float32)
        a, b = x[..., 0::2], x[..., 1::2]
        return np.stack([a * c - b * s, a * s + b * c], -1).reshape(x.shape)

    def logits(self, ids):
        """[row, position, vocabulary] of ids [row, position]; what stands behind a position does not count for it."""
        n, t = ids.shape
        angle = np.arange(t)[:, None] * self.base ** (-np.arange(0, self.head, 2) / self.head)
        mask = np.where(np.tril(np.ones((t, t), bool)), 0, -np.inf).astype(np.float32)
        x = self.w["token_embd.weight"][ids]
        for layer in range(self.layers):
            name = f"blk.{layer}."
            part = lambda h, which, heads: (h @ self.w[name + which + ".weight"].T).reshape(n, t, heads, self.head)
            h = self.norm(x, name + "attn_norm")
            q, k = self.rotate(part(h, "attn_q", self.heads), angle), self.rotate(part(h, "attn_k", self.kv_heads), angle)
            v = part(h, "attn_v", self.kv_heads)
            k, v = (np.repeat(m, self.heads // self.kv_heads, 2).transpose(0, 2, 1, 3) for m in (k, v))
            score = q.transpose(0, 2, 1, 3) @ k.transpose(0, 1, 3, 2) / np.float32(np.sqrt(self.head)) + mask
            score = np.exp(score - score.max(-1, keepdims=True))
            o = (score / score.sum(-1, keepdims=True)) @ v
            x = x + o.transpose(0, 2, 1, 3).reshape(n, t, -1) @ self.w[name + "attn_output.weight"].T
            h = self.norm(x, name + "ffn_norm")
            gate = h @ self.w[name + "ffn_gate.weight"].T
            x = x + (gate / (1 + np.exp(-gate)) * (h @ self.w[name + "ffn_up.weight"].T)) @ self.w[name + "ffn_down.weight"].T
        return self.norm(x, "output_norm") @ self.w.get("output.weight", self.w["token_embd.weight"]).T

    def greedy(self, prompt, count, end):
        """The likeliest ids behind a prompt, of equal ones the lowest, without the end."""
        ids = list(prompt)
        for _ in range(count):
            best = int(self.logits(np.array([ids]))[0, -1].argmax())
            if best == end:
                break
            ids.append(best)
        return ids[len(prompt):]
