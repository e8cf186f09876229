package dev.skidway.testserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.client.JobDraft;
import dev.skidway.client.JobFailure;
import dev.skidway.client.QueueInfo;
import dev.skidway.client.ScheduleDraft;
import dev.skidway.client.Skidway;
import dev.skidway.client.Timetable;
import dev.skidway.client.Worker;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server in this process whose clock the test moves. */
class SkidwayTestServerTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private SkidwayTestServer server;
    private Skidway skidway;
    private TestClock clock;

    @BeforeEach
    void start() {
        server = SkidwayTestServer.with().patience(Duration.ofMinutes(2)).start();
        skidway = server.client();
        clock = server.clock();
        skidway.queues().create("q");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void standsStillUntilItIsMoved() {
        assertThat(clock.instant()).isEqualTo(START);

        clock.advance(Duration.ofMillis(1_500));
        assertThat(clock.instant()).isEqualTo(START.plusMillis(1_500));

        clock.advanceTo(Instant.parse("2126-01-01T00:00:00Z"));
        assertThat(clock.instant()).isEqualTo("2126-01-01T00:00:00Z");
        assertThat(clock.withZone(ZoneId.of("Asia/Tokyo")).instant()).isEqualTo("2126-01-01T00:00:00Z");
    }

    @Test
    void firesWhatIsDueAndNothingElse() {
        skidway.queue("q")
                .send(JobDraft.of("soon").delay(Duration.ofSeconds(10)))
                .orThrow();
        skidway.queue("q")
                .send(JobDraft.of("later").delay(Duration.ofDays(400)))
                .orThrow();

        clock.advance(Duration.ofMillis(9_999));
        assertThat(queue("q").delayed()).isEqualTo(2);

        clock.advance(Duration.ofMillis(1));
        assertThat(queue("q").ready()).isEqualTo(1);
        assertThat(queue("q").delayed()).isEqualTo(1);
    }

    @Test
    void workersKeepUpWithTheClockWhereTheirQueueIsNamed() {
        Map<String, Instant> handled = new java.util.concurrent.ConcurrentHashMap<>();
        try (Worker worker = skidway.worker("q").concurrency(4).start(job -> {
            handled.put(job.text() + " " + job.attempt(), clock.instant());
            if (job.attempt() == 1) {
                throw JobFailure.retryIn(Duration.ofMinutes(7), "LATER", "not yet");
            }
        })) {
            for (int minute = 1; minute <= 20; minute++) {
                skidway.queue("q")
                        .send(JobDraft.of("job" + minute).delay(Duration.ofMinutes(minute)))
                        .orThrow();
            }

            clock.advance(Duration.ofHours(1), "q");

            assertThat(worker.held()).isZero();
        }
        assertThat(handled).hasSize(40);
        for (int minute = 1; minute <= 20; minute++) {
            assertThat(handled)
                    .containsEntry("job" + minute + " 1", START.plus(Duration.ofMinutes(minute)))
                    .containsEntry("job" + minute + " 2", START.plus(Duration.ofMinutes(minute + 7)));
        }
    }

    @Test
    void everyFiringOfAScheduleHappensAtItsOwnTime() {
        List<String> fired = new java.util.ArrayList<>();
        skidway.schedules().create(ScheduleDraft.of("hourly", "q", Timetable.cron("30 * * * *"), JobDraft.of("")));
        ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
        try (Worker worker = skidway.worker("q")
                .start(job ->
                        seen.add(clock.instant() + " for " + job.metadata().get("scheduled-for")))) {
            clock.advance(Duration.ofHours(48), "q");
            assertThat(worker.held()).isZero();
        }
        for (int hour = 0; hour < 48; hour++) {
            Instant time = START.plus(Duration.ofHours(hour)).plus(Duration.ofMinutes(30));
            fired.add(time + " for " + time);
        }

        assertThat(seen).containsExactlyElementsOf(fired);
    }

    @Test
    void leasesRunOutOnlyWhenTimePasses() throws InterruptedException {
        skidway.queue("q").send(JobDraft.of("x")).orThrow();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (Worker worker = skidway.worker("q").prefetch(0).start(job -> {
            begun.countDown();
            goOn.await();
        })) {
            begun.await();

            clock.advance(Duration.ofSeconds(29));
            assertThat(queue("q").running()).isEqualTo(1);

            goOn.countDown();
            server.awaitIdle("q");
            assertThat(queue("q").running()).isZero();
            assertThat(queue("q").finishedTotal()).isEqualTo(1);
            assertThat(worker.held()).isZero();
        }
    }

    @Test
    void saysWhatKeepsItFromBeingIdle() {
        try (SkidwayTestServer hasty =
                SkidwayTestServer.with().patience(Duration.ofMillis(50)).start()) {
            hasty.client().queues().create("lonely");
            hasty.client().queue("lonely").send(JobDraft.of("x")).orThrow();

            assertThatThrownBy(() -> hasty.awaitIdle("lonely"))
                    .isInstanceOf(TestServerException.class)
                    .hasMessageContaining("SK-APP-004")
                    .hasMessageContaining("lonely")
                    .hasMessageContaining("nobody asks");
        }
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatThrownBy(() -> clock.advance(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("never goes back");
        assertThatThrownBy(() -> clock.advanceTo(START.minusMillis(1)))
                .isInstanceOf(TestServerException.class)
                .hasMessageContaining("SK-QUE-005");
        assertThatThrownBy(() -> clock.advance(Duration.ofDays(365 * 201)))
                .isInstanceOf(TestServerException.class)
                .hasMessageContaining("SK-QUE-005");
        assertThatThrownBy(() -> clock.advance(Duration.ZERO, "missing"))
                .isInstanceOf(TestServerException.class)
                .hasMessageContaining("SK-QUE-001");
        assertThatThrownBy(() -> clock.advance(Duration.ZERO, "\"]}")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () -> SkidwayTestServer.with().set("server.prot", "1").start())
                .isInstanceOf(TestServerException.class)
                .hasMessageContaining("server.prot");
        assertThat(clock.instant()).isEqualTo(START);
    }

    private QueueInfo queue(String name) {
        return skidway.queues().get(name);
    }
}
