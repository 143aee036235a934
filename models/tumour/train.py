"""Trains the tumour classifier (a demonstration, not a medical device) and writes everything in this folder but itself.

    python models/tumour/train.py              compares the candidates, trains the chosen one, writes
    python models/tumour/train.py --validate   compares the candidates only

The candidates are compared by cross-validation inside the training rows; the rows held
back are looked at once, by the exported file.
"""

import os
import sys
from pathlib import Path

# One thread: sums that several threads share come out in another order each time, and other weights with them.
os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
os.environ["JAX_PLATFORMS"] = "cpu"

import jax  # noqa: E402
import jax.numpy as jnp  # noqa: E402
import numpy as np  # noqa: E402
import optax  # noqa: E402
from onnx import helper  # noqa: E402
from sklearn.datasets import load_breast_cancer  # noqa: E402

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import exporter  # noqa: E402
import sampling  # noqa: E402  (tumour/sampling.py)

SPLIT_SEED, TRAIN_SEED, FOLDS, FOLD_REPEATS = 1, 2, 5, 4
HELD_BACK = 114
STEPS, RATE = 600, 0.02
CANDIDATES = {  # hidden units (none: logistic regression), weight of the squared weights in the loss
    "logistic": ((), 1e-2),
    "mlp-16": ((16,), 1e-2),
    "mlp-16-weak": ((16,), 3e-3),
}
CHOSEN = "mlp-16"


def initial(key, sizes):
    layers = []
    for fan_in, fan_out in zip(sizes, sizes[1:]):
        key, part = jax.random.split(key)
        weight = jax.random.normal(part, (fan_in, fan_out)) * (1.0 / fan_in) ** 0.5
        layers.append((weight, jnp.zeros(fan_out)))
    return layers


def logits(layers, x):
    for weight, bias in layers[:-1]:
        x = jax.nn.relu(x @ weight + bias)
    weight, bias = layers[-1]
    return x @ weight + bias


def train(x, y, hidden, decay):
    """(mean, deviation, layers): Adam on all rows at once; x is [rows, 30] in the table's own units."""
    mean, deviation = x.mean(axis=0), x.std(axis=0)
    rows, labels = jnp.asarray((x - mean) / deviation), jnp.asarray(y)
    layers = initial(jax.random.key(TRAIN_SEED), (x.shape[1], *hidden, 2))
    optimizer = optax.adam(optax.cosine_decay_schedule(RATE, STEPS))

    def loss(layers):
        fit = optax.softmax_cross_entropy_with_integer_labels(logits(layers, rows), labels).mean()
        return fit + decay * sum(jnp.sum(weight**2) for weight, _ in layers)

    @jax.jit
    def fit(layers):
        def step(carry, _):
            layers, state = carry
            change, state = optimizer.update(jax.grad(loss)(layers), state, layers)
            return (optax.apply_updates(layers, change), state), None

        return jax.lax.scan(step, (layers, optimizer.init(layers)), None, length=STEPS)[0][0]

    fitted = [(np.asarray(w, np.float32), np.asarray(b, np.float32)) for w, b in fit(layers)]
    return mean.astype(np.float32), deviation.astype(np.float32), fitted


def cross_validate(x, y, hidden, decay):
    """(mistakes, judged, mean negative log-likelihood) over all folds and repeats."""
    mistakes, judged, surprise = 0, 0, 0.0
    for repeat in range(FOLD_REPEATS):
        left = np.arange(len(y))
        for fold in range(FOLDS):
            size = len(left) // (FOLDS - fold)
            _, at = exporter.stratified(y[left], size, 100 * (repeat + 1) + fold)
            away = left[at]
            left = np.setdiff1d(left, away)
            kept = np.setdiff1d(np.arange(len(y)), away)
            mean, deviation, layers = train(x[kept], y[kept], hidden, decay)
            out = np.asarray(jax.nn.log_softmax(logits(layers, (x[away] - mean) / deviation)))
            mistakes += int(np.sum(out.argmax(axis=1) != y[away]))
            surprise -= float(out[np.arange(len(away)), y[away]].sum())
            judged += len(away)
    return mistakes, judged, surprise / judged


