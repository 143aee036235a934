"""Writes what a model folder holds: model.onnx, card.json, samples and test data.

Everything written here is a function of its arguments: no time, no host name, no
random number, so the same weights give the same bytes.
"""

import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

OPSET = 17
IR_VERSION = 8


def weight(name, array):
    """An initializer: little-endian float32 (or int64) bytes, row-major."""
    kind = "<i8" if np.issubdtype(np.asarray(array).dtype, np.integer) else "<f4"
    return numpy_helper.from_array(np.ascontiguousarray(array, dtype=kind), name)


def write_onnx(path, name, nodes, weights, source, target, description):
    """Saves one graph; source and target are (name, shape), "batch" for the open dimension."""
    graph = helper.make_graph(
        nodes,
        name,
        [helper.make_tensor_value_info(source[0], TensorProto.FLOAT, source[1])],
        [helper.make_tensor_value_info(target[0], TensorProto.FLOAT, target[1])],
        initializer=weights,
    )
    model = helper.make_model(
        graph,
        opset_imports=[helper.make_opsetid("", OPSET)],
        ir_version=IR_VERSION,
        producer_name="credence-models",
        producer_version="1",
        doc_string=description,
    )
    onnx.checker.check_model(model, full_check=True)
    path.write_bytes(model.SerializeToString(deterministic=True))


def parameters(weights):
    return int(sum(np.prod(w.dims, dtype=np.int64) for w in weights))


def runner(path):
    """The exported file in ONNX Runtime on one thread: the judge of every figure in the cards."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    source = session.get_inputs()[0].name
    return lambda tensor: session.run(None, {source: np.asarray(tensor, np.float32)})[0]


def write_test_data(folder, source, target):
    """One case in the layout of the ONNX backend tests; source and target are (name, array)."""
    folder.mkdir(exist_ok=True)
    for file, (name, array) in (("input_0.pb", source), ("output_0.pb", target)):
        tensor = numpy_helper.from_array(np.ascontiguousarray(array, dtype="<f4"), name)
        (folder / file).write_bytes(tensor.SerializeToString(deterministic=True))


def write_json(path, value):
    refuse_floats(value, path.name)
    path.write_text(json.dumps(value, indent=2, ensure_ascii=True) + "\n", encoding="ascii")


def refuse_floats(value, where):
    """Cards are read by a strict reader: integers, strings, lists and objects only."""
    if isinstance(value, dict):
        for key, item in value.items():
            refuse_floats(item, f"{where}.{key}")
    elif isinstance(value, list):
        for item in value:
            refuse_floats(item, f"{where}[]")
    elif isinstance(value, bool) or not isinstance(value, (int, str)):
        raise TypeError(f"{where}: expected integer or string, got {type(value).__name__}")


def open_inference_request(name, array):
    """A request body of the Open Inference Protocol v2; float32 in shortest decimals that read back equal."""
    data = "[" + ", ".join(str(np.float32(x)) for x in np.ravel(array)) + "]"
    shape = json.dumps(list(array.shape))
    return (
        '{"inputs": [{"name": "%s", "datatype": "FP32", "shape": %s, "data": %s}]}\n' % (name, shape, data)
    )


def accuracy(correct, held_back, metric="top-1"):
    return {
        "metric": metric,
        "heldBack": held_back,
        "correct": correct,
        "partsPerMillion": correct * 1_000_000 // held_back,
    }


def sha256(path):
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def tensor_sha256(array):
    """SHA-256 of the row-major little-endian float32 bytes, without name or shape."""
    return hashlib.sha256(np.ascontiguousarray(array, dtype="<f4").tobytes()).hexdigest()


def stratified(labels, held_back, seed):
    """Row numbers (kept, held back), every class in its share; both lists ascending.

    Classes get floor(share) rows, and what is left goes to the largest remainders,
    the smaller class number first.
    """
    labels = np.asarray(labels)
    classes, counts = np.unique(labels, return_counts=True)
    quota = counts * held_back // len(labels)
    remainder = counts * held_back % len(labels)
    for at in np.argsort(-remainder, kind="stable")[: held_back - int(quota.sum())]:
        quota[at] += 1
    random = np.random.Generator(np.random.PCG64(seed))
    away = []
    for kind, n in zip(classes, quota):
        away.extend(random.permutation(np.flatnonzero(labels == kind))[:n].tolist())
    away = np.sort(np.array(away, dtype=np.int64))
    return np.setdiff1d(np.arange(len(labels)), away), away
