package dev.skidway.compat.chaos;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The clients of a stage, each with a thread: blocking and asynchronous ones, on a standard and on a FIFO queue. */
final class Load implements AutoCloseable {

    private static final double DELETE_SHARE = 0.8;
    /** A message that is not deleted holds up its group for a whole lease. */
    private static final double FIFO_DELETE_SHARE = 0.998;

    private static final int WINDOW = 4;

    private final List<SqsCalls> calls = new ArrayList<>();
    private final List<Client> clients = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final CompletableFuture<Throwable> broken = new CompletableFuture<>();

    private Load() {}

    static Load start(URI server, Queues queues, History history, Chance chance, Duration lease) {
        Load load = new Load();
        for (int i = 0; i < 2; i++) {
            load.standard(SqsCalls.overBlocking(server), 1, queues, history, chance.split(), lease);
        }
        load.standard(SqsCalls.overAsynchronous(server), WINDOW, queues, history, chance.split(), lease);
        load.fifo(SqsCalls.overBlocking(server), 0, queues, history, chance.split(), lease);
        load.fifo(SqsCalls.overAsynchronous(server), 1, queues, history, chance.split(), lease);
        load.threads.forEach(Thread::start);
        return load;
    }

    private void standard(SqsCalls sqs, int window, Queues queues, History history, Chance chance, Duration lease) {
        add(
                sqs,
                new Client(
                        new StandardSender(sqs, queues.standard(), history, chance),
                        new Receiver(sqs, queues.standard(), history, chance, DELETE_SHARE, lease),
                        history,
                        window,
                        DELETE_SHARE,
                        chance));
    }

    private void fifo(SqsCalls sqs, int number, Queues queues, History history, Chance chance, Duration lease) {
        add(
                sqs,
                new Client(
                        new FifoSender(sqs, queues.fifo(), history, chance, number),
                        new Receiver(sqs, queues.fifo(), history, chance, FIFO_DELETE_SHARE, lease),
                        history,
                        1,
                        FIFO_DELETE_SHARE,
                        chance));
    }

    private void add(SqsCalls sqs, Client client) {
        calls.add(sqs);
        clients.add(client);
        threads.add(Thread.ofPlatform()
                .daemon()
                .name("chaos-client-" + clients.size())
                .uncaughtExceptionHandler((thread, failure) -> broken.complete(failure))
                .unstarted(client));
    }

    /** Stops all clients and waits for what they have under way; fails if one of them broke. */
    void stop() throws InterruptedException {
        clients.forEach(Client::stop);
        for (Thread thread : threads) {
            thread.join();
        }
        if (broken.isDone()) {
            throw new IllegalStateException("a client broke, which says nothing about the server", broken.join());
        }
    }

    @Override
    public void close() {
        clients.forEach(Client::stop);
        calls.forEach(SqsCalls::close);
    }
}
