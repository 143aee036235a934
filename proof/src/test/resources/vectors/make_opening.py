"""Makes the vectors of openings, from the text of docs/spec/proof.md section 5 alone: an implementation apart from the
Java one, slow and short. Run it in this folder."""

import struct

from make import ONE, F, P, Transcript, eq_table, fold, interpolate, sha256, text, write

GRINDING_BITS = 14
QUERIES = {2: 127, 3: 104}


def log_up(n):
    return (n - 1).bit_length()


def reverse(value, bits):
    return int(format(value, f"0{bits}b")[::-1], 2) if bits else 0


def evaluate(point, cells):
    for r in point:
        cells = fold(cells, r)
    return cells[0]


class Matrix:
    """Rows of 2^c cells at rate 2^-r; cells are lists of one limb (base) or two (extension)."""

    def __init__(self, limbs, c, r, cells):
        self.limbs, self.c, self.r, self.m = limbs, c, r, c + r
        self.rows = -(-len(cells) // (1 << c))
        self.k = log_up(self.rows)
        self.cells = cells + [[0] * limbs] * ((self.rows << c) - len(cells))
        omega = pow(7, (P - 1) >> self.m, P)
        self.z = [pow(omega, reverse(leaf, self.m), P) for leaf in range(1 << self.m)]
        words = []
        for row in range(self.rows):
            for limb in range(limbs):
                part = [cell[limb] for cell in self.cells[row << c : row + 1 << c]]
                words.append(transform(part + [0] * ((1 << self.m) - len(part)), omega))
        order = [reverse(leaf, self.m) for leaf in range(1 << self.m)]
        self.leaves = [[word[e] for word in words] for e in order]
        level = [sha256(b"\0" + struct.pack(f"<{len(leaf)}Q", *leaf)) for leaf in self.leaves]
        self.tree = [level]
        while len(level) > 1:
            level = [sha256(b"\1" + level[i] + level[i + 1]) for i in range(0, len(level), 2)]
            self.tree.append(level)

    def root(self):
        return self.tree[-1][0]

    def fold(self, rho):
        table = [F(*cell) for cell in self.cells]
        table += [F(0)] * ((1 << self.k + self.c) - len(table))
        for r in rho:
            table = fold(table, r)
        return table

    def paths(self, leaves):
        known, sent = list(leaves), []
        for level in self.tree[:-1]:
            sent += [level[node ^ 1] for node in known if node ^ 1 not in known]
            known = sorted({node >> 1 for node in known})
        return sent


def transform(values, omega):
    """Σ_x values[x]·omega^(x·e) for every e."""
    if len(values) == 1:
        return values
    even, odd = transform(values[::2], omega * omega % P), transform(values[1::2], omega * omega % P)
    half, power, out = len(even), 1, [0] * len(values)
    for e in range(half):
        product = power * odd[e] % P
        out[e], out[e + half] = (even[e] + product) % P, (even[e] - product) % P
        power = power * omega % P
    return out


def commit(cells, is_code):
    """The matrix of the suite (5.1) for signed cells."""
    n = log_up(len(cells))
    if n <= 16:
        c = n - min(4, n // 2)
    else:
        c = n - 5 if n <= 19 else max(16, n - 8)
    return Matrix(1, c, 3 if is_code and n <= 23 else 2, [[cell % P] for cell in cells])


def stack(polynomials, c):
    """5.5: the first cell of each polynomial in the matrix, and the number of rows."""
    order = sorted(range(len(polynomials)), key=lambda i: -len(polynomials[i]))
    at, rows = {}, 0
    for i in order:
        at[i] = rows << c
        rows += max(1, len(polynomials[i]) >> c)
    return at, rows


def query(t, matrices):
    """5.7: the positions at each matrix, ascending and distinct."""
    t.grind("opening-work", GRINDING_BITS)
    drawn = [sorted(set(t.indices("opening-index", QUERIES[m.r], m.m))) for m in matrices]
    for matrix, leaves in zip(matrices, drawn):
        t.base("opening-column", *[limb for leaf in leaves for limb in matrix.leaves[leaf]])
        t.digests("opening-path", *matrix.paths(leaves))
    return drawn


def opening(t, matrices, points, values, change=lambda level, polynomials: polynomials):
    for matrix, point, value in zip(matrices, points, values):
        head = matrix.root() + struct.pack("<QQ", matrix.rows, matrix.c)
        t.absorb("opening-claim", head + b"".join(struct.pack("<QQ", e.a, e.b) for e in point + [value]))
    left = [matrix.fold(point[: matrix.k]) for matrix, point in zip(matrices, points)]
    weights = [eq_table(point[matrix.k :]) for matrix, point in zip(matrices, points)]
    sums, level = values, 0
    left = change(level, left)
    while sum(len(cells) for cells in left) > 1 << 11:
        c = max(9, sum(len(cells) for cells in left).bit_length() - 1 - 4)
        at, rows = stack(left, c)
        cells = [F(0)] * (rows << c)
        for i, polynomial in enumerate(left):
            cells[at[i] : at[i] + len(polynomial)] = polynomial
        matrix = Matrix(2, c, 2, [[cell.a, cell.b] for cell in cells])
        t.digests("opening-root", matrix.root())
        drawn = query(t, matrices)
        gamma, factor, total = t.challenge("opening-gamma"), ONE, F(0)
        stacked = [F(0)] * (1 << matrix.k + c)
        for i, polynomial in enumerate(left):
            own = [factor * weight for weight in weights[i]]
            total, factor = total + factor * sums[i], factor * gamma
            for leaf in drawn[i]:
                power, answer = factor, F(0)
                for x, cell in enumerate(polynomial):
                    own[x] = own[x] + power
                    total = total + power * cell
                    power = F(power.a * matrices[i].z[leaf], power.b * matrices[i].z[leaf])
                factor = factor * gamma
            stacked[at[i] : at[i] + len(own)] = own
        table = cells + [F(0)] * ((1 << matrix.k + c) - len(cells))
        rho = []
        for _ in range(matrix.k):
            half = len(table) // 2
            at_zero, at_two = F(0), F(0)
            for i in range(half):
                at_zero = at_zero + table[i] * stacked[i]
                upper = table[i + half] + table[i + half] - table[i]
                at_two = at_two + upper * (stacked[i + half] + stacked[i + half] - stacked[i])
            t.elements("sumcheck-round", at_zero, at_two)
            r = t.challenge("sumcheck-challenge")
            total = interpolate([at_zero, total - at_zero, at_two], r)
            table, stacked = fold(table, r), fold(stacked, r)
            rho.append(r)
        level += 1
        matrices, left, weights, sums = [matrix], change(level, [table]), [stacked], [total]
    for polynomial in left:
        t.elements("opening-clear", *polynomial)
    query(t, matrices)


def run(polynomials, lie=F(0), change=lambda level, polynomials: polynomials):
    """5.9: a history of roots, points and values, then the opening."""
    t = Transcript()
    matrices = [commit(cells, i == 0) for i, cells in enumerate(polynomials)]
    points, values = [], []
    for matrix in matrices:
        t.digests("root", matrix.root())
    for matrix in matrices:
        point = [t.challenge("point") for _ in range(matrix.k + matrix.c)]
        value = evaluate(point, matrix.fold([])) + lie
        t.elements("value", value)
        points.append(point)
        values.append(value)
    opening(t, matrices, points, values, change)
    return t, matrices, points, values


def lines(result, polynomials, named):
    _, matrices, points, values = result
    about = ["# cells are signed decimal numbers, or the rule that makes them; elements of F are pairs c0 c1"]
    for i, cells in enumerate(polynomials):
        about += ["cells: " + (named or " ".join(str(cell) for cell in cells)), "root: " + matrices[i].root().hex()]
        about += ["point: " + text(points[i]), f"value: {values[i]}"]
    return about


def changed(proof, at, by):
    return proof[:at] + bytes([proof[at] ^ by]) + proof[at + 1 :]


def small():
    polynomials = [[(i * i + 7 * i) % 256 - 128 for i in range(20)], [1, -2, 3]]
    result = run(polynomials)
    about = lines(result, polynomials, None)
    proof = result[0].proof
    write("opening/in-clear.txt", ["expect: accepted"] + about + ["proof: " + proof.hex()])
    roots_and_values = 2 * 32 + 2 * 16
    clear = 16 * sum(1 << matrix.c for matrix in result[1])
    first_column = roots_and_values + clear + 8
    for name, fault, bad in [
        ("first-column-changed", "MERKLE_ROOT", changed(proof, first_column, 1)),
        ("last-byte-changed", "MERKLE_ROOT", changed(proof, len(proof) - 1, 128)),
        ("work-not-done", "GRINDING", changed(proof, first_column - 8, 1)),
        ("limb-above-the-modulus", "NOT_CANONICAL", proof[: roots_and_values] + b"\xff" * 8 + proof[roots_and_values + 8 :]),
        ("trailing-byte", "TRAILING", proof + b"\0"),
        ("truncated", "TRUNCATED", proof[:-1]),
        ("clear-is-another", "OPENING_CLAIM", changed(proof, roots_and_values, 1)),
    ]:
        write(f"opening/{name}.txt", [f"expect: {fault}"] + about + ["proof: " + bad.hex()])
    lie = run(polynomials, ONE)
    write("opening/false-value.txt", ["expect: OPENING_CLAIM"] + lines(lie, polynomials, None) + ["proof: " + lie[0].proof.hex()])

    def orthogonal(level, left):
        # Adds a polynomial that the claim does not see: the columns must.
        weights = eq_table(result[2][0][result[1][0].k :])
        first = left[0][:]
        first[0], first[1] = first[0] + weights[1], first[1] - weights[0]
        return [first] + left[1:]

    other = run(polynomials, F(0), orthogonal)
    write("opening/clear-is-another-of-the-same-value.txt", ["expect: OPENING_COLUMN"] + lines(other, polynomials, None) + ["proof: " + other[0].proof.hex()])


def one_level():
    polynomials = [[(i * i + 7 * i) % 256 - 128 for i in range(33_000)]]
    result = run(polynomials)
    about = lines(result, polynomials, "33000 of (i*i + 7*i) mod 256 - 128")
    write("opening/one-level.txt", ["expect: accepted"] + about + ["sha256: " + sha256(result[0].proof).hex()])
    with open("opening/one-level.proof", "wb") as file:
        file.write(result[0].proof)


if __name__ == "__main__":
    small()
    one_level()
