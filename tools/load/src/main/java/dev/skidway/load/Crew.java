package dev.skidway.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Workers that do one part of a run together, each on a thread and a connection of its own. */
final class Crew implements AutoCloseable {

    private final List<Worker> workers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    void add(Worker worker) {
        workers.add(worker);
    }

    /** Starts the workers that were added since the last start. */
    void start(String name) {
        while (threads.size() < workers.size()) {
            threads.add(Thread.ofPlatform()
                    .daemon()
                    .name(name + "-" + threads.size())
                    .start(workers.get(threads.size())));
        }
    }

    void join() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** What the workers measured of one kind, together; call it after {@link #join}. */
    Latency total(Function<Worker, Latency> kind) {
        Latency total = new Latency();
        workers.forEach(worker -> total.add(kind.apply(worker)));
        return total;
    }

    /** Drops the connections, with whatever they were doing. */
    @Override
    public void close() throws IOException {
        for (Worker worker : workers) {
            worker.link.close();
        }
    }
}
