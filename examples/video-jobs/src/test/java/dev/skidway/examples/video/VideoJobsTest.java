package dev.skidway.examples.video;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.client.Explanation;
import dev.skidway.client.SendOutcome;
import dev.skidway.client.Worker;
import dev.skidway.testserver.SkidwayTestServer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VideoJobsTest {

    private final SkidwayTestServer server =
            SkidwayTestServer.with().patience(Duration.ofMinutes(2)).start();
    private final VideoJobs videos = new VideoJobs(server.client());
    private final Queue<String> tried = new ConcurrentLinkedQueue<>();
    private final Queue<String> done = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void createQueue() {
        videos.createQueue();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void noTenantHasMoreInHandThanItsCapWhateverIsFree() throws InterruptedException {
        send("a", 20, false);
        send("b", 5, false);
        Map<String, AtomicInteger> now = new ConcurrentHashMap<>();
        Map<String, Integer> most = new ConcurrentHashMap<>();
        CountDownLatch begun = new CountDownLatch(2 * VideoJobs.AT_ONCE_MAX);
        CountDownLatch goOn = new CountDownLatch(1);

        try (Worker worker = videos.startWorker(8, (tenant, video) -> {
            int running =
                    now.computeIfAbsent(tenant, key -> new AtomicInteger()).incrementAndGet();
            most.merge(tenant, running, Math::max);
            begun.countDown();
            goOn.await();
            now.get(tenant).decrementAndGet();
            done.add(tenant + video);
        })) {
            begun.await();
            Explanation why = server.client().queues().explain(VideoJobs.QUEUE);
            assertThat(why.runnableNow()).isFalse();
            assertThat(why.has(Explanation.Kind.CONCURRENCY)).isTrue();

            goOn.countDown();
            server.awaitIdle(VideoJobs.QUEUE);
            assertThat(worker.held()).isZero();
        }

        assertThat(done).hasSize(25).doesNotHaveDuplicates();
        assertThat(most).isEqualTo(Map.of("a", VideoJobs.AT_ONCE_MAX, "b", VideoJobs.AT_ONCE_MAX));
    }

    @Test
    void paidVideosGoFirst() {
        send("free", 5, false);
        send("paid", 5, true);

        try (Worker worker = videos.startWorker(1, (tenant, video) -> done.add(tenant))) {
            server.awaitIdle(VideoJobs.QUEUE);
            assertThat(worker.held()).isZero();
        }

        assertThat(done)
                .containsExactly("paid", "paid", "paid", "paid", "paid", "free", "free", "free", "free", "free");
    }

    @Test
    void aTenantWhoseVideosFailStopsNobodyElseAndComesBackOnceTheyAreMended() {
        Instant start = server.clock().instant();
        AtomicBoolean mended = new AtomicBoolean();
        send("broken", 10, true);
        send("good", 10, false);

        try (Worker worker = videos.startWorker(4, (tenant, video) -> {
            tried.add(tenant);
            if (tenant.equals("broken") && !mended.get()) {
                throw new IOException("not a video");
            }
            done.add(tenant + video);
        })) {
            server.awaitIdle(VideoJobs.QUEUE);
            assertThat(done).hasSize(10).allMatch(video -> video.startsWith("good"));
            // The third failure puts it aside; one more may have been in hand by then.
            long first = triesOfBroken();
            assertThat(first).isBetween(3L, 4L);
            assertThat(quarantinedUntil("broken")).isEqualTo(start.plus(Duration.ofMinutes(5)));

            server.clock().advance(Duration.ofMinutes(5).minusMillis(1), VideoJobs.QUEUE);
            assertThat(triesOfBroken()).isEqualTo(first);
            server.clock().advance(Duration.ofMillis(1), VideoJobs.QUEUE);
            assertThat(triesOfBroken()).as("one video as a probe").isEqualTo(first + 1);
            assertThat(quarantinedUntil("broken")).isEqualTo(start.plus(Duration.ofMinutes(15)));

            mended.set(true);
            server.clock().advance(Duration.ofMinutes(10), VideoJobs.QUEUE);
            assertThat(done).hasSize(20).doesNotHaveDuplicates();
            assertThat(worker.held()).isZero();
        }
    }

    @Test
    void aTenantWithTooManyWaitingIsToldSo() {
        for (int i = 0; i < VideoJobs.WAITING_MAX; i++) {
            assertThat(videos.send("eager", "v" + i, false)).isInstanceOf(SendOutcome.Done.class);
        }

        assertThat(videos.send("eager", "one more", false))
                .isInstanceOfSatisfying(
                        SendOutcome.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("SK-QUE-024"));
        assertThat(videos.send("other", "v", false)).isInstanceOf(SendOutcome.Done.class);
    }

    @Test
    void theProgramItselfRunsToItsEnd() throws InterruptedException {
        VideoJobsMain.main(new String[] {server.target()});

        assertThat(quarantinedUntil("broken")).isAfter(server.clock().instant());
    }

    private void send(String tenant, int count, boolean paid) {
        for (int i = 0; i < count; i++) {
            videos.send(tenant, " video " + i, paid).orThrow();
        }
    }

    private long triesOfBroken() {
        return tried.stream().filter("broken"::equals).count();
    }

    private Instant quarantinedUntil(String tenant) {
        return Objects.requireNonNull(server.client()
                .queues()
                .keys(VideoJobs.QUEUE)
                .filter(key -> key.key().equals(tenant))
                .findFirst()
                .orElseThrow()
                .quarantinedUntil());
    }
}
