"""The arithmetic profile int8-v1 once more, written from docs/spec/int8-v1.md alone and sharing no code with the Java implementation.

    python models/int8_reference.py FOLDER    for every NAME.program in FOLDER reads NAME.weights and NAME.input (rows of float32, little-endian),
                                              writes NAME.tensors (all integer tensors, in order, each rows x elements bytes)
                                              and NAME.answer (float32; without the softmax)

Needs numpy.
"""

import struct
import sys
from pathlib import Path

import numpy as np

RANGES = {1: (0, 255), 2: (-128, 127), 3: (0, 127)}


class Reader:
    """Program bytes, section 5: big-endian."""

    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, n):
        if self.at + n > len(self.data):
            raise ValueError("the bytes end too early")
        self.at += n
        return self.data[self.at - n : self.at]

    def u8(self):
        return self.take(1)[0]

    def u32(self):
        return struct.unpack(">I", self.take(4))[0]

    def float(self):
        return np.frombuffer(self.take(4), ">f4").astype(np.float32)[0]

    def name(self):
        return self.take(self.u32()).decode("utf-8")

    def dims(self):
        return [self.u32() for _ in range(self.u8())]

    def type(self):
        low, high = RANGES[self.u8()]
        return {"low": low, "high": high, "zero": low + self.u8()}

    def rescale(self):
        return {"shift": self.u8(), "type": self.type()}

    def window(self):
        return [dict(zip(("in", "out", "kernel", "stride", "dilation", "pad"), [self.u32() for _ in range(6)])) for _ in range(2)]


def decode(data):
    r = Reader(data)
    if r.take(8) != b"int8-v1\0":
        raise ValueError("no program")
    program = {"input": r.name(), "dims": r.dims(), "steps": []}
    for _ in range(r.u8()):
        kind, repeat, n = r.u8(), r.u32(), r.u32()
        program["steps"].append((kind, repeat, np.array([r.float() for _ in range(n)], np.float32)))
    program["scale"], program["type"] = r.float(), r.type()
    program["ops"] = [decode_op(r) for _ in range(r.u32())]
    program["output"], program["output dims"] = r.name(), r.dims()
    program["output scale"], program["finish"] = r.float(), r.u8()
    if r.at != len(data):
        raise ValueError("bytes are left over")
    return program


def decode_op(r):
    kind, name = r.u8(), r.name()
    if kind == 1:
        op = {"input": r.u32(), "channels": r.u32(), "groups": r.u32(), "window": r.window(), "outputs": r.u32()}
        return op | {"kind": "linear", "digits": r.u8(), "rescale": r.rescale()}
    if kind == 2:
        return {"kind": "add", "terms": [(r.u32(), r.u32()), (r.u32(), r.u32())], "rescale": r.rescale(), "elements": r.u32()}
    if kind == 3:
        op = {"kind": "average", "input": r.u32(), "channels": r.u32(), "window": r.window(), "multiplier": r.u32()}
        return op | {"rescale": r.rescale()}
    if kind == 4:
        return {"kind": "maximum", "input": r.u32(), "channels": r.u32(), "window": r.window()}
    if kind == 5:
        return {"kind": "requantise", "input": r.u32(), "multiplier": r.u32(), "rescale": r.rescale(), "elements": r.u32()}
    raise ValueError(f"{name}: no operation of kind {kind}")


def weights(program, data):
    """Section 6: for each linear operation W, b, M."""
    parts, at = [], 0
    for op in program["ops"]:
        if op["kind"] == "linear":
            o, k = op["outputs"], op["channels"] // op["groups"] * op["window"][0]["kernel"] * op["window"][1]["kernel"]
            w = np.frombuffer(data, np.int8, o * k, at).reshape(o, k).astype(np.int64)
            b = np.frombuffer(data, "<i4", o, at + o * k).astype(np.int64)
            m = np.frombuffer(data, "<i4", o, at + o * k + 4 * o).astype(np.int64)
            at += o * k + 8 * o
            parts.append((w, b, m))
    if at != len(data):
        raise ValueError("weights of another length")
    return parts


