"""The digit model's samples: the first held-back picture of every digit, whatever the model says of it.

labels.json holds the truth, answers.json what the model answers: where they differ, the model is wrong.
"""

import json

import numpy as np
from PIL import Image

import exporter
import read_image

PAPER, ARRAY, REQUEST = "paper-4.png", "digit-7.npy", "digit-9.json"


def names():
    pictures = [f"samples/digit-{digit}.png" for digit in range(10)]
    return pictures + [f"samples/{name}" for name in (PAPER, ARRAY, REQUEST)]


def write(folder, pictures, labels, run):
    """Writes PNG, .npy and JSON samples, labels.json, answers.json, expected.json and one case of test data."""
    first = [pictures[np.flatnonzero(labels == digit)[0]] for digit in range(10)]
    for digit, picture in enumerate(first):
        Image.fromarray(picture).save(folder / f"digit-{digit}.png", optimize=True)
    paper(first[4]).save(folder / PAPER, optimize=True)
    tensors = [(picture.astype(np.float32) / np.float32(255))[None, None].astype("<f4") for picture in first]
    np.save(folder / ARRAY, tensors[7])
    request = exporter.open_inference_request("image", tensors[9])
    (folder / REQUEST).write_text(request, encoding="ascii")
    check_request(request, tensors[9])

    truth = {f"digit-{digit}.png": str(digit) for digit in range(10)}
    truth |= {PAPER: "4", ARRAY: "7", REQUEST: "9"}
    exporter.write_json(folder / "labels.json", truth)
    image = json.loads((folder.parent / "card.json").read_text())["input"]["image"]
    read = {name: read_image.tensor(folder / name, image) for name in truth if name.endswith(".png")}
    for digit, tensor in enumerate(tensors):
        assert read[f"digit-{digit}.png"].tobytes() == tensor.tobytes()
    read |= {ARRAY: tensors[7], REQUEST: tensors[9]}
    exporter.write_json(folder / "expected.json", {name: exporter.tensor_sha256(a) for name, a in read.items()})
    answers = {name: str(run(tensor).argmax()) for name, tensor in read.items()}
    exporter.write_json(folder / "answers.json", answers)

    together = np.concatenate(tensors)
    exporter.write_test_data(folder.parent / "test_data_set_0", ("image", together), ("logits", run(together)))
    for name, answer in answers.items():
        print(f"{name}: truth {truth[name]}, model {answer}")


def paper(picture):
    """As people have it: dark on white paper and larger, 112 x 112 by bicubic interpolation."""
    return Image.fromarray(255 - picture).resize((112, 112), Image.Resampling.BICUBIC)


def check_request(text, tensor):
    (read,) = json.loads(text)["inputs"]
    again = np.array(read["data"], np.float32).reshape(read["shape"])
    assert again.tobytes() == tensor.tobytes()
