package dev.skidway.examples.emails;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.client.Worker;
import dev.skidway.testserver.SkidwayTestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmailsTest {

    private static final int RATE = 2;
    private static final int BURST = 3;

    private final SkidwayTestServer server =
            SkidwayTestServer.with().patience(Duration.ofMinutes(2)).start();
    private final Map<String, ConcurrentLinkedQueue<Instant>> deliveries = new ConcurrentHashMap<>();
    private final Emails emails = new Emails(server.client());

    @BeforeEach
    void createQueue() {
        emails.createQueue(RATE, BURST);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void noDomainGetsMoreThanItsRateAndNoneWaitsForAnother() {
        Instant start = server.clock().instant();
        for (int i = 0; i < 21; i++) {
            emails.send("big" + i, "user" + i + "@Big.example", "news");
        }
        emails.send("small", "one@small.example", "news");

        try (Worker worker = emails.startWorker(this::deliver)) {
            server.awaitIdle(Emails.QUEUE);
            assertThat(deliveriesTo("big.example")).hasSize(BURST);
            assertThat(deliveriesTo("small.example")).containsExactly(start);

            server.clock().advance(Duration.ofSeconds(4), Emails.QUEUE);
            assertThat(deliveriesTo("big.example")).hasSize(BURST + 4 * RATE);

            server.clock().advance(Duration.ofSeconds(5), Emails.QUEUE);
            assertThat(deliveriesTo("big.example")).hasSize(21);
            assertThat(worker.held()).isZero();
        }
        List<Instant> times = deliveriesTo("big.example").stream().sorted().toList();
        for (int first = 0; first < times.size(); first++) {
            for (int last = first; last < times.size(); last++) {
                double seconds =
                        Duration.between(times.get(first), times.get(last)).toMillis() / 1_000.0;
                assertThat(last - first + 1.0)
                        .as("mails within %s s", seconds)
                        .isLessThanOrEqualTo(BURST + RATE * seconds);
            }
        }
    }

    @Test
    void aRefusedMailComesAgainLaterAndOneThatIsSentTwiceIsDeliveredOnce() {
        emails.send("a", "one@small.example", "news");
        emails.send("a", "one@small.example", "news");

        try (Worker worker = emails.startWorker((to, text) -> {
            deliver(to, text);
            if (deliveriesTo("small.example").size() == 1) {
                throw new IllegalStateException("greylisted");
            }
        })) {
            server.awaitIdle(Emails.QUEUE);
            assertThat(deliveriesTo("small.example")).hasSize(1);

            server.clock().advance(Duration.ofHours(1), Emails.QUEUE);
            assertThat(deliveriesTo("small.example")).hasSize(2);
            assertThat(worker.held()).isZero();
        }
    }

    @Test
    void theProgramItselfRunsToItsEnd() throws InterruptedException, ExecutionException {
        try (SkidwayTestServer other = SkidwayTestServer.start()) {
            FutureTask<Boolean> program = new FutureTask<>(() -> {
                EmailsMain.main(new String[] {other.target()});
                return true;
            });
            new Thread(program).start();
            while (!program.isDone()) {
                other.clock().advance(Duration.ofMillis(500));
            }
            assertThat(program.get()).isTrue();
        }
    }

    private List<Instant> deliveriesTo(String domain) {
        return List.copyOf(deliveries.getOrDefault(domain, new ConcurrentLinkedQueue<>()));
    }

    private void deliver(String to, String text) {
        assertThat(text).isEqualTo("news");
        deliveries
                .computeIfAbsent(Emails.domainOf(to), domain -> new ConcurrentLinkedQueue<>())
                .add(server.clock().instant());
    }
}
