"""Proves the same two networks with EZKL and with Credence, one after the other, and prints one table.

    python3 -m venv .venv && .venv/bin/pip install ezkl==23.0.5 onnx numpy
    .venv/bin/python benchmarks/ezkl_peer.py [mlp-26k] [cnn-16k]

EZKL runs in its calibration mode "resources" with a locally made (for timing only) reference string; its key generation is told apart
from its proving. cnn-16k takes EZKL several minutes and 11 GiB of memory. Credence's figures are those of
`./credence bench proof --onnx` on the same file: medians of 32 warm proofs, commitment and registration apart.
"""
import asyncio
import inspect
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

import ezkl
import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

HOME = pathlib.Path(__file__).resolve().parent.parent
RANDOM = np.random.default_rng(1)


def weights(name, *shape):
    fan_in = int(np.prod(shape[1:])) if len(shape) > 1 else shape[0]
    return numpy_helper.from_array((RANDOM.standard_normal(shape) / np.sqrt(fan_in)).astype(np.float32), name)


def model(nodes, initializers, shape, outputs):
    graph = helper.make_graph(
        nodes, "peer",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, *shape])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, outputs])],
        initializers)
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    onnx.checker.check_model(made)
    return made


def dense(nodes, initializers, value, name, inputs, outputs, relu):
    initializers += [weights(name + "w", outputs, inputs), weights(name + "b", outputs)]
    result = name + "y" if relu else "y"
    nodes.append(helper.make_node("Gemm", [value, name + "w", name + "b"], [result], transB=1))
    if relu:
        nodes.append(helper.make_node("Relu", [result], [name + "r"]))
        return name + "r"
    return result


def mlp_26k():
    nodes, initializers, value = [], [], "x"
    widths = [4, 128, 128, 64, 3]
    for i in range(4):
        value = dense(nodes, initializers, value, f"d{i}", widths[i], widths[i + 1], i < 3)
    return model(nodes, initializers, [4], 3), (1, 4)


def cnn_16k():
    nodes, initializers, value = [], [], "x"
    for i, (before, after) in enumerate([(3, 4), (4, 8)]):
        initializers += [weights(f"c{i}w", after, before, 5, 5), weights(f"c{i}b", after)]
        nodes.append(helper.make_node("Conv", [value, f"c{i}w", f"c{i}b"], [f"c{i}y"], kernel_shape=[5, 5], strides=[1, 1],
                                      pads=[0, 0, 0, 0], dilations=[1, 1], group=1))
        nodes.append(helper.make_node("Relu", [f"c{i}y"], [f"c{i}r"]))
        nodes.append(helper.make_node("MaxPool", [f"c{i}r"], [f"c{i}p"], kernel_shape=[2, 2], strides=[2, 2], pads=[0, 0, 0, 0]))
        value = f"c{i}p"
    nodes.append(helper.make_node("Flatten", [value], ["flat"], axis=1))
    value = dense(nodes, initializers, "flat", "d0", 8 * 5 * 5, 64, True)
    value = dense(nodes, initializers, value, "d1", 64, 32, True)
    dense(nodes, initializers, value, "d2", 32, 10, False)
    return model(nodes, initializers, [3, 32, 32], 10), (1, 3, 32, 32)


NETWORKS = {"mlp-26k": mlp_26k, "cnn-16k": cnn_16k}


async def call(function, *arguments, **named):
    result = function(*arguments, **named)
    return await result if inspect.isawaitable(result) else result


async def by_ezkl(folder, file, shape):
    path = lambda name: str(folder / name)
    data = RANDOM.standard_normal(shape).astype(np.float32).reshape(1, -1).tolist()
    (folder / "input.json").write_text(json.dumps({"input_data": data}))
    await call(ezkl.gen_settings, file, path("settings.json"))
    await call(ezkl.calibrate_settings, path("input.json"), file, path("settings.json"), "resources")
    await call(ezkl.compile_circuit, file, path("model.compiled"), path("settings.json"))
    logrows = json.loads((folder / "settings.json").read_text())["run_args"]["logrows"]
    await call(ezkl.gen_srs, path("srs"), logrows)
    began = time.perf_counter()
    await call(ezkl.setup, path("model.compiled"), path("vk"), path("pk"), path("srs"))
    setup = time.perf_counter() - began
    began = time.perf_counter()
    await call(ezkl.gen_witness, path("input.json"), path("model.compiled"), path("witness.json"))
    await call(ezkl.prove, path("witness.json"), path("model.compiled"), path("pk"), path("proof.json"), path("srs"))
    prove = time.perf_counter() - began
    began = time.perf_counter()
    accepted = await call(ezkl.verify, path("proof.json"), path("settings.json"), path("vk"), path("srs"))
    verify = time.perf_counter() - began
    assert accepted
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"setup": setup * 1000, "prove": prove * 1000, "verify": verify * 1000, "bytes": os.path.getsize(path("proof.json")), "peak": peak}


def by_credence(file, threads):
    out = subprocess.run([str(HOME / "credence"), "bench", "proof", "--onnx", file, "--threads", str(threads), "--json"],
                         check=True, capture_output=True, text=True).stdout
    made = json.loads(out)
    return {"setup": made["commit_ms"] + made["registration_ms"], "prove": made["prove_ms"], "verify": made["verify_ms"],
            "bytes": made["proof_bytes"], "peak": made["peak_bytes"] >> 20}


async def main():
    names = sys.argv[1:] or list(NETWORKS)
    print(f"{'network':9} {'system':20} {'setup ms':>10} {'prove ms':>10} {'verify ms':>10} {'proof bytes':>12} {'peak MiB':>9}")
    for name in names:
        made, shape = NETWORKS[name]()
        with tempfile.TemporaryDirectory() as folder:
            file = os.path.join(folder, "model.onnx")
            onnx.save(made, file)
            rows = [(f"credence, {threads} thread{'s' if threads > 1 else ''}", by_credence(file, threads)) for threads in (1, 2)]
            rows.append((f"ezkl {getattr(ezkl, '__version__', '')}", await by_ezkl(pathlib.Path(folder), file, shape)))
            for system, figures in rows:
                print(f"{name:9} {system:20} {figures['setup']:10.0f} {figures['prove']:10.1f} {figures['verify']:10.1f} "
                      f"{figures['bytes']:12d} {figures['peak']:9d}", flush=True)


asyncio.run(main())
