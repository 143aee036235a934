package dev.credence.node.operator;

import dev.credence.node.http.ApiException;
import dev.credence.node.http.Fault;
import dev.credence.node.world.Tasks;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Platform threads for execution behind a bounded queue: whoever does not fit is told at once.
public final class ExecutionPool implements AutoCloseable {
    private final ThreadPoolExecutor executor;
    private final int queueMax;

    public ExecutionPool(Tasks tasks, int threads, int queueMax) {
        this.queueMax = queueMax;
        this.executor = new ThreadPoolExecutor(
                threads, threads, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(queueMax), tasks.threads("execution"));
    }

    /// Runs `work` on a thread of the pool and waits for it.
    ///
    /// @throws ApiException if the queue is full, the time is over, or the pool is closed
    /// @throws ExecutionException with what `work` threw
    public <T> T run(Callable<T> work, long millisMax) throws ApiException, ExecutionException {
        FutureTask<T> task = new FutureTask<>(work);
        try {
            executor.execute(task);
            return task.get(millisMax, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException full) {
            throw new ApiException(Fault.OVERLOADED, "the operator has its most of " + queueMax + " requests waiting; try again");
        } catch (TimeoutException late) {
            executor.remove(task);
            task.cancel(true);
            throw new ApiException(Fault.UPSTREAM_TIMEOUT, "the execution took longer than " + millisMax + " ms");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ApiException(Fault.OVERLOADED, "the operator is stopping");
        }
    }

    /// Requests in work or waiting.
    public int load() {
        return executor.getActiveCount() + executor.getQueue().size();
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