def export(mean, deviation, layers, path):
    """Sub, Div, then Gemm and Relu by turns, Softmax over the last axis. Returns the parameter count."""
    nodes = [
        helper.make_node("Sub", ["features", "mean"], ["centred"], name="centred"),
        helper.make_node("Div", ["centred", "deviation"], ["standard"], name="standard"),
    ]
    stored = [exporter.weight("mean", mean), exporter.weight("deviation", deviation)]
    value = "standard"
    for number, (weight, bias) in enumerate(layers, start=1):
        name = f"dense{number}"
        stored += [exporter.weight(name + ".weight", weight), exporter.weight(name + ".bias", bias)]
        gemm = dict(alpha=1.0, beta=1.0, transA=0, transB=0)
        nodes.append(helper.make_node("Gemm", [value, name + ".weight", name + ".bias"], [name], name=name, **gemm))
        value = name
        if number < len(layers):
            value = name + ".relu"
            nodes.append(helper.make_node("Relu", [name], [value], name=value))
    nodes.append(helper.make_node("Softmax", [value], ["probabilities"], name="probabilities", axis=1))
    shapes = ("features", ["batch", 30]), ("probabilities", ["batch", 2])
    about = "Breast tumour, malignant or benign, from 30 measurements. A demonstration, not a medical device."
    exporter.write_onnx(path, "tumour", nodes, stored, *shapes, about)
    return exporter.parameters(stored)


def card(table, parameters, correct, missed):
    alarms = HELD_BACK - correct - missed
    return {
        "name": "tumour",
        "title": "Breast tumour, malignant or benign",
        "version": "1",
        "licence": "Apache-2.0",
        "task": "tabular-classification",
        "description": "A demonstration, not a medical device. From 30 measurements of cell nuclei in a fine needle "
        "aspirate, a small network tells malignant from benign. The standardisation is part of the model: "
        "give the measurements in the table's own units.",
        "data": "Breast Cancer Wisconsin (Diagnostic), 569 real patients, as shipped in scikit-learn 1.9.1; "
        "455 rows to train on, 114 held back, stratified, split by seed 1.",
        "trainedBy": "models/tumour/train.py",
        "parameters": parameters,
        "accuracy": exporter.accuracy(correct, HELD_BACK),
        "input": {"features": {"kind": "row", "columns": [str(name) for name in table.feature_names]}},
        "output": {
            "probabilities": {"kind": "classification", "labels": [str(name) for name in table.target_names]}
        },
        "limits": [
            "A demonstration, not a medical device: never use it for a diagnosis or to decide on a treatment.",
            f"Of the {HELD_BACK} held back, {missed} malignant tumours were called benign "
            f"and {alarms} benign ones malignant.",
            "One hospital, the early 1990s, 569 patients; other instruments and populations were not tried.",
            "114 held-back rows say little about the last per cent: one row is 8,771 parts per million.",
            "The probabilities are the softmax of the network; their calibration was not measured.",
        ],
        "samples": sampling.names(),
    }


def main():
    table = load_breast_cancer()
    x, y = table.data, table.target
    kept, away = exporter.stratified(y, HELD_BACK, SPLIT_SEED)
    print(f"split: {len(kept)} to train on, {len(away)} held back")
    for name, (hidden, decay) in CANDIDATES.items():
        mistakes, judged, surprise = cross_validate(x[kept], y[kept], hidden, decay)
        chosen = " (chosen)" if name == CHOSEN else ""
        print(f"cross-validation {name}: {mistakes} mistakes in {judged}, log loss {surprise:.4f}{chosen}", flush=True)
    if sys.argv[1:] == ["--validate"]:
        return
    mean, deviation, layers = train(x[kept], y[kept], *CANDIDATES[CHOSEN])
    path = HERE / "model.onnx"
    parameters = export(mean, deviation, layers, path)
    run = exporter.runner(path)
    singles = x.astype(np.float32)
    out = run(singles[away])
    correct = int(np.sum(out.argmax(axis=1) == y[away]))
    missed = int(np.sum((out.argmax(axis=1) == 1) & (y[away] == 0)))
    print(f"{parameters} parameters; held back: {correct} of {len(away)}, malignant called benign: {missed}")
    exporter.write_json(HERE / "card.json", card(table, parameters, correct, missed))
    sampling.write(HERE / "samples", x[away], y[away], table, run)
    print(exporter.sha256(path), "model.onnx")


if __name__ == "__main__":
    main()
