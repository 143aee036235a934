package dev.credence.inference.op;

import dev.credence.inference.numeric.FloatV1;

/// The reference kernels that slide a window: convolution and pooling.
final class ReferenceWindows {
    private ReferenceWindows() {}

    static void conv(ConvShape shape, float[] x, float[] w, float[] bias, float[] y) {
        Window window = shape.window();
        int channelsOut = shape.groups() * shape.channelsOut();
        int weightsPerChannel = shape.channelsIn() * window.taps();
        int at = 0;
        for (int n = 0; n < shape.batch(); n++) {
            for (int channel = 0; channel < channelsOut; channel++) {
                int group = channel / shape.channelsOut();
                int xAt = (n * shape.groups() + group) * shape.channelsIn() * window.in();
                for (int d = 0; d < window.depth().out(); d++) {
                    for (int h = 0; h < window.height().out(); h++) {
                        for (int v = 0; v < window.width().out(); v++) {
                            float sum = convAt(shape, x, xAt, w, channel * weightsPerChannel, new int[] {d, h, v});
                            y[at++] = bias == null ? sum : sum + bias[channel];
                        }
                    }
                }
            }
        }
    }

    private static float convAt(ConvShape shape, float[] x, int xAt, float[] w, int wAt, int[] position) {
        Window window = shape.window();
        float sum = 0f;
        int tap = wAt;
        for (int c = 0; c < shape.channelsIn(); c++) {
            for (int i = 0; i < window.depth().kernel(); i++) {
                int d = window.depth().source(position[0], i);
                for (int j = 0; j < window.height().kernel(); j++) {
                    int h = window.height().source(position[1], j);
                    for (int k = 0; k < window.width().kernel(); k++) {
                        int v = window.width().source(position[2], k);
                        float value = inside(window, d, h, v) ? x[xAt + c * window.in() + index(window, d, h, v)] : 0f;
                        sum = FloatV1.fma(value, w[tap++], sum);
                    }
                }
            }
        }
        return sum;
    }

    static void maxPool(int channels, Window window, float[] x, float[] y) {
        int at = 0;
        for (int channel = 0; channel < channels; channel++) {
            for (int out = 0; out < window.out(); out++) {
                float max = Float.NEGATIVE_INFINITY;
                for (int tap = 0; tap < window.taps(); tap++) {
                    int source = window.source(out, tap);
                    if (source >= 0) {
                        max = Math.max(max, x[channel * window.in() + source]);
                    }
                }
                y[at++] = max;
            }
        }
    }

    static void averagePool(int channels, Window window, boolean countPads, float[] x, float[] y) {
        int at = 0;
        for (int channel = 0; channel < channels; channel++) {
            for (int out = 0; out < window.out(); out++) {
                float sum = 0f;
                int count = 0;
                for (int tap = 0; tap < window.taps(); tap++) {
                    int source = window.source(out, tap);
                    if (source >= 0) {
                        sum += x[channel * window.in() + source];
                    }
                    count += source >= 0 || countPads && source == Window.PADDING ? 1 : 0;
                }
                y[at++] = sum / count;
            }
        }
    }

    private static boolean inside(Window window, int d, int h, int v) {
        return d >= 0 && d < window.depth().in()
                && h >= 0 && h < window.height().in()
                && v >= 0 && v < window.width().in();
    }

    private static int index(Window window, int d, int h, int v) {
        return (d * window.height().in() + h) * window.width().in() + v;
    }
}
