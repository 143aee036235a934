"""Makes a proof of an argument and of a registration, from the text of docs/spec/proof.md sections 7 and 8 alone: an
implementation apart from the Java one, for stacks of dense layers, slow and short. Run it in this folder."""

import os
import struct
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "../../../../../../proof/src/test/resources/vectors"))

from make import ONE, F, P, Transcript, eq_table, fractional_sum, fold, interpolate, sha256, sumcheck  # noqa: E402
from make_opening import GRINDING_BITS, commit, evaluate, log_up, opening  # noqa: E402

ZERO = F(0)
HALF = F((P + 1) // 2)
TABLES = [(1, 0, 256), (2, -128, 256), (3, 0, 128)]  # bus, low, rows


class Layer:
    def __init__(self, number, k, o, digits, shift, low, high, zero_point, before, weights, biases, multipliers):
        self.number, self.k, self.o, self.digits, self.shift = number, k, o, digits, shift
        self.low, self.high, self.zero_point, self.zero_point_before = low, high, zero_point, before[2]
        self.weights, self.biases, self.multipliers = weights, biases, multipliers
        distance = max(before[1] - before[2], before[2] - before[0])
        ones = lambda n: 128 * (256**n - 1) // 255
        left = (k * 128 * distance + ones(3)) * ones(digits)
        self.limbs = 1
        while 256**self.limbs <= (left >> shift) + 1:
            self.limbs += 1


def digits(value):
    out = []
    for _ in range(3):
        d = (value + 128) % 256 - 128
        out.append(d)
        value = (value - d) // 256
    return out


def code(layers):
    """7.2: the cells of W, and the place of each block."""
    blocks = []
    for layer in layers:
        o, k = log_up(layer.o), log_up(layer.k)
        blocks += [(-(1 << o + k), layer.number, 0, o, k), (-(8 << o), layer.number, 1, 3, o)]
    cells, places = [], {}
    for size, number, kind, rows, columns in sorted(blocks):
        layer = layers[number]
        at = places[number, kind] = len(cells)
        cells += [0] * -size
        for o in range(layer.o):
            if kind == 0:
                row = layer.weights[o * layer.k : (o + 1) * layer.k]
                cells[at + (o << columns) : at + (o << columns) + layer.k] = row
            else:
                for first, number_ in (0, layer.biases[o]), (4, layer.multipliers[o]):
                    for i, digit in enumerate(digits(number_)):
                        cells[at + (first + i << columns) + o] = digit
    return cells, places


def execute(layers, x):
    """All tensors, and the columns of A (7.3): (cells, table) in order."""
    tensors, columns, names = [x], [], {}
    for layer in layers:
        y, excess, remainder = [], [], []
        for o in range(layer.o):
            acc = layer.biases[o]
            for k in range(layer.k):
                acc += (tensors[-1][k] - layer.zero_point_before) * layer.weights[o * layer.k + k]
            left = acc * layer.multipliers[o] + (layer.zero_point << layer.shift) + (1 << layer.shift - 1)
            value = left >> layer.shift
            y.append(min(max(value, layer.low), layer.high))
            excess.append(abs(value - y[-1]))
            remainder.append(left - (value << layer.shift))
        tensors.append(y)
        names[layer.number] = {}
        if layer is not layers[-1]:
            table = next(t for t in TABLES if (t[1], t[1] + t[2] - 1) == (layer.low, layer.high))
            names[layer.number]["y"] = [len(columns)]
            columns.append((y, table))
        for name, values, count in ("e", excess, layer.limbs), ("rem", remainder, layer.shift // 8):
            names[layer.number][name] = [len(columns) + i for i in range(count)]
            columns += [([value >> 8 * i & 255 for value in values], TABLES[0]) for i in range(count)]
    return tensors, columns, names


def place(columns):
    """The cells of A; where each column lies; where the rows of each table lie."""
    cells, places, counts = [], [], []
    for values, _ in columns:
        places.append(len(cells))
        cells += values
    for table in TABLES:
        used = [value for values, its in columns if its is table for value in values]
        if used:
            counts.append((table, len(cells)))
            cells += [used.count(table[1] + j) for j in range(table[2])]
    return cells, places, counts


def padded(values, size):
    return [F(value) if isinstance(value, int) else value for value in values] + [ZERO] * (size - len(values))


def batch(t, instances, degree, mu):
    """3.2 and 3.3. Instances are (tables, summand, claim); tables have 2^m cells each."""
    sizes = [log_up(len(tables[0])) for tables, _, _ in instances]
    n = max(sizes)
    claim, weight = ZERO, ONE
    weights = []
    for _, _, own in instances:
        weights.append(weight)
        claim, weight = claim + weight * own, weight * mu
    halves = [ONE]
    for _ in range(n + 1):
        halves.append(halves[-1] * HALF)
    point, tables = [], [instance[0] for instance in instances]
    for i in range(n):
        values = [ZERO] * (degree + 1)
        for j, (_, summand, own) in enumerate(instances):
            waiting = n - sizes[j]
            for x in range(degree + 1):
                if i < waiting:
                    value = own * halves[i + 1]
                else:
                    half, value = len(tables[j][0]) // 2, ZERO
                    for z in range(half):
                        value = value + summand([a[z] + F(x) * (a[z + half] - a[z]) for a in tables[j]])
                    value = value * halves[waiting]
                values[x] = values[x] + weights[j] * value
        t.elements("sumcheck-round", values[0], *values[2:])
        values[1] = claim - values[0]
        r = t.challenge("sumcheck-challenge")
        claim = interpolate(values, r)
        tables = [[fold(a, r) for a in its] if i >= n - sizes[j] else its for j, its in enumerate(tables)]
        point.append(r)
    return point, [[a[0] for a in its] for its in tables]


def last(point, count):
    return point[len(point) - count :]


def powers(gamma, count):
    out = [ONE]
    while len(out) < count:
        out.append(out[-1] * gamma)
    return out


def merge(t, cells, claims, gamma, label):
    """7.9, steps 13 to 16: claims are (weights as {cell: weight}, value)."""
    table, weights, claim = padded(cells, 1 << log_up(len(cells))), [], ZERO
    weights = [ZERO] * len(table)
    for factor, (cell_weights, value) in zip(powers(gamma, len(claims)), claims):
        claim = claim + factor * value
        for cell, w in cell_weights.items():
            weights[cell] = weights[cell] + factor * w
    point, _, (value, _) = sumcheck(t, [table, weights], lambda v: v[0] * v[1], 2, claim)
    t.elements(label, value)
    return point, value


def argument(public, layers, x):
    w, w_places = code(layers)
    tensors, columns, names = execute(layers, x)
    a, places, counts = place(columns)
    committed_w, committed_a = commit(w, True), commit(a, False)
    t = Transcript()
    for label, data in public(committed_w.root(), tensors):
        t.absorb(label, data)
    t.digests("witness", committed_a.root())
    t.grind("witness-grind", GRINDING_BITS)
    tau = [t.challenge("tau") for _ in range(max(log_up(layer.o) for layer in layers))]
    alpha, beta = t.challenge("alpha"), t.challenge("beta")

    # 7.8
    n_a = log_up(len(a))
    numerators, denominators = [ZERO] * (1 << n_a), [ONE] * (1 << n_a)
    looked, rows = {}, {}
    for at, (values, (bus, _, _)) in zip(places, columns):
        for i, value in enumerate(values):
            numerators[at + i], denominators[at + i] = ONE, alpha - F(bus) - beta * F(value)
            looked[at + i] = bus
    for (bus, low, size), at in counts:
        for j in range(size):
            denominators[at + j] = alpha - F(bus) - beta * F(low + j)
            numerators[at + j] = ZERO - F(a[at + j])
            rows[at + j] = denominators[at + j]
    _, u, (n_u, d_u) = fractional_sum(t, numerators, denominators)
    eq_u = eq_table(u)
    indicator, known = ZERO, ZERO
    for z, e in enumerate(eq_u):
        if z in looked:
            indicator, known = indicator + e, known + e * (alpha - F(looked[z]))
        else:
            known = known + e * rows.get(z, ONE)
    claims_a = [
        ({z: eq_u[z] for z in rows}, indicator - n_u),
        ({z: eq_u[z] for z in looked}, (known - d_u) * beta.inverse()),
        ({z: eq_u[z] for z in range(len(a), 1 << n_a)}, ZERO),
    ]

    # 7.5
    lam, mu = t.challenge("lambda"), t.challenge("mu")
    instances = []
    for layer in layers:
        size = 1 << log_up(layer.o)
        column = lambda name: [sum(columns[c][0][i] << 8 * l for l, c in enumerate(names[layer.number][name])) for i in range(layer.o)]
        acc = []
        for o in range(layer.o):
            row = layer.weights[o * layer.k : (o + 1) * layer.k]
            acc.append(layer.biases[o] + sum((v - layer.zero_point_before) * c for v, c in zip(tensors[layer.number], row)))
        eq = eq_table(last(tau, log_up(layer.o)))
        tables = [acc, layer.multipliers, tensors[layer.number + 1], column("e"), column("rem"), eq[: layer.o]]
        low, high, span = F(layer.low), F(layer.high), F(layer.high - layer.low).inverse()
        offset, scale = F((layer.zero_point << layer.shift) + (1 << layer.shift - 1)), F(1 << layer.shift)

        def summand(v, low=low, high=high, span=span, offset=offset, scale=scale):
            acc_, m, y, e, rem, weight = v
            sign = (y + y - low - high) * span
            outside = lam * e * (y - low) * (high - y)
            return weight * (acc_ * m + offset - (y + e * sign) * scale - rem + outside)

        instances.append(([padded(table, size) for table in tables], summand, ZERO))
    zero_point, ends = batch(t, instances, 4, mu)
    for layer, end in zip(layers, ends):
        sent = end[:5]
        if layer is layers[-1]:
            del sent[2]
        t.elements("values", *sent)

    # 7.6
    biases, r_o = [], []
    for layer in layers:
        r_o.append(last(zero_point, log_up(layer.o)))
        biases.append(evaluate(r_o[-1], padded(layer.biases, 1 << log_up(layer.o))))
        t.elements("bias", biases[-1])
    products = []
    for layer, end, bias, r in zip(layers, ends, biases, r_o):
        size, eq = 1 << log_up(layer.k), eq_table(r)
        operand = padded([v - layer.zero_point_before for v in tensors[layer.number]], size)
        row = [ZERO] * size
        for o in range(layer.o):
            for k in range(layer.k):
                row[k] = row[k] + eq[o] * F(layer.weights[o * layer.k + k])
        products.append(([operand, row], lambda v: v[0] * v[1], end[0] - bias))
    matrix_point, matrix_ends = batch(t, products, 2, t.challenge("mu-matrix"))
    for layer, (operand, weight) in zip(layers, matrix_ends):
        t.elements("matrix-values", *([weight] if layer.number == 0 else [operand, weight]))

    # 7.9, steps 12 to 17
    gamma, claims_w = t.challenge("gamma"), []
    for layer, end, bias, r, (operand, weight) in zip(layers, ends, biases, r_o, matrix_ends):
        s, o_columns, k_columns = last(matrix_point, log_up(layer.k)), log_up(layer.o), log_up(layer.k)
        eq_o, eq_k, at, at_digits = eq_table(r), eq_table(s), w_places[layer.number, 0], w_places[layer.number, 1]
        rows_of = lambda first, count: {
            at_digits + (first + i << o_columns) + o: F(256**i) * e for i in range(count) for o, e in enumerate(eq_o)
        }
        claims_w += [
            ({at + (o << k_columns) + k: e * f for o, e in enumerate(eq_o) for k, f in enumerate(eq_k)}, weight),
            (rows_of(4, layer.digits), end[1]),
            (rows_of(0, 3), bias),
        ]
        for name, value in ("y", end[2]), ("e", end[3]), ("rem", end[4]):
            if name in names[layer.number]:
                parts = enumerate(names[layer.number][name])
                claims_a.append(({places[c] + i: F(256**l) * eq_o[i] for l, c in parts for i in range(layer.o)}, value))
        if layer.number > 0:
            at_x = places[names[layer.number - 1]["y"][0]]
            total = ZERO
            for k in range(layer.k):
                total = total + eq_k[k]
            claims_a.append(({at_x + k: eq_k[k] for k in range(layer.k)}, operand + F(layer.zero_point_before) * total))
    u_w, value_w = merge(t, w, claims_w, gamma, "code-value")
    u_a, value_a = merge(t, a, claims_a, gamma, "witness-value")
    opening(t, [committed_w, committed_a], [u_w, u_a], [value_w, value_a])
    return t.proof, tensors[-1], committed_w.root()


def registration(program, layers):
    w, _ = code(layers)
    committed, t = commit(w, True), Transcript()
    for label, data in ("protocol", b"credence/registration/v1"), ("suite", b"ud-100"), ("program", program), ("code", committed.root()):
        t.absorb(label, data)
    t.base("counts", *[w.count(v) for v in range(-128, 128)])
    t.grind("counts-grind", GRINDING_BITS)
    alpha, size = t.challenge("alpha"), 1 << log_up(len(w))
    numerators = padded([1] * len(w), size)
    denominators = [alpha - F(cell) for cell in w] + [ONE] * (size - len(w))
    _, u, (n_u, d_u) = fractional_sum(t, numerators, denominators)
    opening(t, [committed], [u], [alpha * n_u + ONE - n_u - d_u])
    return t.proof


def read(path):
    fields = {}
    with open(path) as file:
        for line in file:
            if not line.startswith("#"):
                key, _, value = line.strip().partition(": ")
                fields.setdefault(key, []).append(value)
    return fields


def main():
    case = read("dense.case")
    integers = lambda text: [int(word) for word in text.split()]
    before, layers = integers(case["input"][0]), []
    for number, shape in enumerate(case["layer"]):
        k, o, multiplier_digits, shift, low, high, zero_point = integers(shape)
        numbers = [integers(case[name][number]) for name in ("weights", "biases", "multipliers")]
        layers.append(Layer(number, k, o, multiplier_digits, shift, low, high, zero_point, before, *numbers))
        before = [low, high, zero_point]
    program = bytes.fromhex(case["program"][0])

    def public(root, tensors):
        pack = lambda values: struct.pack(f"<{len(values)}i", *values)
        return [
            ("protocol", b"credence/argument/v1"), ("suite", b"ud-100"), ("manifest", sha256(b"manifest")), ("program", program),
            ("code", root), ("nonce", b"nonce"), ("request", sha256(b"request")), ("answer", sha256(b"answer")),
            ("input", pack(tensors[0])), ("output", pack(tensors[-1])),
        ]

    proof, y, root = argument(public, layers, integers(case["x"][0]))
    with open("dense.txt", "w") as file:
        file.write("expect: accepted\n")
        file.write("y: " + " ".join(map(str, y)) + "\ncode: " + root.hex() + "\n")
        file.write("registration: " + registration(program, layers).hex() + "\nproof: " + proof.hex() + "\n")


if __name__ == "__main__":
    main()
