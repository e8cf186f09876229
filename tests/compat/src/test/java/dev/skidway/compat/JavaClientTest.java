package dev.skidway.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.client.JobDraft;
import dev.skidway.client.JobFailure;
import dev.skidway.client.JobInfo;
import dev.skidway.client.JobQueue;
import dev.skidway.client.JobState;
import dev.skidway.client.MicrometerMeters;
import dev.skidway.client.QueueInfo;
import dev.skidway.client.QueueSettings;
import dev.skidway.client.RetryPolicy;
import dev.skidway.client.SendOutcome;
import dev.skidway.client.Skidway;
import dev.skidway.client.SkidwayClientException;
import dev.skidway.client.UniqueKey;
import dev.skidway.client.Worker;
import dev.skidway.load.ServerProcess;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java client of the native protocol against a real server process. */
class JavaClientTest {

    private static final long PATIENCE_SECONDS = 120;

    @TempDir
    private Path folder;

    private ServerProcess server;
    private Skidway skidway;
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @BeforeEach
    void start() throws IOException {
        server = RunningServer.startOn(folder.resolve("data"));
        skidway = connect(Duration.ofSeconds(240));
        skidway.queues().create("q");
    }

    @AfterEach
    void stop() {
        skidway.close();
        server.close();
    }

    @Test
    void sendsManyAndHandlesEachOnce() throws InterruptedException {
        int count = 1_000;
        Map<String, AtomicInteger> handled = new ConcurrentHashMap<>();
        CountDownLatch all = new CountDownLatch(count);
        List<CompletableFuture<SendOutcome>> sends = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sends.add(skidway.queue("q").sendAsync(JobDraft.of("job " + i).key("k" + i % 7)));
        }

        try (Worker worker = skidway.worker("q")
                .name("w1")
                .concurrency(4)
                .prefetch(100)
                .start(job -> {
                    handled.computeIfAbsent(job.text(), text -> new AtomicInteger())
                            .incrementAndGet();
                    all.countDown();
                })) {
            assertThat(all.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(worker.held()).isLessThanOrEqualTo(104);
        }

        assertThat(sends).allMatch(send -> send.join() instanceof SendOutcome.Done done && !done.existing());
        assertThat(handled)
                .hasSize(count)
                .allSatisfy((text, times) -> assertThat(times).hasValue(1));
        assertThat(queue("q").running()).isZero();
        assertThat(queue("q").ready()).isZero();
        assertThat(registry.get("skidway.send.jobs").counter().count()).isEqualTo(count);
        assertThat(registry.get("skidway.handle").timer().count()).isEqualTo(count);
    }

    @Test
    void triesAgainAndGivesUpWhereToldSo() throws InterruptedException {
        skidway.queues()
                .create(
                        "retried",
                        QueueSettings.with()
                                .history(Duration.ofMinutes(10))
                                .retry(RetryPolicy.exponential(Duration.ZERO)));
        String good = skidway.queue("retried").send(JobDraft.of("good")).orThrow();
        String bad = skidway.queue("retried").send(JobDraft.of("bad")).orThrow();
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();

        try (Worker worker = skidway.worker("retried").name("w1").start(job -> {
            seen.add(job.text() + " " + job.attempt());
            if (job.text().equals("bad")) {
                throw JobFailure.permanent("BROKEN", "cannot be done");
            }
            if (job.attempt() == 1) {
                throw new IllegalStateException("not yet");
            }
            job.result("42".getBytes(StandardCharsets.UTF_8));
        })) {
            assertThat(Set.of(next(seen), next(seen), next(seen)))
                    .containsExactlyInAnyOrder("good 1", "bad 1", "good 2");
            assertThat(worker).isNotNull();
        }

        JobInfo done = skidway.jobs().get(good);
        JobInfo failed = skidway.jobs().get(bad);
        assertThat(done.state()).isEqualTo(JobState.DONE);
        assertThat(done.result()).asString(StandardCharsets.UTF_8).isEqualTo("42");
        assertThat(done.attempts().get(0).code()).isEqualTo("IllegalStateException");
        assertThat(done.attempts().get(0).worker()).isEqualTo("w1");
        assertThat(failed.state()).isEqualTo(JobState.FAILED);
        assertThat(failed.attempts().get(0).code()).isEqualTo("BROKEN");
    }

