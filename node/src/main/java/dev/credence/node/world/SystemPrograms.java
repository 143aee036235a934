package dev.credence.node.world;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs programs as child processes.
public final class SystemPrograms implements Programs {
    private static final int TAIL_BYTES = 16 << 10;
    private static final long LOOK_MILLIS = 200;

    @Override
    public Result run(List<String> command, Path scratch, Duration timeLimit, Watch watch) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("TMPDIR", scratch.toAbsolutePath().toString());
        Process process = builder.start();
        process.getOutputStream().close();
        Tail tail = new Tail();
        Thread reader = Thread.ofVirtual().name("program's output").start(() -> tail.read(process.getInputStream()));
        try {
            long deadline = System.nanoTime() + timeLimit.toNanos();
            while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (System.nanoTime() > deadline) {
                    throw new IOException(command.getFirst() + " took longer than " + timeLimit.toSeconds() + " s");
                }
                watch.look();
            }
            reader.join();
            return new Result(process.exitValue(), tail.text());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(command.getFirst() + " was interrupted", stopped);
        } finally {
            process.destroyForcibly();
        }
    }

    /// The last bytes of a stream.
    private static final class Tail {
        private byte[] kept = new byte[0];

        private void read(InputStream in) {
            byte[] piece = new byte[4096];
            try (in) {
                for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                    add(piece, n);
                }
            } catch (IOException closed) {
                // The process was killed; what came before stays.
            }
        }

        private synchronized void add(byte[] piece, int n) {
            byte[] all = Arrays.copyOf(kept, kept.length + n);
            System.arraycopy(piece, 0, all, kept.length, n);
            kept = all.length <= TAIL_BYTES ? all : Arrays.copyOfRange(all, all.length - TAIL_BYTES, all.length);
        }

        private synchronized String text() {
            return new String(kept, StandardCharsets.UTF_8);
        }
    }
}
