#!/usr/bin/env python3
"""Writes ed25519-verdicts.txt: the verdict on every external Ed25519 vector, from the rules of docs/spec/encoding.md.

Shares no code with the Java verifier: plain affine integers, torsion found by multiplying, no list of points.
Usage: CREDENCE_VECTORS=FOLDER python3 ed25519_verdicts.py > ed25519-verdicts.txt
"""
import hashlib
import json
import os

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
IDENTITY = (0, 1)


def add(a, b):
    (x1, y1), (x2, y2) = a, b
    t = D * x1 * x2 * y1 * y2 % P
    x = (x1 * y2 + x2 * y1) * pow(1 + t, P - 2, P)
    y = (y1 * y2 + x1 * x2) * pow(1 - t, P - 2, P)
    return x % P, y % P


def times(k, point):
    total = IDENTITY
    while k:
        if k & 1:
            total = add(total, point)
        point = add(point, point)
        k >>= 1
    return total


def decode(encoding):
    """(point or None, is the encoding canonical)."""
    number = int.from_bytes(encoding, "little")
    sign, y = number >> 255, number & (1 << 255) - 1
    canonical = y < P
    y %= P
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * pow(2, (P - 1) // 4, P) % P
    if x * x % P != square:
        return None, canonical
    if x == 0 and sign:
        canonical = False
    return (x if x & 1 == sign else -x % P, y), canonical


BASE = decode(bytes([0x58] + [0x66] * 31))[0]


def verdict(key, message, signature):
    if len(signature) != 64:
        return "SIGNATURE_LENGTH"
    r, s = signature[:32], int.from_bytes(signature[32:], "little")
    if s >= L:
        return "S_OUT_OF_RANGE"
    a_point, a_canonical = decode(key)
    r_point, r_canonical = decode(r)
    if not a_canonical:
        return "KEY_NOT_CANONICAL"
    if a_point is not None and times(8, a_point) == IDENTITY:
        return "KEY_SMALL_ORDER"
    if not r_canonical:
        return "R_NOT_CANONICAL"
    if r_point is not None and times(8, r_point) == IDENTITY:
        return "R_SMALL_ORDER"
    if a_point is None:
        return "KEY_NOT_ON_CURVE"
    if r_point is None:
        return "R_NOT_ON_CURVE"
    k = int.from_bytes(hashlib.sha512(r + key + message).digest(), "little") % L
    left = times(8 * s, BASE)
    right = add(times(8, r_point), times(8 * k, a_point))
    return "VALID" if left == right else "EQUATION"


def cases():
    folder = os.path.join(os.environ["CREDENCE_VECTORS"], "signatures")
    with open(os.path.join(folder, "wycheproof_ed25519_test.json")) as file:
        for group in json.load(file)["testGroups"]:
            for test in group["tests"]:
                yield "wycheproof", test["tcId"], group["publicKey"]["pk"], test["msg"], test["sig"]
    with open(os.path.join(folder, "cctv_ed25519_part.json")) as file:
        for case in json.load(file):
            yield "cctv", case["number"], case["key"], case["msg"].encode().hex(), case["sig"]
    with open(os.path.join(folder, "speccheck_ed25519.json")) as file:
        for number, case in enumerate(json.load(file)):
            yield "speccheck", number, case["pub_key"], case["message"], case["signature"]


if __name__ == "__main__":
    print("# Our verdict on Ed25519 vectors made by others; written by ed25519_verdicts.py, which is independent of the Java code.")
    print("# suite | case | verdict; the verdicts and their order are docs/spec/encoding.md section 6")
    for suite, number, key, message, signature in cases():
        result = verdict(bytes.fromhex(key), bytes.fromhex(message), bytes.fromhex(signature))
        print(f"{suite} | {number} | {result}")
