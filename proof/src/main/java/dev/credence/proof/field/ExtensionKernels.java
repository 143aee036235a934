package dev.credence.proof.field;

/// Loops over elements of F that allocate nothing. Ranges are (vector, first index) and a common length.
public final class ExtensionKernels {
    private static final long NON_RESIDUE = Extension.NON_RESIDUE;

    private ExtensionKernels() {}

    /// table[from + i] += r · (table[from + half + i] − table[from + i]) for i below `half`: binds the top variable of
    /// the table [from, from + 2·half) to r and leaves the result in its lower half.
    public static void fold(ExtensionVector table, int from, int half, Extension r) {
        long[] t0 = table.c0();
        long[] t1 = table.c1();
        long r0 = r.c0();
        long r1 = r.c1();
        long r7 = Goldilocks.mul(r1, NON_RESIDUE);
        for (int i = from; i < from + half; i++) {
            long d0 = Goldilocks.sub(t0[i + half], t0[i]);
            long d1 = Goldilocks.sub(t1[i + half], t1[i]);
            long p0 = Goldilocks.add(Goldilocks.mul(d0, r0), Goldilocks.mul(d1, r7));
            long p1 = Goldilocks.add(Goldilocks.mul(d0, r1), Goldilocks.mul(d1, r0));
            t0[i] = Goldilocks.add(t0[i], p0);
            t1[i] = Goldilocks.add(t1[i], p1);
        }
    }

    /// table[from + half + i] = r · table[from + i], then table[from + i] −= that, for i below `half`: one doubling of a
    /// table of eq, by a variable above all that it has.
    public static void split(ExtensionVector table, int from, int half, Extension r) {
        long[] t0 = table.c0();
        long[] t1 = table.c1();
        long r0 = r.c0();
        long r1 = r.c1();
        long r7 = Goldilocks.mul(r1, NON_RESIDUE);
        for (int i = from; i < from + half; i++) {
            long p0 = Goldilocks.add(Goldilocks.mul(t0[i], r0), Goldilocks.mul(t1[i], r7));
            long p1 = Goldilocks.add(Goldilocks.mul(t0[i], r1), Goldilocks.mul(t1[i], r0));
            t0[i + half] = p0;
            t1[i + half] = p1;
            t0[i] = Goldilocks.sub(t0[i], p0);
            t1[i] = Goldilocks.sub(t1[i], p1);
        }
    }

    /// table[i] += table[half + i] for i below `half`.
    public static void addUpperHalf(ExtensionVector table, int half) {
        long[] t0 = table.c0();
        long[] t1 = table.c1();
        for (int i = 0; i < half; i++) {
            t0[i] = Goldilocks.add(t0[i], t0[i + half]);
            t1[i] = Goldilocks.add(t1[i], t1[i + half]);
        }
    }

    /// Σ a[aFrom + i] · b[bFrom + i] for i below `length`.
    public static Extension dot(ExtensionVector a, int aFrom, ExtensionVector b, int bFrom, int length) {
        long sum0 = 0;
        long sum1 = 0;
        for (int i = 0; i < length; i++) {
            long a0 = a.c0()[aFrom + i];
            long a1 = a.c1()[aFrom + i];
            long b0 = b.c0()[bFrom + i];
            long b1 = b.c1()[bFrom + i];
            long high = Goldilocks.mul(Goldilocks.mul(a1, b1), NON_RESIDUE);
            sum0 = Goldilocks.add(sum0, Goldilocks.add(Goldilocks.mul(a0, b0), high));
            sum1 = Goldilocks.add(sum1, Goldilocks.add(Goldilocks.mul(a0, b1), Goldilocks.mul(a1, b0)));
        }
        return new Extension(sum0, sum1);
    }

    /// Σ (a[half + i] − a[i])·(b[half + i] − b[i]) for i below `half`.
    public static Extension dotOfSlopes(ExtensionVector a, ExtensionVector b, int half) {
        long sum0 = 0;
        long sum1 = 0;
        for (int i = 0; i < half; i++) {
            long a0 = Goldilocks.sub(a.c0()[half + i], a.c0()[i]);
            long a1 = Goldilocks.sub(a.c1()[half + i], a.c1()[i]);
            long b0 = Goldilocks.sub(b.c0()[half + i], b.c0()[i]);
            long b1 = Goldilocks.sub(b.c1()[half + i], b.c1()[i]);
            long high = Goldilocks.mul(Goldilocks.mul(a1, b1), NON_RESIDUE);
            sum0 = Goldilocks.add(sum0, Goldilocks.add(Goldilocks.mul(a0, b0), high));
            sum1 = Goldilocks.add(sum1, Goldilocks.add(Goldilocks.mul(a0, b1), Goldilocks.mul(a1, b0)));
        }
        return new Extension(sum0, sum1);
    }

    /// Σ base[baseFrom + i] · e[eFrom + i] for i below `length`; `base` is canonical.
    public static Extension dotBase(long[] base, int baseFrom, ExtensionVector e, int eFrom, int length) {
        long sum0 = 0;
        long sum1 = 0;
        for (int i = 0; i < length; i++) {
            long b = base[baseFrom + i];
            sum0 = Goldilocks.add(sum0, Goldilocks.mul(b, e.c0()[eFrom + i]));
            sum1 = Goldilocks.add(sum1, Goldilocks.mul(b, e.c1()[eFrom + i]));
        }
        return new Extension(sum0, sum1);
    }

    /// y[yFrom + i] += s · x[xFrom + i] for i below `length`.
    public static void axpy(ExtensionVector y, int yFrom, Extension s, ExtensionVector x, int xFrom, int length) {
        long s0 = s.c0();
        long s1 = s.c1();
        long s7 = Goldilocks.mul(s1, NON_RESIDUE);
        for (int i = 0; i < length; i++) {
            long x0 = x.c0()[xFrom + i];
            long x1 = x.c1()[xFrom + i];
            long p0 = Goldilocks.add(Goldilocks.mul(x0, s0), Goldilocks.mul(x1, s7));
            long p1 = Goldilocks.add(Goldilocks.mul(x0, s1), Goldilocks.mul(x1, s0));
            y.c0()[yFrom + i] = Goldilocks.add(y.c0()[yFrom + i], p0);
            y.c1()[yFrom + i] = Goldilocks.add(y.c1()[yFrom + i], p1);
        }
    }

    /// y[yFrom + i] += s · base[baseFrom + i] for i below `length`; `base` is canonical.
    public static void axpyBase(ExtensionVector y, int yFrom, Extension s, long[] base, int baseFrom, int length) {
        long s0 = s.c0();
        long s1 = s.c1();
        for (int i = 0; i < length; i++) {
            long b = base[baseFrom + i];
            y.c0()[yFrom + i] = Goldilocks.add(y.c0()[yFrom + i], Goldilocks.mul(b, s0));
            y.c1()[yFrom + i] = Goldilocks.add(y.c1()[yFrom + i], Goldilocks.mul(b, s1));
        }
    }
}
