"""Writes digits/pictures: PNG files of every kind that the reading rule names, each made from a real digit.

    python models/pictures.py

They are there to judge a second implementation of the rule: expected.json holds the
SHA-256 of each tensor's bytes. They are no test of the model.
"""

import json
import struct
import zlib
from pathlib import Path

import numpy as np
from PIL import Image

import exporter
import read_image

HERE = Path(__file__).resolve().parent
FOLDER = HERE / "digits" / "pictures"


def png(path, header, rows, *chunks, interlace=0):
    """A PNG written by hand, where the library has no way to ask for the kind; rows are unfiltered bytes."""
    width, height, depth, colour = header
    parts = [(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlace)), *chunks]
    parts += [(b"IDAT", zlib.compress(b"".join(b"\0" + bytes(row) for row in rows), 9)), (b"IEND", b"")]
    with open(path, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n")
        for kind, body in parts:
            file.write(struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)))


def packed(samples, depth):
    """Rows of samples of 1, 2 or 4 bits, the leftmost in the highest bits."""
    bits = (samples[..., None] >> np.arange(depth - 1, -1, -1)) & 1
    return np.packbits(bits.reshape(len(samples), -1).astype(np.uint8), axis=1)


def interlaced(path, picture):
    """The seven passes of Adam7: (first column, first row, column step, row step)."""
    passes = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
    rows = [row for x, y, across, down in passes for row in picture[y::down, x::across] if row.size]
    height, width = picture.shape
    png(path, (width, height, 8, 0), rows, interlace=1)


def resized(picture, width, height):
    return np.asarray(Image.fromarray(picture).resize((width, height), Image.Resampling.BICUBIC))


def gray_kinds(digit):
    """Gray of every depth, with and without transparency, and with a gamma that is to be ignored."""
    for depth in (1, 2, 4):
        samples = digit.astype(np.int64) >> (8 - depth)
        png(FOLDER / f"gray-{depth}-bit.png", (28, 28, depth, 0), packed(samples, depth))
    deep = (digit.astype(np.int64) * 256 + 200).astype(">u2")
    rows = [row.tobytes() for row in deep]
    png(FOLDER / "gray-16-bit.png", (28, 28, 16, 0), rows)
    clear = (b"tRNS", struct.pack(">H", 200))
    png(FOLDER / "gray-16-bit-clear-ground.png", (28, 28, 16, 0), rows, clear)
    png(FOLDER / "gray-8-bit-clear-ground.png", (28, 28, 8, 0), digit, (b"tRNS", struct.pack(">H", 0)))
    png(FOLDER / "gray-gamma-ignored.png", (28, 28, 8, 0), digit, (b"gAMA", struct.pack(">I", 220000)))
    interlaced(FOLDER / "gray-interlaced.png", digit)
    interlaced(FOLDER / "size-3x5-interlaced.png", resized(digit, 3, 5))


def colour_kinds(digit):
    """Colour, alpha and palette; blue ink on yellowish paper."""
    ink = digit.astype(np.int64)[..., None]
    paper = (np.array([250, 244, 210]) * (255 - ink) + np.array([30, 40, 160]) * ink) // 255
    Image.fromarray(paper.astype(np.uint8)).save(FOLDER / "colour.png", optimize=True)
    png(FOLDER / "colour-16-bit.png", (28, 28, 16, 2), [(row * 256 + 255).astype(">u2").tobytes() for row in paper])
    alpha = np.concatenate([np.full((28, 28, 3), (20, 90, 30)), ink], axis=2).astype(np.uint8)
    Image.fromarray(alpha).save(FOLDER / "colour-alpha.png", optimize=True)
    faint = np.stack([np.full_like(digit, 10), digit], axis=-1)
    Image.fromarray(faint).save(FOLDER / "gray-alpha.png", optimize=True)
    deep = np.stack([np.full((28, 28), 2815), ink[..., 0] * 256 + 77], axis=-1).astype(">u2")
    png(FOLDER / "gray-alpha-16-bit.png", (28, 28, 16, 4), [row.tobytes() for row in deep])
    deep = np.concatenate([deep, deep], axis=2)
    png(FOLDER / "colour-alpha-16-bit.png", (28, 28, 16, 6), [row.tobytes() for row in deep])
    palette = bytes([255, 255, 255, 200, 180, 90, 90, 60, 140, 0, 0, 40])
    lookup = packed(digit.astype(np.int64) >> 6, 2)
    plte = (b"PLTE", palette)
    png(FOLDER / "palette.png", (28, 28, 2, 3), lookup, plte)
    png(FOLDER / "palette-alpha.png", (28, 28, 2, 3), lookup, plte, (b"tRNS", bytes([0, 100, 255])))
    key = (b"tRNS", struct.pack(">HHH", *(int(x) for x in paper[0, 0])))
    png(FOLDER / "colour-clear-ground.png", (28, 28, 8, 2), [r.astype(np.uint8).tobytes() for r in paper], key)


def sizes(digit):
    """Wider, taller, larger, smaller, and sides that no simple ratio joins to 28."""
    dark = 255 - digit
    for width, height in ((57, 40), (31, 64), (100, 100), (29, 29), (13, 13), (1, 1), (3, 90), (301, 283)):
        Image.fromarray(resized(dark, width, height)).save(FOLDER / f"size-{width}x{height}.png", optimize=True)


def borders(digit):
    """The mean of the border against 127: equal to it, and one part above it."""
    for name, extra in (("border-127.png", 0), ("border-above-127.png", 1)):
        framed = digit.copy()
        framed[0, :] = framed[-1, :] = 127
        framed[:, 0] = framed[:, -1] = 127
        framed[0, 0] += extra
        Image.fromarray(framed).save(FOLDER / name, optimize=True)


def main():
    FOLDER.mkdir(exist_ok=True)
    digit = np.asarray(Image.open(HERE / "digits" / "samples" / "digit-5.png"))
    for write in (gray_kinds, colour_kinds, sizes, borders):
        write(digit)
    image = json.loads((HERE / "digits" / "card.json").read_text())["input"]["image"]
    paths = sorted(FOLDER.glob("*.png"))
    exporter.write_json(
        FOLDER / "expected.json", {p.name: exporter.tensor_sha256(read_image.tensor(p, image)) for p in paths}
    )
    print(f"{len(paths)} pictures")


if __name__ == "__main__":
    main()
