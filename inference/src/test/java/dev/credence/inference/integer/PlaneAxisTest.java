package dev.credence.inference.integer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlaneAxisTest {
    private static final long MILLIS_MAX = 2_000;

    // Every small axis, against the words of docs/spec/int8-v1.md 3.6: on each axis every position has a tap that is no padding.
    @Test
    void anAxisIsRefusedExactlyWhereAPositionLiesOverPaddingAlone() {
        int accepted = 0;
        for (int code = 0; code < 5 * 6 * 4 * 4 * 7 * 7; code++) {
            int rest = code;
            int in = 1 + rest % 5;
            rest /= 5;
            int out = 1 + rest % 6;
            rest /= 6;
            int kernel = 1 + rest % 4;
            rest /= 4;
            int stride = 1 + rest % 4;
            rest /= 4;
            int dilation = 1 + rest % 7;
            int pad = rest / 7;
            boolean real = everyPositionHasACell(in, out, kernel, stride, dilation, pad);
            assertThat(isAccepted(in, out, kernel, stride, dilation, pad))
                    .as("%d %d %d %d %d %d", in, out, kernel, stride, dilation, pad)
                    .isEqualTo(real);
            accepted += real ? 1 : 0;
        }
        assertThat(accepted).isGreaterThan(1_000);
    }

    private static boolean everyPositionHasACell(int in, int out, int kernel, int stride, int dilation, int pad) {
        for (int position = 0; position < out; position++) {
            boolean real = false;
            for (int tap = 0; tap < kernel; tap++) {
                int cell = position * stride - pad + tap * dilation;
                real |= cell >= 0 && cell < in;
            }
            if (!real) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAccepted(int in, int out, int kernel, int stride, int dilation, int pad) {
        try {
            new PlaneAxis(in, out, kernel, stride, dilation, pad);
            return true;
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }

    // 254 kB of program with 268 million positions: a receipt holds hundreds of such, and a verifier reads each twice.
    @Test
    void aProgramOfManyLargeAxesIsReadAtOnce() throws Exception {
        PlaneAxis axis = new PlaneAxis(65_000, 65_000, 65_536, 1, 1, 65_000);
        IntegerOp.Planes planes = new IntegerOp.Planes(1, new PlaneWindow(PlaneAxis.NONE, axis));
        List<IntegerOp> ops = new ArrayList<>();
        for (int i = 0; i < IntegerProgram.OPS_MAX - 1; i++) {
            ops.add(new IntegerOp.MaxPool("pool", i, planes));
        }
        IntegerTensor tensor = new IntegerTensor(65_000, IntegerRange.U8, 0);
        Bytes program = new IntegerProgram(
                        new InputRule("x", List.of(65_000), List.of(), 1f, tensor),
                        ops,
                        new OutputRule("y", List.of(65_000), 1f, OutputRule.Finish.NONE))
                .encode();
        long began = System.nanoTime();
        assertThat(IntegerProgram.decode(program).ops()).hasSize(ops.size());
        assertThat((System.nanoTime() - began) / 1_000_000).isLessThan(MILLIS_MAX);
    }
}
