"""Makes the vectors of the transcript, sumcheck and fractional sums, from the text of docs/spec/proof.md sections 1 to 4
alone: an implementation apart from the Java one, slow and short. Run it in this folder."""

import hashlib
import os
import random
import struct

P = 2**64 - 2**32 + 1


def sha256(data):
    return hashlib.sha256(data).digest()


class F:
    """An element a + b·x of GF(p)[x]/(x² − 7)."""

    def __init__(self, a, b=0):
        self.a, self.b = a % P, b % P

    def __add__(self, o):
        return F(self.a + o.a, self.b + o.b)

    def __sub__(self, o):
        return F(self.a - o.a, self.b - o.b)

    def __mul__(self, o):
        return F(self.a * o.a + 7 * self.b * o.b, self.a * o.b + self.b * o.a)

    def inverse(self):
        n = pow(self.a * self.a - 7 * self.b * self.b, P - 2, P)
        return F(self.a * n, -self.b * n)

    def __str__(self):
        return f"{self.a} {self.b}"


ONE = F(1)


class Transcript:
    def __init__(self):
        tag = b"credence/transcript/1"
        self.state = sha256(bytes([len(tag)]) + tag)
        self.proof = b""

    def record(self, kind, label, data):
        head = bytes([kind, len(label)]) + label.encode() + struct.pack("<I", len(data))
        self.state = sha256(self.state + head + data)

    def words(self, code, count):
        while True:
            yield from struct.unpack(f"<{count}{code}", self.state)
            self.record(0, "more", b"")

    def absorb(self, label, data):
        self.record(1, label, data)

    def send(self, kind, label, data):
        self.record(kind, label, data)
        self.proof += data

    def base(self, label, *values):
        self.send(2, label, struct.pack(f"<{len(values)}Q", *values))

    def elements(self, label, *values):
        self.send(3, label, b"".join(struct.pack("<QQ", v.a, v.b) for v in values))

    def digests(self, label, *values):
        self.send(4, label, b"".join(values))

    def challenge(self, label):
        self.record(5, label, b"")
        limbs = (word for word in self.words("Q", 4) if word < P)
        c0 = next(limbs)
        return F(c0, next(limbs))

    def indices(self, label, count, bits):
        self.record(6, label, struct.pack("<IB", count, bits))
        words = self.words("I", 8)
        return [next(words) % (1 << bits) for _ in range(count)]

    def grind(self, label, bits):
        self.record(7, label, bytes([bits]))
        nonce = 0
        while int.from_bytes(sha256(self.state + struct.pack("<Q", nonce)), "big") >> (256 - bits):
            nonce += 1
        self.send(8, label, struct.pack("<Q", nonce))
        return nonce


def fold(table, r):
    half = len(table) // 2
    return [table[i] + r * (table[i + half] - table[i]) for i in range(half)]


def interpolate(values, r):
    total = F(0)
    for j, value in enumerate(values):
        above, below = ONE, ONE
        for k in range(len(values)):
            if k != j:
                above, below = above * (r - F(k)), below * F(j - k)
        total = total + value * above * below.inverse()
    return total


def sumcheck(t, tables, summand, degree, claim):
    point = []
    while len(tables[0]) > 1:
        half = len(tables[0]) // 2
        values = []
        for x in range(degree + 1):
            total = F(0)
            for i in range(half):
                total = total + summand([a[i] + F(x) * (a[i + half] - a[i]) for a in tables])
            values.append(total)
        t.elements("sumcheck-round", values[0], *values[2:])
        values[1] = claim - values[0]
        r = t.challenge("sumcheck-challenge")
        claim = interpolate(values, r)
        tables = [fold(a, r) for a in tables]
        point.append(r)
    return point, claim, [a[0] for a in tables]


def eq_table(point):
    table = [ONE]
    for x in reversed(point):
        table = [(ONE - x) * y for y in table] + [x * y for y in table]
    return table


def fractional_sum(t, numerators, denominators):
    layers = [(numerators, denominators)]
    while len(layers[-1][0]) > 1:
        n, d = layers[-1]
        h = len(n) // 2
        layers.append(([n[i] * d[i + h] + n[i + h] * d[i] for i in range(h)], [d[i] * d[i + h] for i in range(h)]))
    layers.reverse()
    root = layers[0][0][0], layers[0][1][0]
    t.elements("sum-root", *root)
    (claim_n, claim_d), point = root, []
    for n, d in layers[1:]:
        h = len(n) // 2
        lam = t.challenge("sum-lambda")
        below, _, v = sumcheck(
            t,
            [eq_table(point), n[:h], n[h:], d[:h], d[h:]],
            lambda v: v[0] * (v[1] * v[4] + v[2] * v[3] + lam * v[3] * v[4]),
            3,
            claim_n + lam * claim_d,
        )
        t.elements("sum-values", *v[1:])
        rho = t.challenge("sum-halves")
        claim_n, claim_d = v[1] + rho * (v[2] - v[1]), v[3] + rho * (v[4] - v[3])
        point = [rho] + below
    return root, point, (claim_n, claim_d)


