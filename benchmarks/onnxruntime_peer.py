"""Median latency of one model in ONNX Runtime's CPU provider, for `ModelLatency` to compare with.

Needs: pip install onnxruntime==1.32.0 numpy==2.4.6
Use: onnxruntime_peer.py MODEL THREADS SECONDS [NAME=DIMENSIONS[:VALUE]]...

Reads nothing but its arguments; prints one JSON object. Inputs are filled as ModelLatency fills them: floats with a fixed
pattern in [0, 1), integers with VALUE, or else with index mod 256.
"""

import json
import sys
import time

import numpy
import onnxruntime

TYPES = {
    "tensor(float)": numpy.float32,
    "tensor(int32)": numpy.int32,
    "tensor(int64)": numpy.int64,
}


def fill(dtype, shape, value):
    count = int(numpy.prod(shape, dtype=numpy.int64))
    index = numpy.arange(count, dtype=numpy.int64)
    if value is not None:
        flat = numpy.full(count, float(value))
    elif dtype == numpy.float32:
        flat = (index * 2654435761 % 1024) / 1024.0
    else:
        flat = index % 256
    return flat.astype(dtype).reshape(shape)


def main(model, threads, seconds, *described):
    given = dict(item.split("=", 1) for item in described)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = int(threads)
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    feeds = {}
    for value in session.get_inputs():
        text, _, constant = given.get(value.name, "").partition(":")
        if value.name in given:
            shape = [int(size) for size in text.split(",") if size]
        else:
            shape = [size if isinstance(size, int) else 1 for size in value.shape]
        feeds[value.name] = fill(TYPES[value.type], shape, constant or None)
    warm = time.perf_counter() + min(1.0, float(seconds) / 2)
    while time.perf_counter() < warm:
        session.run(None, feeds)
    times = []
    end = time.perf_counter() + float(seconds)
    while time.perf_counter() < end:
        begin = time.perf_counter_ns()
        session.run(None, feeds)
        times.append(time.perf_counter_ns() - begin)
    times.sort()
    print(json.dumps({
        "engine": "onnxruntime " + onnxruntime.__version__,
        "median_ns": times[len(times) // 2],
        "best_ns": times[0],
    }))


if __name__ == "__main__":
    main(*sys.argv[1:])