def quantise(program, rows):
    """Section 7."""
    value = rows.astype(np.float32)
    index = np.arange(value.shape[1])
    with np.errstate(over="ignore"):
        for kind, repeat, operands in program["steps"]:
            operand = operands[index // repeat % len(operands)]
            value = (np.add, np.subtract, np.multiply, np.divide)[kind - 1](value, operand)
        quotient = value / program["scale"]
    t = program["type"]
    return np.clip(np.rint(quotient.astype(np.float64)) + t["zero"], t["low"], t["high"]).astype(np.int64)


def sources(window):
    """Section 3.6: [positions x taps] of cells, -1 for padding."""
    axes = []
    for a in window:
        cell = np.arange(a["out"])[:, None] * a["stride"] - a["pad"] + np.arange(a["kernel"])[None, :] * a["dilation"]
        axes.append(np.where((cell >= 0) & (cell < a["in"]), cell, -1))
    rows, columns = axes
    both = np.where(
        (rows[:, None, :, None] >= 0) & (columns[None, :, None, :] >= 0),
        rows[:, None, :, None] * window[1]["in"] + columns[None, :, None, :],
        -1,
    )
    return both.reshape(window[0]["out"] * window[1]["out"], -1)


def planes(x, channels, window, padding):
    """[rows x channels x positions x taps] of what lies under the window."""
    source = sources(window)
    cells = x.reshape(len(x), channels, window[0]["in"] * window[1]["in"])
    return np.where(source >= 0, cells[:, :, source], padding)


def rescaled(left, rescale):
    """Section 2.1."""
    t, s = rescale["type"], rescale["shift"]
    return np.clip(((left + (1 << (s - 1))) >> s) + t["zero"], t["low"], t["high"])


def linear(op, parts, x, t):
    w, b, m = parts
    under = planes(x - t["zero"], op["channels"], op["window"], 0)
    n, _, positions, taps = under.shape
    groups, per = op["groups"], op["channels"] // op["groups"]
    under = under.reshape(n, groups, per, positions, taps).transpose(0, 1, 3, 2, 4).reshape(n, groups, positions, per * taps)
    acc = np.einsum("ngpk,gok->ngop", under, w.reshape(groups, op["outputs"] // groups, per * taps))
    acc = acc.reshape(n, op["outputs"], positions) + b[None, :, None]
    return rescaled(acc * m[None, :, None], op["rescale"]).reshape(n, -1)


def run(program, parts, x):
    """All tensors, that of the input first, and their types."""
    tensors, types, parts = [x], [program["type"]], iter(parts)
    for op in program["ops"]:
        if op["kind"] == "add":
            left = sum((tensors[i] - types[i]["zero"]) * m for i, m in op["terms"])
            tensors.append(rescaled(left, op["rescale"]))
            types.append(op["rescale"]["type"])
            continue
        x, t = tensors[op["input"]], types[op["input"]]
        if op["kind"] == "linear":
            y = linear(op, next(parts), x, t)
        elif op["kind"] == "average":
            y = rescaled(planes(x - t["zero"], op["channels"], op["window"], 0).sum(axis=3) * op["multiplier"], op["rescale"])
        elif op["kind"] == "maximum":
            y = planes(x, op["channels"], op["window"], -1000).max(axis=3)
        else:
            y = rescaled((x - t["zero"]) * op["multiplier"], op["rescale"])
        tensors.append(y.reshape(len(x), -1))
        types.append(t if op["kind"] == "maximum" else op["rescale"]["type"])
    return tensors, types


def render(program, y, t):
    """Section 8, without the softmax."""
    return (y - t["zero"]).astype(np.float32) * program["output scale"]


def main(folder):
    for path in sorted(Path(folder).glob("*.program")):
        program = decode(path.read_bytes())
        elements = int(np.prod(program["dims"], dtype=np.int64))
        rows = np.frombuffer(path.with_suffix(".input").read_bytes(), "<f4").reshape(-1, elements)
        tensors, types = run(program, weights(program, path.with_suffix(".weights").read_bytes()), quantise(program, rows))
        path.with_suffix(".tensors").write_bytes(b"".join((tensor & 255).astype(np.uint8).tobytes() for tensor in tensors))
        path.with_suffix(".answer").write_bytes(render(program, tensors[-1], types[-1]).astype("<f4").tobytes())


if __name__ == "__main__":
    main(sys.argv[1])
