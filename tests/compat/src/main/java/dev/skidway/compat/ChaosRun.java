package dev.skidway.compat;

import dev.skidway.load.ServerProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Kills a server under load at random moments, restarts it on the same folder, and checks what its acknowledgements were worth.
 *
 * <p>The server is another process; a kill is SIGKILL. In the end it is left alone and drained: every acknowledged send must
 * come, unless somebody tried to delete it, and no acknowledged delete may come back.
 */
final class ChaosRun {

    private static final int CLIENTS = 3;
    private static final Duration LEASE = Duration.ofSeconds(4);
    private static final Duration LIFE_MIN = Duration.ofMillis(200);
    private static final Duration LIFE_MAX = Duration.ofMillis(1_500);
    private static final Duration PAUSE = Duration.ofMillis(20);
    /** How long nothing may come before draining gives up: a lease, plus a long poll. */
    private static final Duration QUIET = LEASE.plusSeconds(4);

    /** Starts a server on the folder of this run. */
    interface Starter {
        /** With port 0 on any free SQS port, otherwise on that one. */
        ServerProcess start(int sqsPort) throws IOException;
    }

    private final Starter starter;
    private final int kills;
    private final long seed;
    private final PrintStream out;
    private final SplittableRandom random;
    private final ChaosBooks books = new ChaosBooks(LEASE.toNanos());

    ChaosRun(Starter starter, int kills, long seed, PrintStream out) {
        this.starter = starter;
        this.kills = kills;
        this.seed = seed;
        this.out = out;
        random = new SplittableRandom(seed);
    }

    ChaosReport run() throws IOException, InterruptedException {
        ServerProcess server = starter.start(0);
        try (SqsClient sqs = Clients.sync(server.sqsAddress())) {
            String queueUrl = sqs.createQueue(request -> request.queueName("chaos")
                            .attributes(
                                    Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, Long.toString(LEASE.toSeconds()))))
                    .queueUrl();
            List<ChaosClient> clients = new ArrayList<>();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                ChaosClient client = new ChaosClient(sqs, queueUrl, books, random.split(), LEASE, ChaosRun::pause);
                clients.add(client);
                threads.add(
                        Thread.ofPlatform().daemon().name("chaos-client-" + i).start(client));
            }
            for (int kill = 1; kill <= kills; kill++) {
                server = killAndRestart(server, kill);
            }
            clients.forEach(ChaosClient::stop);
            for (Thread thread : threads) {
                thread.join();
            }
            drain(new ChaosClient(sqs, queueUrl, books, random.split(), LEASE, ChaosRun::pause));
            return report();
        } finally {
            server.close();
        }
    }

    private ServerProcess killAndRestart(ServerProcess server, int kill) throws IOException {
        URI address = server.sqsAddress();
        long lifeMillis = random.nextLong(LIFE_MIN.toMillis(), LIFE_MAX.toMillis());
        awaitNanos(System.nanoTime() + Duration.ofMillis(lifeMillis).toNanos());
        server.kill();
        out.printf(
                "kill %d of %d after %d ms, %d sends acknowledged so far%n",
                kill, kills, lifeMillis, books.acknowledgedCount());
        return starter.start(address.getPort());
    }

    /** Takes everything out of the queue; a message that comes now has survived. */
    private void drain(ChaosClient client) {
        long lastNanos = System.nanoTime();
        while (System.nanoTime() - lastNanos < QUIET.toNanos()) {
            try {
                List<Long> numbers = client.receiveAndDelete(1, 1);
                numbers.forEach(books::seenAfterTheEnd);
                if (!numbers.isEmpty()) {
                    lastNanos = System.nanoTime();
                }
            } catch (SdkException e) {
                out.println("while draining: " + e.getMessage());
                pause();
            }
        }
    }

    private ChaosReport report() {
        return new ChaosReport(
                kills,
                books.acknowledgedCount(),
                books.missing(),
                books.undoneDeleteCount(),
                books.duplicateBeyondLeaseCount(),
                books.alteredCount(),
                seed);
    }

    private static void pause() {
        awaitNanos(System.nanoTime() + PAUSE.toNanos());
    }

    private static void awaitNanos(long untilNanos) {
        for (long left = untilNanos - System.nanoTime(); left > 0; left = untilNanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
