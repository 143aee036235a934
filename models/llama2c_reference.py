"""llama2.c's run.c once more in numpy, from its source alone: judges the converter and the engine.

    python models/llama2c_reference.py MODEL.bin TOKENIZER.bin [--steps 256]    greedy ids from <s> on, and their text
"""

import argparse
import struct
from pathlib import Path

import numpy as np

F = np.float32


class Model:
    def __init__(self, path):
        raw = Path(path).read_bytes()
        self.dim, self.hidden, self.layers, self.heads, self.kv_heads, size, self.context = struct.unpack("<7i", raw[:28])
        self.vocabulary, self.shared = abs(size), size > 0
        self.numbers, self.at = np.frombuffer(raw, "<f4", offset=28), 0
        self.head = self.dim // self.heads
        kv, n = self.kv_heads * self.head, self.layers
        self.embedding = self.take(self.vocabulary, self.dim)
        self.att_norm = self.take(n, self.dim)
        self.wq, self.wk, self.wv = self.take(n, self.dim, self.dim), self.take(n, kv, self.dim), self.take(n, kv, self.dim)
        self.wo = self.take(n, self.dim, self.dim)
        self.ffn_norm = self.take(n, self.dim)
        self.w1, self.w2, self.w3 = self.take(n, self.hidden, self.dim), self.take(n, self.dim, self.hidden), self.take(n, self.hidden, self.dim)
        self.last_norm = self.take(self.dim)
        self.take(self.context * self.head)
        self.output = self.embedding if self.shared else self.take(self.vocabulary, self.dim)
        assert self.at == len(self.numbers)
        self.keys = np.zeros((n, self.context, self.kv_heads, self.head), F)
        self.values = np.zeros_like(self.keys)

    def take(self, *shape):
        self.at += int(np.prod(shape))
        return self.numbers[self.at - int(np.prod(shape)):self.at].reshape(shape)

    def rotate(self, x, position):
        """rope: pairs (2i, 2i+1) of each head, frequency 10000^(-2i/head)."""
        i = np.arange(0, self.head, 2)
        angle = position * (1.0 / 10000.0 ** (i / self.head))
        c, s = np.cos(angle).astype(F), np.sin(angle).astype(F)
        a, b = x[:, 0::2], x[:, 1::2]
        return np.stack([a * c - b * s, a * s + b * c], -1).reshape(x.shape)

    def forward(self, token, position):
        """Logits behind `token` at `position`."""
        x = self.embedding[token].copy()
        for l in range(self.layers):
            h = norm(x, self.att_norm[l])
            q = self.rotate((self.wq[l] @ h).reshape(self.heads, self.head), position)
            self.keys[l, position] = self.rotate((self.wk[l] @ h).reshape(self.kv_heads, self.head), position)
            self.values[l, position] = (self.wv[l] @ h).reshape(self.kv_heads, self.head)
            out = []
            for head in range(self.heads):
                group = head // (self.heads // self.kv_heads)
                score = self.keys[l, :position + 1, group] @ q[head] / F(np.sqrt(self.head))
                weight = np.exp(score - score.max())
                out.append((weight / weight.sum()) @ self.values[l, :position + 1, group])
            x = x + self.wo[l] @ np.concatenate(out)
            h = norm(x, self.ffn_norm[l])
            gate = self.w1[l] @ h
            x = x + self.w2[l] @ (gate / (1 + np.exp(-gate)) * (self.w3[l] @ h))
        return self.output @ norm(x, self.last_norm)


def norm(x, weight):
    return x * F(1.0 / np.sqrt(np.mean(x * x) + F(1e-5))) * weight


def vocabulary(path, size):
    """[(bytes, score)] of a tokenizer file."""
    raw, at, tokens = Path(path).read_bytes(), 4, []
    for _ in range(size):
        score, length = struct.unpack_from("<fi", raw, at)
        tokens.append((raw[at + 8:at + 8 + length], score))
        at += 8 + length
    return tokens


def text(ids, tokens):
    """run.c's decode: after <s> a leading space goes; bytes are themselves."""
    parts, before = [], 1
    for i in ids:
        piece = tokens[i][0]
        if before == 1 and piece.startswith(b" "):
            piece = piece[1:]
        if 3 <= i < 259:
            piece = bytes([i - 3])
        parts.append(piece)
        before = i
    return b"".join(parts).decode("utf-8", "replace")


def greedy(model, steps):
    """Ids after <s>, as run.c with temperature 0: it ends where <s> comes again."""
    ids, token = [], 1
    for position in range(steps):
        token = int(model.forward(token, position).argmax())
        if token == 1:
            break
        ids.append(token)
    return ids


def main():
    options = argparse.ArgumentParser()
    options.add_argument("model")
    options.add_argument("tokenizer")
    options.add_argument("--steps", type=int, default=256)
    options = options.parse_args()
    model = Model(options.model)
    ids = greedy(model, options.steps)
    print(*ids)
    print(text(ids, vocabulary(options.tokenizer, model.vocabulary)))


if __name__ == "__main__":
    main()