def write(path, lines):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write("\n".join(lines) + "\n")


def text(elements):
    return " ".join(str(e) for e in elements)


def defects(room, inputs, proof):
    above = proof[:8] + struct.pack("<Q", P + 1) + proof[16:]
    flipped = bytearray(proof)
    flipped[-17] ^= 1
    write(f"{room}/truncated.txt", ["expect: TRUNCATED"] + inputs + ["proof: " + proof[:-1].hex()])
    write(f"{room}/trailing-byte.txt", ["expect: TRAILING"] + inputs + ["proof: " + proof.hex() + "00"])
    write(f"{room}/limb-above-the-modulus.txt", ["expect: NOT_CANONICAL"] + inputs + ["proof: " + above.hex()])
    write(f"{room}/one-bit-flipped.txt", ["expect: SUMCHECK_CLAIM"] + inputs + ["proof: " + flipped.hex()])


def accepted(t, fields):
    return ["expect: accepted"] + fields + ["state: " + t.state.hex(), "proof: " + t.proof.hex()]


def transcript_vector():
    t = Transcript()
    lines = ["# one transcript with every operation; numbers are decimal, strings of bytes hexadecimal", "state " + t.state.hex()]

    def note(*words):
        lines.append(" ".join(str(word) for word in words).strip())
        lines.append("state " + t.state.hex())

    for label, data in ("protocol", b"credence/example/v1"), ("nonce", b""):
        t.absorb(label, data)
        note("absorb", label, data.hex())
    t.digests("root", sha256(b"root"))
    note("digests root", sha256(b"root").hex())
    note("grind work 9", t.grind("work", 9))
    for _ in range(2):
        note("challenge tau", t.challenge("tau"))
    t.elements("claim", F(5, P - 1))
    note("extension claim", F(5, P - 1))
    t.base("row", 0, 1, P - 1, 2**32)
    note("base row", 0, 1, P - 1, 2**32)
    t.elements("values", F(1, 2), F(3, 4))
    note("extension values 1 2 3 4")
    note("challenge gamma", t.challenge("gamma"))
    note("indices queries 12", *t.indices("queries", 11, 12))
    note("indices rows 31", *t.indices("rows", 3, 31))
    t.digests("path", sha256(b"a"), sha256(b"b"))
    note("digests path", sha256(b"a").hex(), sha256(b"b").hex())
    note("challenge last", t.challenge("last"))
    write("transcript/every-operation.txt", lines + ["proof " + t.proof.hex()])


def sumcheck_vectors(element):
    tables = [[element() for _ in range(8)] for _ in range(3)]
    product = lambda v: v[0] * v[1] * v[2]
    claim = F(0)
    for z in range(8):
        claim = claim + product([table[z] for table in tables])
    about = ["# the sum of the product of three tables; elements of F are pairs of decimal numbers c0 c1"]
    about += ["table: " + text(table) for table in tables]
    t = Transcript()
    point, value, _ = sumcheck(t, tables, product, 3, claim)
    inputs = about + [f"claim: {claim}"]
    write("sumcheck/product-of-three.txt", accepted(t, inputs + ["point: " + text(point), f"value: {value}"]))
    defects("sumcheck", inputs, t.proof)
    lie = Transcript()
    sumcheck(lie, tables, product, 3, claim + ONE)
    write("sumcheck/false-claim.txt", ["expect: SUMCHECK_CLAIM"] + about + [f"claim: {claim + ONE}", "proof: " + lie.proof.hex()])


def fractional_vectors(element):
    n = [element() for _ in range(8)]
    d = [element() for _ in range(8)]
    inputs = ["# a fractional sum over eight leaves; elements of F are pairs of decimal numbers c0 c1"]
    inputs += ["table: " + text(n), "table: " + text(d)]
    t = Transcript()
    root, point, leaf = fractional_sum(t, n, d)
    fields = ["root: " + text(root), "point: " + text(point), "value: " + text(leaf)]
    write("gkr/eight-leaves.txt", accepted(t, inputs + fields))
    defects("gkr", inputs, t.proof)
    lie = Transcript()
    fractional_sum(lie, n[:3] + [n[3] + ONE] + n[4:], d)
    write("gkr/one-numerator-is-another.txt", ["expect: SUMCHECK_CLAIM"] + inputs + ["proof: " + lie.proof.hex()])


if __name__ == "__main__":
    source = random.Random(5)
    transcript_vector()
    sumcheck_vectors(lambda: F(source.randrange(P), source.randrange(P)))
    fractional_vectors(lambda: F(source.randrange(P), source.randrange(P)))
