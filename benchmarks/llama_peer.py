"""Measures llama.cpp and Credence on the same GGUF files, taking turns in one run, and prints one Markdown table.

    python3 -m venv .venv && .venv/bin/pip install llama-cpp-python==0.3.36 gguf numpy
    .venv/bin/python benchmarks/llama_peer.py [--threads 1,2] [--rounds 3] FILE.gguf...

llama.cpp by its low-level interface, as `credence bench language` measures: a prompt of 512 tokens in one batch, then 8 and 64 single
tokens, the last 64 timed; best of three within a turn, best of all turns. Where the processor announces AMX and a virtual machine
does not have it, build with CFLAGS and CXXFLAGS = "-mno-amx-tile -mno-amx-int8 -mno-amx-bf16". Ratios are ours to llama.cpp's;
absolute figures wander with what else runs, so the load average is printed with them.
"""
import argparse
import json
import os
import pathlib
import resource
import subprocess
import sys
import time

HOME = pathlib.Path(__file__).resolve().parent.parent
PROMPT = 512
WARM = 8
DECODE = 64
STEP = 7919


def peer(path, threads):
    """One turn of llama.cpp, in this process: figures as JSON on standard output."""
    import llama_cpp as llama

    llama.llama_backend_init()
    model = llama.llama_model_load_from_file(path.encode(), llama.llama_model_default_params())
    parameters = llama.llama_context_default_params()
    parameters.n_ctx = PROMPT + WARM + DECODE
    parameters.n_batch = parameters.n_ubatch = PROMPT
    parameters.n_threads = parameters.n_threads_batch = threads
    context = llama.llama_init_from_model(model, parameters)
    size = llama.llama_vocab_n_tokens(llama.llama_model_get_vocab(model))
    batch = llama.llama_batch_init(PROMPT, 0, 1)

    def run(first, count):
        batch.n_tokens = count
        for i in range(count):
            batch.token[i] = (first + i) * STEP % size
            batch.pos[i] = first + i
            batch.n_seq_id[i] = 1
            batch.seq_id[i][0] = 0
            batch.logits[i] = i == count - 1
        if llama.llama_decode(context, batch):
            raise SystemExit("llama_decode failed")
        llama.llama_get_logits(context)

    prompt = decode = 0.0
    for _ in range(3):
        llama.llama_memory_clear(llama.llama_get_memory(context), True)
        began = time.perf_counter()
        run(0, PROMPT)
        prompt = max(prompt, PROMPT / (time.perf_counter() - began))
        for i in range(WARM):
            run(PROMPT + i, 1)
        began = time.perf_counter()
        for i in range(DECODE):
            run(PROMPT + WARM + i, 1)
        decode = max(decode, DECODE / (time.perf_counter() - began))
    resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    print(json.dumps({"prompt": prompt, "decode": decode, "resident": resident}))


def theirs(path, threads):
    out = subprocess.run([sys.executable, __file__, "--peer", path, str(threads)], check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return json.loads(out.stdout)


def ours(path, threads):
    command = [HOME / "credence", "bench", "language", "--model", path, "--threads", str(threads), "--json"]
    out = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    figures = json.loads(out.stdout)
    return {
        "prompt": figures["prompt_tokens_per_second"],
        "decode": figures["decode_tokens_per_second"],
        "replay": figures["replay_ratio"],
        "resident": figures.get("peak_resident_bytes", 0) >> 20,
    }


def row(path, threads, rounds):
    us, them = {}, {}
    for _ in range(rounds):
        for best, turn in ((them, theirs(path, threads)), (us, ours(path, threads))):
            for key, value in turn.items():
                best[key] = max(best.get(key, value), value) if key != "replay" else min(best.get(key, value), value)
    cells = [pathlib.Path(path).stem, str(threads)]
    for key in ("prompt", "decode"):
        cells += [f"{us[key]:.1f}", f"{them[key]:.1f}", f"**{us[key] / them[key]:.2f}**"]
    return cells + [f"{us['replay']:.2f}", f"{us['resident']} / {them['resident']}"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--threads", default="1,2")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    print(f"load average before: {os.getloadavg()[0]:.1f}")
    print("| file | threads | prompt, tokens/s: ours | llama.cpp | ratio | decode: ours | llama.cpp | ratio | replay ÷ generation | peak MiB, ours / llama.cpp |")
    print("|---|---|---|---|---|---|---|---|---|---|", flush=True)
    for path in arguments.files:
        for threads in arguments.threads.split(","):
            print("| " + " | ".join(row(path, int(threads), arguments.rounds)) + " |", flush=True)
    print(f"load average after: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--peer"]:
        peer(sys.argv[2], int(sys.argv[3]))
    else:
        main()
