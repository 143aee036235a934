"""How proving grows with the parameters of square dense networks: runs `credence bench proof`, prints a table, draws docs/proof-curve.svg.

    python3 benchmarks/proof_curve.py [widths, default 316 1024 2048 4096 8192]

The heap is limited to 1 GiB: without a limit Java lets garbage of large tables lie while there is memory. Peak memory is the whole process's,
pages of mapped files included.
"""
import json
import math
import os
import pathlib
import subprocess
import sys

HOME = pathlib.Path(__file__).resolve().parent.parent


def measured(width):
    out = subprocess.run([str(HOME / "credence"), "bench", "proof", "--shape", f"mlp:4,{width},{width},3", "--threads", "2",
                          "--proofs", "32" if width <= 4096 else "4", "--json"], check=True, capture_output=True, text=True,
                         env=os.environ | {"CREDENCE_JAVA_OPTS": os.environ.get("CREDENCE_JAVA_OPTS", "-Xmx1g")}).stdout
    return json.loads(out)


def picture(rows):
    left, right, top, bottom = 60, 620, 20, 300
    xs = [math.log10(row["parameters"]) for row in rows]
    low, high = math.floor(min(xs)), math.ceil(max(xs))
    ys = [math.log10(row["prove_ms"]) for row in rows]
    least, most = 0, math.ceil(max(ys))
    x = lambda value: left + (value - low) / (high - low) * (right - left)
    y = lambda value: bottom - (value - least) / (most - least) * (bottom - top)
    parts = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 340" font-family="sans-serif" font-size="12">',
             '<rect width="640" height="340" fill="white"/>']
    for power in range(low, high + 1):
        parts.append(f'<line x1="{x(power):.1f}" y1="{top}" x2="{x(power):.1f}" y2="{bottom}" stroke="#ddd"/>')
        parts.append(f'<text x="{x(power):.1f}" y="{bottom + 16}" text-anchor="middle">10^{power}</text>')
    for power in range(least, most + 1):
        parts.append(f'<line x1="{left}" y1="{y(power):.1f}" x2="{right}" y2="{y(power):.1f}" stroke="#ddd"/>')
        parts.append(f'<text x="{left - 6}" y="{y(power) + 4:.1f}" text-anchor="end">{10 ** power} ms</text>')
    points = " ".join(f"{x(a):.1f},{y(b):.1f}" for a, b in zip(xs, ys))
    parts.append(f'<polyline points="{points}" fill="none" stroke="#1f6feb" stroke-width="2"/>')
    parts += [f'<circle cx="{x(a):.1f}" cy="{y(b):.1f}" r="4" fill="#1f6feb"/>' for a, b in zip(xs, ys)]
    parts.append('<text x="340" y="334" text-anchor="middle">parameters; milliseconds to prove, two threads</text></svg>')
    return "\n".join(parts) + "\n"


def main():
    rows = [measured(int(width)) for width in sys.argv[1:] or [316, 1024, 2048, 4096, 8192]]
    print("| network | parameters | prove ms | verify ms | inference ms | proof kB | commitment s | registration s | codeword MiB | peak MiB |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for row in rows:
        print(f"| {row['model'][4:].replace(',', '→')} | {row['parameters']:,} | {row['prove_ms']:.1f} | {row['verify_ms']:.1f} | {row['inference_ms']:.2f} | "
              f"{row['proof_bytes'] / 1000:.0f} | {row['commit_ms'] / 1000:.1f} | {row['registration_ms'] / 1000:.1f} | {row['commit_bytes'] >> 20} | {row['peak_bytes'] >> 20} |")
    (HOME / "docs" / "proof-curve.svg").write_text(picture(rows))


if __name__ == "__main__":
    main()
