"""Writes a GGUF file in a real model's shape with random weights from a fixed seed, for measuring speed and memory only.

    python3 -m venv .venv && .venv/bin/pip install gguf numpy
    .venv/bin/python benchmarks/random_gguf.py SHAPE TYPE FILE

SHAPE: llama-3.2-1b, qwen3-0.6b, gemma-3-270m. TYPE: Q8_0, Q4_0, Q4_1, Q5_0, Q5_1, Q4_K, Q5_K, Q6_K; the embedding, which is the last
matrix too, is Q8_0 in all of them. 64 rows are drawn for each kind of matrix and repeated: the time of a product does not depend on the
numbers. The vocabulary has the real size and made-up tokens. One seed gives one file, byte for byte.
"""
import sys

import numpy as np
from gguf import GGUFWriter, GGMLQuantizationType, quants

ROWS_DRAWN = 64
SEED = 20_261_123
BYTE_TOKENS = [b"<0x%02X>" % i for i in range(256)]
# Layers, width, feed-forward, heads, heads of keys and values, size of a head, vocabulary, base of rotation.
SHAPES = {
    "llama-3.2-1b": ("llama", 16, 2048, 8192, 32, 8, 64, 128_256, 500_000.0),
    "qwen3-0.6b": ("qwen3", 28, 1024, 3072, 16, 8, 128, 151_936, 1_000_000.0),
    "gemma-3-270m": ("gemma3", 18, 640, 2048, 4, 1, 256, 262_144, 1_000_000.0),
}
# Bytes of a block of 256 numbers, and where in it the half-precision scales stand.
K_BLOCKS = {"Q4_K": (144, (0, 2)), "Q5_K": (176, (0, 2)), "Q6_K": (210, (208,))}


class Weights:
    def __init__(self, writer):
        self.writer = writer
        self.random = np.random.default_rng(SEED)
        self.drawn = {}

    def matrix(self, name, rows, columns, kind):
        if (columns, kind) not in self.drawn:
            self.drawn[columns, kind] = self.draw(columns, kind)
        drawn = self.drawn[columns, kind]
        repeated = np.tile(drawn, ((rows + ROWS_DRAWN - 1) // ROWS_DRAWN, 1))[:rows].copy()
        self.writer.add_tensor(name, repeated, raw_dtype=GGMLQuantizationType[kind])

    def draw(self, columns, kind):
        if kind not in K_BLOCKS:
            numbers = (self.random.standard_normal((ROWS_DRAWN, columns)) / np.sqrt(columns)).astype(np.float32)
            return quants.quantize(numbers, GGMLQuantizationType[kind])
        if columns % 256:
            raise SystemExit(f"{kind} needs rows of a multiple of 256 numbers, found {columns}")
        size, scales = K_BLOCKS[kind]
        blocks = self.random.integers(0, 256, (ROWS_DRAWN, columns // 256, size), dtype=np.uint8)
        scale = np.frombuffer(np.float16(2.0 ** -13).tobytes(), np.uint8)
        for at in scales:
            blocks[:, :, at:at + 2] = scale
        return blocks.reshape(ROWS_DRAWN, -1)

    def norm(self, name, elements):
        self.writer.add_tensor(name, np.ones(elements, np.float32))


def vocabulary(writer, size):
    tokens = [b"<unk>", b"<s>", b"</s>", *BYTE_TOKENS]
    ordinary = size - len(tokens)
    tokens += [b"t%d" % i for i in range(ordinary)]
    writer.add_tokenizer_model("llama")
    writer.add_token_list(tokens)
    writer.add_token_scores([0.0] * size)
    writer.add_token_types([2, 3, 3] + [6] * 256 + [1] * ordinary)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)


def main(shape, kind, path):
    architecture, layers, width, wide, heads, kv_heads, head, size, base = SHAPES[shape]
    writer = GGUFWriter(path, architecture)
    writer.add_context_length(8192)
    writer.add_embedding_length(width)
    writer.add_block_count(layers)
    writer.add_feed_forward_length(wide)
    writer.add_head_count(heads)
    writer.add_head_count_kv(kv_heads)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_freq_base(base)
    writer.add_key_length(head)
    writer.add_value_length(head)
    writer.add_vocab_size(size)
    if architecture == "llama":
        writer.add_rope_dimension_count(head)
    if architecture == "gemma3":
        writer.add_sliding_window(512)
    vocabulary(writer, size)
    weights = Weights(writer)
    weights.matrix("token_embd.weight", size, width, "Q8_0")
    weights.norm("output_norm.weight", width)
    for layer in range(layers):
        block = f"blk.{layer}."
        weights.norm(block + "attn_norm.weight", width)
        weights.norm(block + "ffn_norm.weight", width)
        weights.matrix(block + "attn_q.weight", heads * head, width, kind)
        weights.matrix(block + "attn_k.weight", kv_heads * head, width, kind)
        weights.matrix(block + "attn_v.weight", kv_heads * head, width, kind)
        weights.matrix(block + "attn_output.weight", width, heads * head, kind)
        weights.matrix(block + "ffn_gate.weight", wide, width, kind)
        weights.matrix(block + "ffn_up.weight", wide, width, kind)
        weights.matrix(block + "ffn_down.weight", width, wide, kind)
        if architecture in ("qwen3", "gemma3"):
            weights.norm(block + "attn_q_norm.weight", head)
            weights.norm(block + "attn_k_norm.weight", head)
        if architecture == "gemma3":
            weights.norm(block + "post_attention_norm.weight", width)
            weights.norm(block + "post_ffw_norm.weight", width)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


if __name__ == "__main__":
    if len(sys.argv) != 4 or sys.argv[1] not in SHAPES:
        raise SystemExit(__doc__)
    main(*sys.argv[1:])
