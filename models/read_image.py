"""How a picture becomes a tensor: the reference of the rule in README.md, "Reading a picture".

    python read_image.py CARD PICTURE...     prints the SHA-256 of each tensor's bytes

All arithmetic up to the last division is in integers.
"""

import json
import sys

import numpy as np
from PIL import Image

SIDE_MAX = 4096


def samples_rgba(path):
    """Step 1: [height, width, 4] integers 0..255, not premultiplied.

    Gray of 1, 2 and 4 bits is spread by 255, 85 and 17; of 16 bits the high byte is
    taken. Gamma, colour profile and physical size are ignored. A transparent colour
    (tRNS) is refused where decoders disagree about it: gray of 2 and 4 bits, RGB of 16.
    """
    with Image.open(path) as picture:
        if picture.format != "PNG":
            raise ValueError(f"{path}: expected a PNG, got {picture.format}")
        width, height = picture.size
        if not (1 <= width <= SIDE_MAX and 1 <= height <= SIDE_MAX):
            raise ValueError(f"{path}: expected sides of 1 to {SIDE_MAX} pixels, got {width} x {height}")
        if "transparency" in picture.info and depth_and_colour(path) in ((2, 0), (4, 0), (16, 2)):
            raise ValueError(f"{path}: a transparent colour is not read at this bit depth")
        if picture.mode.startswith("I"):
            deep = np.asarray(picture).astype(np.int64)
            clear = picture.info.get("transparency")
            alpha = np.where(deep == clear, 0, 255) if clear is not None else np.full_like(deep, 255)
            return np.stack([deep >> 8, deep >> 8, deep >> 8, alpha], axis=-1)
        return np.asarray(picture.convert("RGBA")).astype(np.int64)


def depth_and_colour(path):
    """The two bytes of the IHDR chunk, which always comes first."""
    with open(path, "rb") as file:
        head = file.read(26)
    return head[24], head[25]


def gray(rgba):
    """Steps 2 and 3: each channel over white, then luma."""
    alpha = rgba[..., 3:4]
    over = (rgba[..., :3] * alpha + 255 * (255 - alpha) + 127) // 255
    return (299 * over[..., 0] + 587 * over[..., 1] + 114 * over[..., 2] + 500) // 1000


def border(picture):
    """Every pixel of the first and last row and column, each once."""
    inner = picture[1:-1, 1:-1]
    height, width = picture.shape
    count = height * width - inner.size
    return int(picture.sum() - inner.sum()), count


def on_background(picture, background):
    """Step 4: inverted when the border says that the background is the other one."""
    total, count = border(picture)
    light = total > 127 * count
    return 255 - picture if light == (background == "black") else picture


def square(picture, background):
    """Step 5: in the middle of a square of the longer side; an odd pixel goes right and below."""
    height, width = picture.shape
    side = max(height, width)
    out = np.full((side, side), 0 if background == "black" else 255, dtype=np.int64)
    top, left = (side - height) // 2, (side - width) // 2
    out[top : top + height, left : left + width] = picture
    return out


def overlaps(side, target):
    """[target, side]: how much of source pixel j (j*target to (j+1)*target) output i (i*side to (i+1)*side) covers."""
    i, j = np.arange(target)[:, None], np.arange(side)[None, :]
    return np.maximum(0, np.minimum((i + 1) * side, (j + 1) * target) - np.maximum(i * side, j * target))


def shrink(picture, target):
    """Step 6: area averaging; every row of weights sums to side, so side squared divides, halves up."""
    side = picture.shape[0]
    by = overlaps(side, target).astype(np.int64)
    total = by @ picture @ by.T
    return (2 * total + side * side) // (2 * side * side)


def tensor(path, image):
    """The rule from file to float32 [1, 1, height, width]; image is the card's input member."""
    if image["kind"] != "image" or image["channels"] != "grayscale" or image["layout"] != "NCHW":
        raise ValueError("expected a grayscale NCHW image input")
    if image["width"] != image["height"]:
        raise ValueError("the rule is defined for square inputs only")
    picture = on_background(gray(samples_rgba(path)), image["background"])
    small = shrink(square(picture, image["background"]), image["width"])
    scale = image["scale"]
    values = (small * scale["n"]).astype(np.float32) / np.float32(scale["d"])
    return values[None, None].astype("<f4")


def main(card, *pictures):
    from exporter import tensor_sha256

    with open(card, encoding="utf-8") as file:
        (image,) = json.load(file)["input"].values()
    for path in pictures:
        print(tensor_sha256(tensor(path, image)), path)


if __name__ == "__main__":
    main(*sys.argv[1:])
