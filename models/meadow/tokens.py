"""SentencePiece-style byte-pair encoding: trained on our own text, written as llama2.c's tokenizer.bin.

Ids: 0 <unk>, 1 <s>, 2 </s>, 3 to 258 the bytes, then the marks of a chat, the merges in their order, the characters.
"""

import collections
import re
import struct

MARKS = ["<|im_start|>", "<|im_end|>"]
CHARACTERS = [chr(c) for c in range(0x21, 0x7F)] + ["▁"]
# A merge stays inside a word (with the space before it); digits and punctuation are tokens of their own.
WORD = re.compile("▁?[A-Za-z]+")
FIRST = 3


def train(texts, size):
    """[(text, score)] of `size` tokens."""
    counts = collections.Counter(word for text in texts for word in WORD.findall(text.replace(" ", "▁")))
    words = [(list(word), count) for word, count in sorted(counts.items())]
    merges = []
    for _ in range(size - FIRST - 256 - len(MARKS) - len(CHARACTERS)):
        pairs = collections.Counter()
        for symbols, count in words:
            for pair in zip(symbols, symbols[1:]):
                pairs[pair] += count
        best = min(pairs, key=lambda pair: (-pairs[pair], pair))
        merges.append("".join(best))
        words = [(join(symbols, best), count) for symbols, count in words]
    table = [("<unk>", 0.0), ("<s>", 0.0), ("</s>", 0.0)]
    table += [(f"<0x{b:02X}>", 0.0) for b in range(256)] + [(mark, 0.0) for mark in MARKS]
    return table + [(text, -float(rank)) for rank, text in enumerate(merges + CHARACTERS)]


def join(symbols, pair):
    joined, i = [], 0
    while i < len(symbols):
        if i + 1 < len(symbols) and (symbols[i], symbols[i + 1]) == pair:
            joined.append(symbols[i] + symbols[i + 1])
            i += 2
        else:
            joined.append(symbols[i])
            i += 1
    return joined


class Tokenizer:
    """Highest score first, then leftmost; what is no token is its bytes. No space is put before a text."""

    def __init__(self, table):
        self.table = table
        self.ids = {text: i for i, (text, _) in enumerate(table) if i >= FIRST + 256 + len(MARKS)}
        self.start, self.end = FIRST + 256, FIRST + 257
        self.known = {}

    def encode(self, text):
        """Ids of a text without marks."""
        if text not in self.known:
            # No token goes over the space that follows a word, so that words are independent of each other.
            self.known[text] = [i for word in re.findall("▁?[^▁]*", text.replace(" ", "▁")) for i in self.word(word)]
        return self.known[text]

    def word(self, word):
        symbols = list(word)
        while True:
            at = [(-self.table[self.ids[a + b]][1], i) for i, (a, b) in enumerate(zip(symbols, symbols[1:])) if a + b in self.ids]
            if not at:
                break
            _, i = min(at)
            symbols[i:i + 2] = [symbols[i] + symbols[i + 1]]
        return [i for s in symbols for i in ([self.ids[s]] if s in self.ids else [FIRST + b for b in s.encode()])]

    def prompt(self, messages):
        """(ids, whether each was said by the model) of a conversation as the template writes it, a question last or an answer."""
        ids, own = [1], [False]
        for role, text in messages:
            said = self.encode(text) + [self.end]
            head = [self.start, *self.encode(role), FIRST + 10]
            ids += head + said + [FIRST + 10]
            own += [False] * len(head) + [role == "assistant"] * len(said) + [False]
        return ids, own

    def opening(self):
        return [self.start, *self.encode("assistant"), FIRST + 10]

    def decode(self, ids):
        parts = []
        for i in ids:
            text = self.table[i][0]
            parts.append(bytes([i - FIRST]) if FIRST <= i < FIRST + 256 else b"" if i < self.end + 1 else text.replace("▁", " ").encode())
        return b"".join(parts).decode("utf-8", "replace")

    def write(self, path):
        """llama2.c's tokenizer.bin: longest token, then score, length and bytes of each; a space is a space."""
        texts = ["\n<s>\n" if i == 1 else "\n</s>\n" if i == 2 else text.replace("▁", " ") for i, (text, _) in enumerate(self.table)]
        raw = [text.encode() for text in texts]
        body = b"".join(struct.pack("<fi", score, len(r)) + r for r, (_, score) in zip(raw, self.table))
        path.write_bytes(struct.pack("<i", max(map(len, raw))) + body)
