#!/usr/bin/env python3
"""Writes the pinned Unicode tables of the tokenizers.

    pip install unicodedata2==15.1.0
    python3 scripts/unicode.py

Source: the Unicode Character Database 15.1.0 (Unicode License v3), as the package unicodedata2 carries it. The tables
are pinned because a library's Unicode version moves with the library, and token ids must not. Lower case is the simple
mapping: one code point to one; none was added between 14.0 and 15.1, so that Python's own serves.
"""
import pathlib

import unicodedata2

VERSION = "15.1.0"
assert unicodedata2.unidata_version == VERSION, unicodedata2.unidata_version
ROOM = pathlib.Path(__file__).parent.parent / "inference/src/main/java/dev/credence/inference/language/tokenizer"
SURROGATES = range(0xD800, 0xE000)
HANGUL = range(0xAC00, 0xD7A4)
LINE = 120


def kind(c):
    """The first letter of the general category, and U for what is not assigned."""
    category = unicodedata2.category(chr(c))
    return "U" if category == "Cn" else category[0]


def runs():
    out, start = [], 0
    for c in range(1, 0x110000 + 1):
        if c == 0x110000 or kind(c) != kind(start):
            out.append(f"{kind(start)}{c - start:X}")
            start = c
    return out


def lower(c):
    folded = chr(c).lower()
    return ord(folded[0]) if c not in SURROGATES else c


def first(c):
    """The first code point of the canonical decomposition; Hangul syllables are computed, not listed."""
    return c if c in SURROGATES or c in HANGUL else ord(unicodedata2.normalize("NFD", chr(c))[0])


def pairs(mapping):
    return [f"{c:X}>{mapping(c):X}" for c in range(0x110000) if mapping(c) != c]


def block(words):
    lines, line = [], ""
    for word in words:
        if len(line) + len(word) + 1 > LINE:
            lines.append(line)
            line = ""
        line = f"{line} {word}" if line else word
    lines.append(line)
    return '"""\n' + "\n".join("            " + each for each in lines) + '"""'


def write(name, summary, constants):
    body = "\n\n".join(f"    /// {doc}\n    static final String {key} = {block(words)};" for key, doc, words in constants)
    (ROOM / f"{name}.java").write_text(f"""package dev.credence.inference.language.tokenizer;

/// {summary}
///
/// Written by `scripts/unicode.py` from the Unicode Character Database {VERSION} (Unicode License v3); do not edit.
final class {name} {{
    private {name}() {{}}

{body}
}}
""")


write("UnicodeRuns", "Which class each code point has.", [
    ("RUNS", "Runs of code points from 0 on: the first letter of the general category (U: not assigned), then how many, in hexadecimal.", runs())])
write("UnicodeFolds", "Lower case and decomposition of single code points, as WordPiece needs them.", [
    ("LOWER", "Simple lower case: from > to, in hexadecimal.", pairs(lower)),
    ("DECOMPOSED", "The first code point of the canonical decomposition, without Hangul syllables.", pairs(first))])
