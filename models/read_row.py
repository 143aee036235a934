"""How a table becomes a tensor: the reference of the rule in README.md, "Reading a row".

    python read_row.py CARD TABLE.csv     prints the SHA-256 of the tensor's bytes and its shape
"""

import csv
import json
import re
import sys
from fractions import Fraction

import numpy as np

NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")
BEYOND = Fraction(2**128 - 2**103)  # halfway from the largest float32 to what would follow
SMALLEST = Fraction(1, 2**149)
LARGEST = float(np.finfo(np.float32).max)


def single(text):
    """The float32 nearest to the decimal, ties to even: one rounding, not by way of a double."""
    if not NUMBER.fullmatch(text) or len(text) > 64:
        raise ValueError(f"expected a decimal number, got {text!r}")
    exact = Fraction(text)
    if abs(exact) >= BEYOND:
        raise ValueError(f"expected a number within float32, got {text}")
    if abs(exact) <= SMALLEST / 2:
        return np.float32(-0.0 if text.startswith("-") else 0.0)
    near = np.float32(np.clip(float(text), -LARGEST, LARGEST))
    with np.errstate(over="ignore", under="ignore"):
        around = [np.nextafter(near, np.float32(-np.inf)), near, np.nextafter(near, np.float32(np.inf))]
    around = [x for x in around if np.isfinite(x)]
    return min(around, key=lambda x: (abs(Fraction(float(x)) - exact), int(x.view(np.uint32)) & 1))


def tensor(path, row):
    """The rule from file to float32 [rows, columns]; row is the card's input member."""
    with open(path, newline="", encoding="utf-8-sig") as file:
        lines = [line for line in csv.reader(file) if line]
    if len(lines) < 2:
        raise ValueError(f"{path}: expected a header and at least one row, got {len(lines)} lines")
    header, body = [name.strip(" \t") for name in lines[0]], lines[1:]
    wanted = row["columns"]
    if sorted(header) != sorted(wanted):
        wrong = sorted(set(header) ^ set(wanted)) or "a column twice"
        raise ValueError(f"{path}: expected the card's {len(wanted)} columns, differing in {wrong}")
    order = [header.index(name) for name in wanted]
    for number, line in enumerate(body, start=1):
        if len(line) != len(header):
            raise ValueError(f"{path}: row {number}: expected {len(header)} fields, got {len(line)}")
    return np.array([[single(line[at].strip(" \t")) for at in order] for line in body], dtype="<f4")


def main(card, table):
    from exporter import tensor_sha256

    with open(card, encoding="utf-8") as file:
        (row,) = json.load(file)["input"].values()
    array = tensor(table, row)
    print(tensor_sha256(array), table, list(array.shape))


if __name__ == "__main__":
    main(*sys.argv[1:])
