package dev.skidway.testserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.client.Attempt;
import dev.skidway.client.Attribute;
import dev.skidway.client.ChangeOutcome;
import dev.skidway.client.Explanation;
import dev.skidway.client.JobDraft;
import dev.skidway.client.JobFailure;
import dev.skidway.client.JobFilter;
import dev.skidway.client.JobInfo;
import dev.skidway.client.JobState;
import dev.skidway.client.Jobs;
import dev.skidway.client.QueueSettings;
import dev.skidway.client.RedriveDraft;
import dev.skidway.client.RedriveInfo;
import dev.skidway.client.RetryPolicy;
import dev.skidway.client.SendOutcome;
import dev.skidway.client.Skidway;
import dev.skidway.client.SkidwayClientException;
import dev.skidway.client.UniqueKey;
import dev.skidway.client.Worker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Java client's looks at jobs, and changes of them by their ids. */
class ClientJobsTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private SkidwayTestServer server;
    private Skidway skidway;
    private Jobs jobs;

    @BeforeEach
    void start() {
        server = SkidwayTestServer.with().patience(Duration.ofMinutes(2)).start();
        skidway = server.client();
        jobs = skidway.jobs();
        skidway.queues().create("dead");
        skidway.queues()
                .create(
                        "q",
                        QueueSettings.with()
                                .history(Duration.ofDays(1))
                                .deadLetterQueue("dead")
                                .retry(RetryPolicy.fixed(Duration.ofMinutes(1)).jitterPercent(0)));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void showsAJobWhileItWaits() {
        String id = send(JobDraft.of("hello")
                .key("acme")
                .priority(-7)
                .delay(HOUR)
                .timeToLive(HOUR)
                .metadata("order", "42")
                .attribute("lang", "de")
                .attribute("size", Attribute.number("12"))
                .attribute("raw", Attribute.of(new byte[] {1, 2}))
                .unique(UniqueKey.reject("u")));

        JobInfo job = jobs.getWithBody(id);

        assertThat(job.id()).isEqualTo(id);
        assertThat(job.queue()).isEqualTo("q");
        assertThat(job.state()).isEqualTo(JobState.DELAYED);
        assertThat(job.key()).isEqualTo("acme");
        assertThat(job.priority()).isEqualTo(-7);
        assertThat(job.sent()).isEqualTo(START);
        assertThat(job.due()).isEqualTo(START.plus(HOUR));
        assertThat(job.expires()).isEqualTo(START.plus(HOUR).plus(HOUR));
        assertThat(job.leasedUntil()).isNull();
        assertThat(job.finished()).isNull();
        assertThat(job.attempts()).isEmpty();
        assertThat(job.metadata()).isEqualTo(Map.of("order", "42"));
        assertThat(job.uniqueKey()).isEqualTo("u");
        assertThat(job.deadLetterOf()).isEmpty();
        assertThat(job.bodyBytes()).isEqualTo(5);
        assertThat(job.text()).isEqualTo("hello");
        assertThat(attribute(job, "lang").text()).isEqualTo("de");
        assertThat(job.attributes()).containsEntry("size", Attribute.number("12"));
        assertThat(attribute(job, "raw").type()).isEqualTo("Binary");
        assertThat(attribute(job, "raw").bytes()).containsExactly(1, 2);
        assertThat(jobs.get(id).body()).isEmpty();
        assertThat(job.toString()).contains(id);
    }

    @Test
    void showsAJobWhileItRunsAndWhenItIsOver() throws InterruptedException {
        String id = send(JobDraft.of("x"));
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (Worker worker = skidway.worker("q").name("w1").prefetch(0).start(job -> {
            if (job.attempt() == 1) {
                throw JobFailure.retry("LATER", "not yet");
            }
            begun.countDown();
            goOn.await();
            job.result("42".getBytes(StandardCharsets.UTF_8));
        })) {
            server.awaitIdle("q");
            assertThat(jobs.get(id).due()).isEqualTo(START.plus(Duration.ofMinutes(1)));
            server.clock().advance(Duration.ofMinutes(1));
            begun.await();

            JobInfo running = jobs.get(id);
            assertThat(running.state()).isEqualTo(JobState.RUNNING);
            assertThat(running.leasedUntil()).isAfter(server.clock().instant());
            assertThat(running.attemptsTotal()).isEqualTo(2);
            assertThat(running.attempts().get(0))
                    .isEqualTo(new Attempt(1, Attempt.Ending.FAILED, START, Duration.ZERO, "w1", "LATER", "not yet"));
            assertThat(running.attempts().get(1).ending()).isEqualTo(Attempt.Ending.RUNNING);
            assertThat(jobs.explain(id).has(Explanation.Kind.RUNNING)).isTrue();
            assertRefused("SK-QUE-033", jobs.reschedule(id, HOUR));
            assertRefused("SK-QUE-033", jobs.reprioritize(id, 1));
            assertRefused("SK-QUE-033", jobs.editMetadata(id, Map.of("a", "b"), Set.of()));

            goOn.countDown();
            server.awaitIdle("q");
            assertThat(worker.held()).isZero();
        }

        JobInfo done = jobs.get(id);
        assertThat(done.state()).isEqualTo(JobState.DONE);
        assertThat(done.finished()).isEqualTo(START.plus(Duration.ofMinutes(1)));
        assertThat(done.result()).asString(StandardCharsets.UTF_8).isEqualTo("42");
        assertThat(jobs.explain(id).has(Explanation.Kind.FINISHED)).isTrue();
        assertRefused("SK-QUE-032", jobs.cancel(id));
        assertRefused("SK-QUE-032", jobs.reschedule(id, HOUR));
        assertThatThrownBy(() -> jobs.cancel(id).orThrow())
                .isInstanceOfSatisfying(
                        SkidwayClientException.class,
                        failure -> assertThat(failure.code()).isEqualTo("SK-QUE-032"));
    }

    @Test
    void changesAJobThatWaits() {
        String id = send(JobDraft.of("x").delay(HOUR).metadata("a", "1").metadata("b", "2"));

        jobs.reschedule(id, Duration.ofMinutes(30)).orThrow();
        assertThat(jobs.get(id).due()).isEqualTo(START.plus(Duration.ofMinutes(30)));
        jobs.reschedule(id, START.plus(Duration.ofDays(2))).orThrow();
        assertThat(jobs.get(id).due()).isEqualTo(START.plus(Duration.ofDays(2)));
        jobs.reprioritize(id, 9).orThrow();
        assertThat(jobs.get(id).priority()).isEqualTo(9);
        jobs.editMetadata(id, Map.of("a", "3", "c", "4"), Set.of("b")).orThrow();
        assertThat(jobs.get(id).metadata()).isEqualTo(Map.of("a", "3", "c", "4"));
        assertThat(jobs.explain(id).has(Explanation.Kind.DELAYED)).isTrue();

        assertThat(jobs.reschedule(id, Instant.EPOCH)).isEqualTo(new ChangeOutcome.Done(id));
        assertThat(jobs.get(id).state()).isEqualTo(JobState.READY);
        assertThat(jobs.explain(id).has(Explanation.Kind.NO_WORKER)).isTrue();

        assertThat(jobs.cancel(id).done()).isTrue();
        assertThat(jobs.get(id).state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void tellsOfEachOfManyWhatBecameOfIt() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 1_200; i++) {
            ids.add(skidway.queue("q")
                    .sendAsync(JobDraft.of("job " + i).delay(HOUR))
                    .join()
                    .orThrow());
        }
        ids.add(700, "no id");

        List<ChangeOutcome> moved = jobs.reprioritize(ids, 4);
        List<ChangeOutcome> put = jobs.reschedule(ids, START.plus(HOUR).plus(HOUR));
        List<ChangeOutcome> cancelled = jobs.cancel(ids);

        for (List<ChangeOutcome> outcomes : List.of(moved, put, cancelled)) {
            assertThat(outcomes).extracting(ChangeOutcome::jobId).containsExactlyElementsOf(ids);
            assertThat(outcomes.stream().filter(ChangeOutcome::done)).hasSize(1_200);
            assertRefused("SK-GRP-007", outcomes.get(700));
        }
        assertThat(skidway.queues().get("q").jobs()).isZero();
        assertThat(jobs.cancel(List.of())).isEmpty();
    }

    @Test
    void ownsUpToAnAnswerThatWasLost() {
        String id = send(JobDraft.of("x").delay(HOUR));
        try (Skidway hasty =
                Skidway.to("127.0.0.1:1").timeout(Duration.ofMillis(50)).connect()) {
            ChangeOutcome outcome = hasty.jobs().cancel(id);

            assertThat(outcome).isInstanceOf(ChangeOutcome.Unknown.class);
            assertThat(outcome.jobId()).isEqualTo(id);
            assertThat(outcome.done()).isFalse();
            assertThatThrownBy(outcome::orThrow).isInstanceOfSatisfying(SkidwayClientException.class, failure -> {
                assertThat(failure.refused()).isFalse();
                assertThat(failure.code()).isEmpty();
                assertThat(failure).hasMessageContaining("may be changed or not");
            });
            assertThatThrownBy(() -> hasty.queues().get("q"))
                    .isInstanceOfSatisfying(
                            SkidwayClientException.class,
                            failure -> assertThat(failure.refused()).isFalse());
        }
    }

    @Test
    void refusesAsAWholeWhatNoJobCanHave() {
        String id = send(JobDraft.of("x").delay(HOUR));

        assertRefused("SK-GRP-002", jobs.reschedule(id, Duration.ofSeconds(-1)));
        assertRefused("SK-GRP-002", jobs.reschedule(id, Duration.ofDays(365 * 101)));
        assertRefused("SK-GRP-002", jobs.reschedule(id, Instant.MAX));
        assertThatThrownBy(() -> jobs.get("no id"))
                .isInstanceOfSatisfying(
                        SkidwayClientException.class,
                        failure -> assertThat(failure.code()).isEqualTo("SK-GRP-007"));
        assertThat(jobs.get(id).due()).isEqualTo(START.plus(HOUR));
    }

    @Test
    void findsJobsThatMatch() {
        for (int i = 0; i < 250; i++) {
            send(JobDraft.of("job " + i).key("k" + i % 2).metadata("n", String.valueOf(i % 10)));
        }
        server.clock().advance(HOUR);
        String late = send(JobDraft.of("late").key("k1").delay(HOUR).unique(UniqueKey.keepFirst("only")));

        assertThat(jobs.search("q", JobFilter.any())).hasSize(251);
        assertThat(jobs.search("q", JobFilter.any().key("k0"))).hasSize(125);
        assertThat(jobs.search("q", JobFilter.any().key("k1").metadata("n", "3")))
                .hasSize(25);
        assertThat(jobs.search("q", JobFilter.any().state(JobState.DELAYED)).map(JobInfo::id))
                .containsExactly(late);
        assertThat(jobs.search("q", JobFilter.any().uniqueKey("only")).map(JobInfo::id))
                .containsExactly(late);
        assertThat(jobs.search("q", JobFilter.any().sentFrom(START.plus(HOUR))).map(JobInfo::id))
                .containsExactly(late);
        assertThat(jobs.search("q", JobFilter.any().sentBefore(START.plus(HOUR))))
                .hasSize(250);
        assertThat(jobs.searchWithBodies("q", JobFilter.any().uniqueKey("only")).map(JobInfo::text))
                .containsExactly("late");
        assertThat(jobs.peek("q", JobState.READY).map(JobInfo::text).limit(2)).containsExactly("job 0", "job 2");
        assertThat(JobFilter.any().key("k0").toString()).contains("k0");
    }

    @Test
    void findsDeadLettersAndMovesThemBack() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ids.add(send(JobDraft.of("job " + i)));
        }
        try (Worker worker = skidway.worker("q").start(job -> {
            boolean even = Integer.parseInt(job.text().substring(4)) % 2 == 0;
            throw JobFailure.permanent(even ? "EVEN" : "ODD", job.text() + " cannot be done");
        })) {
            server.awaitIdle("q");
            assertThat(worker.held()).isZero();
        }

        assertThat(jobs.search("dead", JobFilter.any().errorCode("EVEN"))).hasSize(10);
        assertThat(jobs.search("dead", JobFilter.any().errorContains("job 7 cannot")))
                .hasSize(1);
        assertThat(jobs.search("dead", JobFilter.any().attemptsMin(2))).isEmpty();
        assertThat(jobs.search("dead", JobFilter.any().attemptsMin(1).attemptsMax(1)))
                .hasSize(20);
        assertThat(jobs.get(ids.get(4)).queue()).isEqualTo("dead");
        assertThat(jobs.get(ids.get(4)).deadLetterOf()).isEqualTo("q");

        RedriveDraft even = RedriveDraft.of("dead").filter(JobFilter.any().errorCode("EVEN"));
        assertThat(jobs.countRedrive(even)).isEqualTo(10);
        assertThat(skidway.queues().get("q").jobs()).isZero();

        String redrive = jobs.redrive(even);
        server.clock().advance(HOUR);
        assertThat(jobs.redriveInfo(redrive)).isEqualTo(new RedriveInfo(redrive, RedriveInfo.State.DONE, 10, 20, ""));
        assertThat(jobs.get(ids.get(4)).queue()).isEqualTo("q");
        assertThat(jobs.get(ids.get(4)).attempts()).hasSize(1);
        assertThat(skidway.queues().get("dead").jobs()).isEqualTo(10);

        skidway.queues().create("elsewhere");
        String slow = jobs.redrive(RedriveDraft.of("dead").to("elsewhere").perSecondMax(1));
        assertThat(jobs.cancelRedrive(slow).state()).isIn(RedriveInfo.State.CANCELLING, RedriveInfo.State.CANCELLED);
        assertThat(skidway.queues().get("elsewhere").jobs()).isLessThan(10);
    }

    @Test
    void aUniqueKeySaysWhatBecomesOfTheOther() {
        String first = send(JobDraft.of("1").delay(HOUR).unique(UniqueKey.replace("k")));

        SendOutcome replaced =
                skidway.queue("q").send(JobDraft.of("2").delay(HOUR).unique(UniqueKey.replace("k")));
        assertThat(replaced)
                .isInstanceOfSatisfying(
                        SendOutcome.Done.class,
                        done -> assertThat(done.replacedId()).isEqualTo(first));
        String second = replaced.orThrow();
        assertThat(send(JobDraft.of("3").unique(UniqueKey.keepFirst("k")))).isEqualTo(second);
        assertThat(send(JobDraft.of("4").delay(HOUR).unique(UniqueKey.debounce("k"))))
                .isEqualTo(second);
        assertThat(jobs.getWithBody(second).text()).isEqualTo("4");
        assertThat(send(JobDraft.of("5").unique(UniqueKey.throttle("k", HOUR)))).isEqualTo(second);
        assertThat(skidway.queue("q").send(JobDraft.of("6").unique(UniqueKey.reject("k"))))
                .isInstanceOf(SendOutcome.Refused.class);
    }

    @Test
    void aJobHasItsUniqueKeyAsLongAsItsSenderAskedFor() {
        ConcurrentLinkedQueue<String> handled = new ConcurrentLinkedQueue<>();
        String first = send(JobDraft.of("1").unique(UniqueKey.keepFirst("k").heldFor(HOUR)));
        try (Worker worker = skidway.worker("q").start(job -> handled.add(job.text()))) {
            server.awaitIdle("q");
            assertThat(send(JobDraft.of("2").unique(UniqueKey.keepFirst("k")))).isEqualTo(first);
            server.clock().advance(HOUR, "q");
            assertThat(send(JobDraft.of("3").unique(UniqueKey.keepFirst("k")))).isNotEqualTo(first);
            server.awaitIdle("q");
            assertThat(worker.held()).isZero();
        }
        assertThat(handled).containsExactly("1", "3");

        assertThat(UniqueKey.reject("k").toString()).contains("k");
    }

    @Test
    void aUniqueKeyOfARunningJobIsFreeWhileItWaits() {
        String waits = send(JobDraft.of("1").unique(UniqueKey.keepFirst("k").onlyRunning()));

        String second = send(JobDraft.of("2").unique(UniqueKey.keepFirst("k").onlyWaiting()));

        assertThat(second).isNotEqualTo(waits);
        assertThat(send(JobDraft.of("3").unique(UniqueKey.keepFirst("k")))).isEqualTo(second);
    }

    @Test
    void anOrderedQueueKeepsTheOrderOfEachKeyAndStoresARepeatedSendOnce() {
        skidway.queues().create("line.fifo");
        ConcurrentLinkedQueue<String> handled = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < 20; i++) {
            skidway.queue("line.fifo")
                    .send(JobDraft.of("same").key("k" + i % 2))
                    .orThrow();
        }
        JobDraft once = JobDraft.of("last").key("k0").idempotencyKey("once");
        String id = skidway.queue("line.fifo").send(once).orThrow();

        assertThat(skidway.queue("line.fifo").send(once)).isEqualTo(new SendOutcome.Done(id, true, null));
        assertThat(skidway.queue("line.fifo").send(JobDraft.of("no key")))
                .isInstanceOfSatisfying(
                        SendOutcome.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("SK-QUE-022"));
        try (Worker worker =
                skidway.worker("line.fifo").concurrency(4).start(job -> handled.add(job.key() + job.text()))) {
            server.awaitIdle("line.fifo");
            assertThat(worker.held()).isZero();
        }
        assertThat(handled).hasSize(21);
        assertThat(handled.stream().filter(text -> text.startsWith("k0")))
                .hasSize(11)
                .endsWith("k0last");
    }

    @Test
    void aWorkerThatWasClosedTakesNothingMore() {
        for (int i = 0; i < 20; i++) {
            skidway.worker("q").start(job -> {}).close();

            String id = send(JobDraft.of("x"));

            assertThat(jobs.get(id).state()).as("round %s", i).isEqualTo(JobState.READY);
            jobs.cancel(id).orThrow();
        }
    }

    private static Attribute attribute(JobInfo job, String name) {
        return Objects.requireNonNull(job.attributes().get(name));
    }

    private String send(JobDraft draft) {
        return skidway.queue("q").send(draft).orThrow();
    }

    private static void assertRefused(String code, ChangeOutcome outcome) {
        assertThat(outcome.done()).isFalse();
        assertThat(outcome).isInstanceOfSatisfying(ChangeOutcome.Refused.class, refused -> {
            assertThat(refused.code()).as(refused.message()).isEqualTo(code);
            assertThat(refused.retryable()).isFalse();
        });
    }
}
