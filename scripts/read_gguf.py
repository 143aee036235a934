"""Reads a GGUF file with ggml-org's package gguf and prints what it found: judges our writer.

    python scripts/read_gguf.py FILE    one line a key: name and value; one line a tensor: name, type, dimensions, sum of its numbers' bits
"""

import sys

import numpy as np
from gguf import GGUFReader
from gguf.quants import dequantize, quantize


def main(path):
    reader = GGUFReader(path)
    for name, field in reader.fields.items():
        if not name.startswith("GGUF."):
            print("key", name, field.contents())
    for tensor in reader.tensors:
        numbers = dequantize(tensor.data, tensor.tensor_type).astype(np.float32)
        bits = int(numbers.view(np.uint32).astype(np.uint64).sum())
        # What was quantised as they do it stays as it is when they quantise it again.
        again = np.array_equal(quantize(numbers, tensor.tensor_type).view(np.uint8), np.ascontiguousarray(tensor.data).view(np.uint8))
        print("tensor", tensor.name, tensor.tensor_type.name, [int(d) for d in tensor.shape], bits, "same" if again else "other")


if __name__ == "__main__":
    main(sys.argv[1])
