package dev.credence.node.world;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/// Virtual threads for what waits, platform threads for what computes; one daemon thread keeps the time of all that waits and runs none of it.
final class SystemTasks implements Tasks {
    private final ScheduledThreadPoolExecutor timekeeper;

    SystemTasks() {
        timekeeper = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("timekeeper").factory());
        timekeeper.setRemoveOnCancelPolicy(true);
    }

    @Override
    public void start(String name, Runnable task) {
        Thread.ofVirtual().name(name).start(task);
    }

    @Override
    public Timer after(long delayMillis, String name, Runnable task) {
        ScheduledFuture<?> waiting =
                timekeeper.schedule(() -> start(name, task), Math.max(0, delayMillis), TimeUnit.MILLISECONDS);
        return () -> waiting.cancel(false);
    }

    @Override
    public ThreadFactory threads(String name) {
        return Thread.ofPlatform().daemon().name(name + "-", 0).factory();
    }
}