    @Test
    void givesBackWhatItDidNotBegin() throws InterruptedException {
        for (int i = 0; i < 10; i++) {
            skidway.queue("q").send(JobDraft.of("job " + i)).orThrow();
        }
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger handled = new AtomicInteger();
        Worker worker = skidway.worker("q").concurrency(1).prefetch(5).start(job -> {
            handled.incrementAndGet();
            begun.countDown();
            assertThat(goOn.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        });
        assertThat(begun.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

        Thread closing = Thread.ofVirtual().start(worker::close);
        goOn.countDown();
        closing.join();

        QueueInfo left = queue("q");
        assertThat(left.running()).isZero();
        assertThat(left.ready()).isEqualTo(10 - handled.get());
    }

    @Test
    void connectsAgainAfterAKillAndLosesNothing() throws IOException, InterruptedException {
        int count = 200;
        Set<String> handled = ConcurrentHashMap.newKeySet();
        CountDownLatch some = new CountDownLatch(20);
        CountDownLatch all = new CountDownLatch(count);
        JobQueue queue = skidway.queue("q");
        for (int i = 0; i < count; i++) {
            queue.send(JobDraft.of("job " + i)).orThrow();
        }
        try (Worker worker = skidway.worker("q")
                .concurrency(2)
                .lease(Duration.ofSeconds(2))
                .start(job -> {
                    if (handled.add(job.text())) {
                        all.countDown();
                    }
                    some.countDown();
                })) {
            assertThat(some.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            String port = server.grpcTarget().substring(server.grpcTarget().lastIndexOf(':') + 1);

            server.kill();
            server = RunningServer.startOn(folder.resolve("data"), "--grpc-port", port);

            assertThat(all.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(worker).isNotNull();
        }
        assertThat(handled).hasSize(count);
    }

    @Test
    void repeatsSendsWithAKeyAndOwnsUpToTheOthers() throws IOException {
        String port = server.grpcTarget().substring(server.grpcTarget().lastIndexOf(':') + 1);
        String first =
                skidway.queue("q").send(JobDraft.of("x").idempotencyKey("once")).orThrow();
        server.kill();
        CompletableFuture<SendOutcome> again =
                skidway.queue("q").sendAsync(JobDraft.of("x").idempotencyKey("once"));
        try (Skidway hasty = connect(Duration.ofMillis(200))) {
            assertThat(hasty.queue("q").send(JobDraft.of("y"))).isInstanceOf(SendOutcome.Unknown.class);
        }

        server = RunningServer.startOn(folder.resolve("data"), "--grpc-port", port);

        assertThat(again.join()).isInstanceOfSatisfying(SendOutcome.Done.class, done -> {
            assertThat(done.existing()).isTrue();
            assertThat(done.jobId()).isEqualTo(first);
        });
    }

    @Test
    void saysWhyASendWasRefused() {
        SendOutcome missing = skidway.queue("missing").send(JobDraft.of("x"));
        String first = skidway.queue("q")
                .send(JobDraft.of("x").unique(UniqueKey.reject("u")))
                .orThrow();
        SendOutcome taken = skidway.queue("q").send(JobDraft.of("y").unique(UniqueKey.reject("u")));

        assertThat(missing)
                .isInstanceOfSatisfying(
                        SendOutcome.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("SK-QUE-001"));
        assertThat(taken).isInstanceOfSatisfying(SendOutcome.Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo("SK-QUE-040");
            assertThat(refused.jobId()).isEqualTo(first);
            assertThat(refused.retryable()).isFalse();
        });
        assertThatThrownBy(taken::orThrow)
                .isInstanceOfSatisfying(
                        SkidwayClientException.class,
                        failure -> assertThat(failure.code()).isEqualTo("SK-QUE-040"));
    }

    private Skidway connect(Duration timeout) {
        return Skidway.to(server.grpcTarget())
                .timeout(timeout)
                .meters(new MicrometerMeters(registry))
                .connect();
    }

    private QueueInfo queue(String name) {
        return skidway.queues().get(name);
    }

    private static String next(BlockingQueue<String> seen) throws InterruptedException {
        return Objects.requireNonNull(seen.poll(PATIENCE_SECONDS, TimeUnit.SECONDS), "nothing came");
    }
}
