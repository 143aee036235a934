package dev.credence.node.world;

import java.util.PriorityQueue;
import java.util.concurrent.ThreadFactory;

/// Tasks that run one after another on the calling thread, in virtual time.
public final class SimulatedTasks implements Tasks, Clock {
    private record Event(long timeMillis, long order, Runnable task) {}

    private final PriorityQueue<Event> events = new PriorityQueue<>((a, b) ->
            a.timeMillis != b.timeMillis ? Long.compare(a.timeMillis, b.timeMillis) : Long.compare(a.order, b.order));
    private long nowMillis;
    private long orders;

    public SimulatedTasks(long startMillis) {
        this.nowMillis = startMillis;
    }

    /// Runs everything that falls due within `millis` from now and puts the clock there.
    public void run(long millis) {
        long until = nowMillis + millis;
        while (!events.isEmpty() && events.peek().timeMillis <= until) {
            Event event = events.poll();
            nowMillis = Math.max(nowMillis, event.timeMillis);
            event.task.run();
        }
        nowMillis = until;
    }

    @Override
    public void start(String name, Runnable task) {
        events.add(new Event(nowMillis, orders++, task));
    }

    @Override
    public Timer after(long delayMillis, String name, Runnable task) {
        Event event = new Event(nowMillis + Math.max(0, delayMillis), orders++, task);
        events.add(event);
        return () -> events.remove(event);
    }

    @Override
    public ThreadFactory threads(String name) {
        throw new UnsupportedOperationException("a simulated world has one thread");
    }

    @Override
    public long timeMillis() {
        return nowMillis;
    }

    @Override
    public long steadyNanos() {
        return nowMillis * 1_000_000;
    }
}
