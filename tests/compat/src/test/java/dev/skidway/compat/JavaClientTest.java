package dev.skidway.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.client.JobDraft;
import dev.skidway.client.JobFailure;
import dev.skidway.client.JobQueue;
import dev.skidway.client.MicrometerMeters;
import dev.skidway.client.SendOutcome;
import dev.skidway.client.Skidway;
import dev.skidway.client.SkidwayClientException;
import dev.skidway.client.Worker;
import dev.skidway.load.ServerProcess;
import dev.skidway.v1.CreateQueueRequest;
import dev.skidway.v1.GetJobRequest;
import dev.skidway.v1.GetQueueRequest;
import dev.skidway.v1.Job;
import dev.skidway.v1.JobState;
import dev.skidway.v1.Queue;
import dev.skidway.v1.QueueSettings;
import dev.skidway.v1.RetryPolicy;
import dev.skidway.v1.Unique;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
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
        create("q", QueueSettings.getDefaultInstance());
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
        assertThat(queue("q").getRunning()).isZero();
        assertThat(queue("q").getReady()).isZero();
        assertThat(registry.get("skidway.send.jobs").counter().count()).isEqualTo(count);
        assertThat(registry.get("skidway.handle").timer().count()).isEqualTo(count);
    }

    @Test
    void triesAgainAndGivesUpWhereToldSo() throws InterruptedException {
        create(
                "retried",
                QueueSettings.newBuilder()
                        .setHistory(com.google.protobuf.Duration.newBuilder().setSeconds(600))
                        .setRetry(RetryPolicy.newBuilder().setBase(com.google.protobuf.Duration.getDefaultInstance()))
                        .build());
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
            job.result("42".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        })) {
            assertThat(Set.of(next(seen), next(seen), next(seen)))
                    .containsExactlyInAnyOrder("good 1", "bad 1", "good 2");
            assertThat(worker).isNotNull();
        }

        Job done = get(good);
        Job failed = get(bad);
        assertThat(done.getState()).isEqualTo(JobState.JOB_STATE_DONE);
        assertThat(done.getResult().toStringUtf8()).isEqualTo("42");
        assertThat(done.getAttempts(0).getCode()).isEqualTo("IllegalStateException");
        assertThat(done.getAttempts(0).getWorker()).isEqualTo("w1");
        assertThat(failed.getState()).isEqualTo(JobState.JOB_STATE_FAILED);
        assertThat(failed.getAttempts(0).getCode()).isEqualTo("BROKEN");
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

        Queue left = queue("q");
        assertThat(left.getRunning()).isZero();
        assertThat(left.getReady()).isEqualTo(10 - handled.get());
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
                .send(JobDraft.of("x").unique("u", Unique.Mode.MODE_REJECT))
                .orThrow();
        SendOutcome taken = skidway.queue("q").send(JobDraft.of("y").unique("u", Unique.Mode.MODE_REJECT));

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

    private void create(String name, QueueSettings settings) {
        var unused = skidway.queues()
                .createQueue(CreateQueueRequest.newBuilder()
                        .setName(name)
                        .setSettings(settings)
                        .build());
    }

    private Queue queue(String name) {
        return skidway.queues()
                .getQueue(GetQueueRequest.newBuilder().setName(name).build());
    }

    private Job get(String id) {
        return skidway.jobs().get(GetJobRequest.newBuilder().setJobId(id).build());
    }

    private static String next(BlockingQueue<String> seen) throws InterruptedException {
        return Objects.requireNonNull(seen.poll(PATIENCE_SECONDS, TimeUnit.SECONDS), "nothing came");
    }
}
