"""Writes tumour/rows: a CSV file that uses every freedom of the reading rule, and hard cases of rounding.

    python models/rows.py

It is there to judge a second implementation of the rule: expected.json holds the SHA-256
of the tensor's bytes. It is no test of the model.
"""

import json
from pathlib import Path

import exporter
import read_row

HERE = Path(__file__).resolve().parent
FOLDER = HERE / "tumour" / "rows"
HARD = [
    "1.000000178813934326171875",  # halfway between two floats: to the even one, above
    "1.000000059604644775390625",  # halfway: to the even one, 1, below
    "1.00000017881393432617187499",  # just below halfway, where a double already says halfway
    "1.00000005960464477539062501",  # just above halfway, likewise
    "-1.00000005960464477539062501",
    "16777217",  # 2^24 + 1
    "16777219.000",
    "3.4028235677973365e38",  # rounds to the largest float, one step below the refused ones
    "1.1754943508222875e-38",  # the smallest normal float
    "1e-45",  # the smallest subnormal
    "7.006492321624085e-46",  # half of it, a little less: zero
    "7.006492321624086e-46",  # a little more: the smallest subnormal
    "1e-999",  # zero
    "-1e-999",  # minus zero
    "-0",
    "+.5",
    "5.",
    "00012.50",
    "1E+2",
    "1e05",
    "0.1",
    "123456789.123456789",
    "9999999.5",
    "0.333333333333333333333333333333333333333333333333333333",
]


def main():
    card = json.loads((HERE / "tumour" / "card.json").read_text())
    row = card["input"]["features"]
    columns = list(reversed(row["columns"]))
    first = HARD + ["1"] * (len(columns) - len(HARD))
    second = [str(number) for number in range(len(columns))]
    lines = [
        ",".join(f'"{name}"' if at % 3 == 0 else f" {name}\t" for at, name in enumerate(columns)),
        "",
        ",".join(first),
        ",".join(f'"{field}"' if at % 2 else f"\t{field} " for at, field in enumerate(second)),
    ]
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / "awkward.csv").write_bytes(b"\xef\xbb\xbf" + "\r\n".join(lines).encode("ascii"))
    tensor = read_row.tensor(FOLDER / "awkward.csv", row)
    exporter.write_json(FOLDER / "expected.json", {"awkward.csv": exporter.tensor_sha256(tensor)})
    for text, value in zip(first, reversed(tensor[0])):
        print(f"{text:>60} {value.view('<u4'):08x}")


if __name__ == "__main__":
    main()
