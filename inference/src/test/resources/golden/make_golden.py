"""Writes what ONNX Runtime answers for the models of others that our tests run.

    pip install onnxruntime==1.32.0 numpy==2.4.6
    python make_golden.py FOLDER_OF_MODELS

Inputs come from a fixed seed. Line format: `model FILE`, then per tensor `input|output NAME TYPE SHAPE` and a line of
its elements, row-major (shape `1,28,28`; `-` for a scalar).
"""
import sys
from pathlib import Path

import numpy as np
import onnxruntime

NAMES = {"float32": "FP32", "int32": "INT32", "int64": "INT64"}


def digit(rng):
    image = np.zeros((1, 1, 28, 28), np.float32)
    image[0, 0, 5:23, 13:16] = 255
    image[0, 0] += rng.integers(0, 12, (28, 28)).astype(np.float32)
    return image


def text_bytes():
    text = b"# A small Python file\nimport sys\n\n\ndef main():\n    print('hello', sys.argv)\n\n\nmain()\n"
    row = np.full((1, 2048), 256, np.int32)
    row[0, : len(text)] = list(text)
    row[0, 2048 - len(text) :] = list(text)
    return row


def cases(rng):
    yield "mnist.onnx", "mnist", {"Input3": digit(rng)}
    yield "wonnx-opt-mnist.onnx", "wonnx-opt-mnist", {"Input3": digit(rng)}
    yield "magika_standard_v3_3.onnx", "magika", {"bytes": text_bytes()}
    time = np.arange(576, dtype=np.float32) / 16000
    voice = sum(np.sin(2 * np.pi * 120 * k * time) / k for k in range(1, 12)) * 0.2
    noise = rng.normal(0, 0.02, 576)
    state = np.zeros((2, 1, 128), np.float32)
    for name, sound in (("voice", voice), ("noise", noise)):
        yield "silero_vad_16k_op15.onnx", "silero-" + name, {
            "input": sound.astype(np.float32)[None], "state": state, "sr": np.array(16000, np.int64)}
    yield "treecl.onnx", "treecl", {"input": rng.normal(0, 1, (8, 20)).astype(np.float32)}


def write(out, role, name, array):
    array = np.asarray(array)
    shape = ",".join(map(str, array.shape)) or "-"
    out.write(f"{role} {name} {NAMES[str(array.dtype)]} {shape}\n")
    out.write(" ".join(str(x) for x in array.ravel()) + "\n")


def main():
    models = Path(sys.argv[1])
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    for file, name, inputs in cases(np.random.default_rng(1)):
        session = onnxruntime.InferenceSession(str(models / file), options)
        answers = session.run(None, inputs)
        with open(Path(__file__).parent / (name + ".txt"), "w") as out:
            out.write(f"model {file}\n")
            for key, value in inputs.items():
                write(out, "input", key, value)
            for output, value in zip(session.get_outputs(), answers):
                write(out, "output", output.name, value)


main()
