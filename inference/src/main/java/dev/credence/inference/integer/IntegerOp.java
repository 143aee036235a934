package dev.credence.inference.integer;

import java.util.List;

/// One operation of an integer program. Operation number i of a program writes tensor i + 1; its operands are tensors of lower
/// numbers, tensor 0 being the input.
///
/// Records hold what the program's bytes hold; weights lie apart (`LinearWeights`).
public sealed interface IntegerOp {
    /// The layer's name for people: 1 to 128 characters of printable ASCII without space.
    String name();

    /// Elements of the tensor that it writes.
    int outputs();

    /// The numbers of the tensors that it reads, in its order; `Add` may read one twice.
    default List<Integer> operands() {
        return switch (this) {
            case Linear linear -> List.of(linear.input());
            case Add add -> List.of(add.first().input(), add.second().input());
            case AveragePool pool -> List.of(pool.input());
            case MaxPool pool -> List.of(pool.input());
            case Requantise requantise -> List.of(requantise.input());
        };
    }

    /// Dense layer or convolution:
    ///
    /// ```
    /// acc[o, p] = Σ_κ (x[index(group(o), p, κ)] − zeroPoint_x) · W[o, κ] + b[o]        padding adds 0
    /// y[o·P + p] = rescale(acc[o, p] · M[o])
    /// ```
    ///
    /// @param channels         O, output channels; `gather.groups()` divides it
    /// @param multiplierDigits 1 to 3: how many balanced digits the multipliers have; fewer make the proof's excess smaller
    record Linear(String name, int input, Gather gather, int channels, int multiplierDigits, Rescale rescale) implements IntegerOp {
        /// Balanced digits of a bias: |b| ≤ 8,421,504. (With four, A < 2^31 could not follow from types.)
        public static final int BIAS_DIGITS = 3;

        public Linear {
            check(name, input);
            if (channels < 1 || channels % gather.groups() != 0 || (long) channels * gather.positions() > IntegerTensor.ELEMENTS_MAX) {
                throw new IllegalArgumentException("output channels that divide into " + gather.groups() + " groups expected, found " + channels);
            }
            if ((long) channels * gather.terms() > WEIGHTS_MAX) {
                throw new IllegalArgumentException("at most " + WEIGHTS_MAX + " weights expected");
            }
            if (multiplierDigits < 1 || multiplierDigits > 3) {
                throw new IllegalArgumentException("1 to 3 digits expected, found " + multiplierDigits);
            }
        }

        @Override
        public int outputs() {
            return channels * gather.positions();
        }

        /// The group of output channel `channel`.
        public int group(int channel) {
            return channel / (channels / gather.groups());
        }

        /// O·K.
        public int weights() {
            return channels * gather.terms();
        }
    }

    /// Residual sum: left = (a − zeroPoint_a)·M_a + (b − zeroPoint_b)·M_b.
    record Add(String name, Term first, Term second, Rescale rescale, int outputs) implements IntegerOp {
        public Add {
            check(name, first.input());
            check(name, second.input());
            checkElements(outputs);
        }
    }

    /// One summand.
    ///
    /// @param input the tensor's number
    record Term(int input, int multiplier) {
        public Term {
            Rescale.checkedMultiplier(multiplier);
        }
    }

    /// Sum over a window by one multiplier: left = M·Σ (x − zeroPoint), padding adds 0.
    record AveragePool(String name, int input, Planes planes, int multiplier, Rescale rescale) implements IntegerOp {
        public AveragePool {
            check(name, input);
            Rescale.checkedMultiplier(multiplier);
        }

        @Override
        public int outputs() {
            return planes.outputs();
        }
    }

    /// Maximum over a window; padding takes no part; the result keeps the input's range and zero point.
    record MaxPool(String name, int input, Planes planes) implements IntegerOp {
        public MaxPool {
            check(name, input);
        }

        @Override
        public int outputs() {
            return planes.outputs();
        }
    }

    /// Another scale, zero point or range: left = (x − zeroPoint)·M.
    record Requantise(String name, int input, int multiplier, Rescale rescale, int outputs) implements IntegerOp {
        public Requantise {
            check(name, input);
            Rescale.checkedMultiplier(multiplier);
            checkElements(outputs);
        }
    }

    /// The geometry of pooling: the same window on each of `channels` planes.
    record Planes(int channels, PlaneWindow window) {
        public Planes {
            if (channels < 1
                    || (long) channels * window.cells() > IntegerTensor.ELEMENTS_MAX
                    || (long) channels * window.positions() > IntegerTensor.ELEMENTS_MAX) {
                throw new IllegalArgumentException("planes of at most " + IntegerTensor.ELEMENTS_MAX + " cells expected, found " + channels + " planes");
            }
        }

        public int inputs() {
            return channels * window.cells();
        }

        public int outputs() {
            return channels * window.positions();
        }

        /// The flat input index under `tap` of output number `output`, or −1 where it is padding.
        public int index(int output, int tap) {
            int source = window.source(output % window.positions(), tap);
            return source < 0 ? -1 : output / window.positions() * window.cells() + source;
        }
    }

    int NAME_CHARS_MAX = 128;

    /// 2^29 weights an operation: half of the largest file.
    int WEIGHTS_MAX = 1 << 29;

    /// Whether `name` can be a layer's name.
    static boolean isName(String name) {
        return !name.isEmpty() && name.length() <= NAME_CHARS_MAX && name.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    }

    private static void check(String name, int input) {
        if (!isName(name)) {
            throw new IllegalArgumentException("a name of 1 to " + NAME_CHARS_MAX + " printable characters without space expected");
        }
        if (input < 0) {
            throw new IllegalArgumentException("a tensor's number expected, found " + input);
        }
    }

    private static void checkElements(int elements) {
        if (elements < 1 || elements > IntegerTensor.ELEMENTS_MAX) {
            throw new IllegalArgumentException("1 to " + IntegerTensor.ELEMENTS_MAX + " elements expected, found " + elements);
        }
    }
}
