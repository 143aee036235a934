"""The tumour model's samples: the first four held-back rows of either kind by turns, three of them also one by one."""

import csv
import json

import numpy as np

import exporter
import read_row

EACH = 4


def names():
    return ["samples/rows.csv", "samples/row-1.csv", "samples/row-2.json", "samples/row-3.npy"]


def write(folder, rows, labels, table, run):
    """rows are the table's doubles, written in their shortest decimals; labels.json, answers.json, expected.json, one case."""
    chosen = np.stack([np.flatnonzero(labels == kind)[:EACH] for kind in (0, 1)], axis=1).ravel()
    rows, labels = rows[chosen], labels[chosen]
    turns = np.stack([np.flatnonzero(labels == kind)[:EACH] for kind in (0, 1)], axis=1).ravel()
    rows, labels = rows[turns], labels[turns]
    columns = [str(name) for name in table.feature_names]
    truth = [str(table.target_names[label]) for label in labels]
    write_csv(folder / "rows.csv", columns, rows)
    write_csv(folder / "row-1.csv", columns, rows[:1])
    row = json.loads((folder.parent / "card.json").read_text())["input"]["features"]
    tensor = read_row.tensor(folder / "rows.csv", row)
    request = exporter.open_inference_request("features", tensor[1:2])
    (folder / "row-2.json").write_text(request, encoding="ascii")
    (read,) = json.loads(request)["inputs"]
    assert np.array(read["data"], np.float32).tobytes() == tensor[1].tobytes()
    np.save(folder / "row-3.npy", tensor[2:3])

    parts = {"rows.csv": tensor, "row-1.csv": tensor[:1], "row-2.json": tensor[1:2], "row-3.npy": tensor[2:3]}
    exporter.write_json(folder / "expected.json", {name: exporter.tensor_sha256(a) for name, a in parts.items()})
    out = run(tensor)
    answers = [str(table.target_names[at]) for at in out.argmax(axis=1)]
    for file, words in (("labels.json", truth), ("answers.json", answers)):
        ones = {"row-1.csv": words[0], "row-2.json": words[1], "row-3.npy": words[2]}
        exporter.write_json(folder / file, {"rows.csv": words} | ones)
    exporter.write_test_data(folder.parent / "test_data_set_0", ("features", tensor), ("probabilities", out))
    for number, (name, answer, p) in enumerate(zip(truth, answers, out), start=1):
        print(f"row {number}: truth {name}, model {answer} ({p.max():.4f})")


def write_csv(path, columns, rows):
    with open(path, "w", newline="", encoding="ascii") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([[repr(float(x)) for x in row] for row in rows])
