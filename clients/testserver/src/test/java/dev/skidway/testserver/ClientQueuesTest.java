package dev.skidway.testserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.client.Explanation;
import dev.skidway.client.JobDraft;
import dev.skidway.client.JobFailure;
import dev.skidway.client.KeyInfo;
import dev.skidway.client.KeySettings;
import dev.skidway.client.Limit;
import dev.skidway.client.Limits;
import dev.skidway.client.PauseInfo;
import dev.skidway.client.Quarantine;
import dev.skidway.client.QueueInfo;
import dev.skidway.client.QueueSettings;
import dev.skidway.client.Queues;
import dev.skidway.client.RetryPolicy;
import dev.skidway.client.SendOutcome;
import dev.skidway.client.SharedLimit;
import dev.skidway.client.Skidway;
import dev.skidway.client.SkidwayClientException;
import dev.skidway.client.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Java client's administration of queues, keys and limits. */
class ClientQueuesTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private SkidwayTestServer server;
    private Skidway skidway;
    private Queues queues;

    @BeforeEach
    void start() {
        server = SkidwayTestServer.with().patience(Duration.ofMinutes(2)).start();
        skidway = server.client();
        queues = skidway.queues();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whatASettingSaysIsWhatTheQueueHas() {
        queues.create("dead");
        skidway.limits().set("shared", Limit.ofConcurrency(7));
        QueueSettings settings = QueueSettings.with()
                .delay(Duration.ofMillis(1_500))
                .jobBytesMax(2_000)
                .retention(Duration.ofDays(2))
                .lease(Duration.ofMinutes(3))
                .inFlightMax(50)
                .deadLetterQueue("dead")
                .retry(RetryPolicy.exponential(Duration.ofSeconds(5))
                        .factor(3)
                        .maxDelay(Duration.ofHours(2))
                        .jitterPercent(20)
                        .maxAttempts(4)
                        .maxAge(Duration.ofDays(1))
                        .nonRetryable("GONE", "BANNED"))
                .timeToLive(Duration.ofHours(6))
                .atMostOnce(true)
                .history(Duration.ofDays(7))
                .historyBytesMax(2 << 20)
                .agingSharePercent(10)
                .limit(Limit.ofRate(100).burst(200).concurrency(30))
                .keyLimit(Limit.ofConcurrency(3).perSecond(0.5).burst(2))
                .keyBacklogMax(1_000)
                .sharedLimits(List.of("shared"))
                .quarantine(Quarantine.after(3).window(Duration.ofMinutes(5)).pause(Duration.ofMinutes(1)));

        QueueInfo created = queues.create("q", settings);

        assertThat(created.settings()).isEqualTo(settings);
        assertThat(created.settings()).hasSameHashCodeAs(settings).hasToString(settings.toString());
        assertThat(queues.get("q")).isEqualTo(created);
        assertThat(queues.create("q", settings)).isEqualTo(created);
        assertTold(created.settings());
        assertThat(created.name()).isEqualTo("q");
        assertThat(created.ordered()).isFalse();
        assertThat(created.created()).isEqualTo(START);
        assertThat(created.oldest()).isNull();
        assertThat(created.pause()).isNull();
        assertThat(queues.create("q.fifo").ordered()).isTrue();
    }

    private static void assertTold(QueueSettings told) {
        assertThat(told.delay()).isEqualTo(Duration.ofMillis(1_500));
        assertThat(told.jobBytesMax()).isEqualTo(2_000);
        assertThat(told.retention()).isEqualTo(Duration.ofDays(2));
        assertThat(told.lease()).isEqualTo(Duration.ofMinutes(3));
        assertThat(told.inFlightMax()).isEqualTo(50);
        assertThat(told.deadLetterQueue()).isEqualTo("dead");
        assertThat(told.timeToLive()).isEqualTo(Duration.ofHours(6));
        assertThat(told.atMostOnce()).isTrue();
        assertThat(told.history()).isEqualTo(Duration.ofDays(7));
        assertThat(told.historyBytesMax()).isEqualTo(2 << 20);
        assertThat(told.agingSharePercent()).isEqualTo(10);
        assertThat(told.limit()).isEqualTo(new Limit(30, 100.0, 200));
        assertThat(told.keyLimit()).isEqualTo(new Limit(3, 0.5, 2));
        assertThat(told.keyBacklogMax()).isEqualTo(1_000);
        assertThat(told.sharedLimits()).containsExactly("shared");
        assertThat(told.quarantine()).isEqualTo(new Quarantine(3, Duration.ofMinutes(5), Duration.ofMinutes(1)));
        RetryPolicy retry = Objects.requireNonNull(told.retry());
        assertThat(retry.backoff()).isEqualTo(RetryPolicy.Backoff.EXPONENTIAL);
        assertThat(retry.base()).isEqualTo(Duration.ofSeconds(5));
        assertThat(retry.factor()).isEqualTo(3);
        assertThat(retry.maxDelay()).isEqualTo(Duration.ofHours(2));
        assertThat(retry.jitterPercent()).isEqualTo(20);
        assertThat(retry.maxAttempts()).isEqualTo(4);
        assertThat(retry.maxAge()).isEqualTo(Duration.ofDays(1));
        assertThat(retry.nonRetryable()).containsExactly("GONE", "BANNED");
    }

    @Test
    void anUpdateChangesWhatItNamesAndNothingElse() {
        queues.create(
                "q",
                QueueSettings.with()
                        .lease(Duration.ofMinutes(3))
                        .limit(Limit.ofConcurrency(5))
                        .keyLimit(Limit.ofRate(2))
                        .keyBacklogMax(10)
                        .quarantine(Quarantine.after(3)));

        QueueSettings updated = queues.update(
                        "q", QueueSettings.with().limit(Limit.none()).keyLimit(Limit.ofRate(4)))
                .settings();

        assertThat(updated.lease()).isEqualTo(Duration.ofMinutes(3));
        assertThat(updated.limit()).isEqualTo(Limit.none());
        assertThat(updated.keyLimit()).isEqualTo(new Limit(null, 4.0, 4));
        assertThat(updated.keyBacklogMax()).isEqualTo(10);
        assertThat(updated.quarantine()).isNotNull();

        updated = queues.update("q", QueueSettings.with().keyBacklogMax(20).quarantine(Quarantine.off()))
                .settings();

        assertThat(updated.keyLimit()).isEqualTo(new Limit(null, 4.0, 4));
        assertThat(updated.keyBacklogMax()).isEqualTo(20);
        assertThat(updated.quarantine()).isNull();
    }

    @Test
    void listsAllOfThemPageByPage() {
        for (int i = 0; i < 120; i++) {
            queues.create("many-%03d".formatted(i));
        }
        queues.create("other");

        assertThat(queues.list("many-").map(QueueInfo::name))
                .hasSize(120)
                .doesNotHaveDuplicates()
                .isSorted();
        assertThat(queues.list().map(QueueInfo::name)).hasSize(121).contains("other");
        assertThat(queues.list("none")).isEmpty();
        assertThat(queues.list().findFirst().orElseThrow().name()).isEqualTo("many-000");
    }

    @Test
    void countsPurgesAndDeletes() {
        queues.create("q");
        skidway.queue("q").send(JobDraft.of("now")).orThrow();
        skidway.queue("q").send(JobDraft.of("later").delay(Duration.ofHours(1))).orThrow();

        QueueInfo full = queues.get("q");
        assertThat(full.ready()).isEqualTo(1);
        assertThat(full.delayed()).isEqualTo(1);
        assertThat(full.jobs()).isEqualTo(2);
        assertThat(full.sentTotal()).isEqualTo(2);
        assertThat(full.oldest()).isEqualTo(START);

        queues.purge("q");
        assertThat(queues.get("q").jobs()).isZero();
        queues.delete("q");
        assertRefused("SK-QUE-001", () -> queues.get("q"));
    }

    @Test
    void pausesResumesAndDrains() {
        queues.create("q");
        skidway.queue("q").send(JobDraft.of("x").key("acme")).orThrow();

        queues.pause("q", "an incident");
        assertThat(queues.get("q").pause()).isEqualTo(new PauseInfo(true, false, "an incident", START));
        Explanation why = queues.explain("q");
        assertThat(why.runnableNow()).isFalse();
        assertThat(why.has(Explanation.Kind.QUEUE_PAUSED)).isTrue();
        assertThat(why.reasons().get(0).message()).contains("an incident");

        queues.resume("q");
        queues.pauseKey("q", "acme", "does not pay");
        assertThat(key("acme").pause()).isEqualTo(new PauseInfo(true, false, "does not pay", START));
        assertThat(key("acme").waiting()).isEqualTo(1);
        assertThat(queues.explain("q").runnableNow()).isFalse();

        queues.resumeKey("q", "acme");
        assertThat(queues.explain("q").has(Explanation.Kind.NO_WORKER)).isTrue();

        queues.drain("q", "goes");
        assertThat(queues.get("q").pause()).isEqualTo(new PauseInfo(false, true, "goes", START));
        assertThat(skidway.queue("q").send(JobDraft.of("y")))
                .isInstanceOfSatisfying(
                        SendOutcome.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("SK-QUE-023"));
    }

    @Test
    void keysHaveSettingsOfTheirOwnUntilTheseAreReplaced() {
        queues.create("q", QueueSettings.with().keyLimit(Limit.ofConcurrency(1)));

        queues.setKeys(
                "q",
                KeySettings.of("big").weight(5).limit(Limit.ofConcurrency(10).perSecond(3)),
                KeySettings.of("small").backlogMax(1));

        assertThat(key("big").settings()).isEqualTo(new KeySettings("big", 5, new Limit(10, 3.0, 3), null));
        assertThat(key("small").settings().backlogMax()).isEqualTo(1);
        skidway.queue("q").send(JobDraft.of("x").key("small")).orThrow();
        assertThat(skidway.queue("q").send(JobDraft.of("y").key("small")))
                .isInstanceOfSatisfying(
                        SendOutcome.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("SK-QUE-024"));

        queues.setKeys("q", KeySettings.of("big").weight(2));
        assertThat(key("big").settings()).isEqualTo(KeySettings.of("big").weight(2));
    }

    @Test
    void tellsWhoIsInQuarantineUntilSomebodyLetsThemOut() {
        queues.create(
                "q",
                QueueSettings.with()
                        .quarantine(Quarantine.after(1).pause(Duration.ofMinutes(5)))
                        .retry(RetryPolicy.fixed(Duration.ZERO)));
        skidway.queue("q").send(JobDraft.of("x").key("broken")).orThrow();
        try (Worker worker = skidway.worker("q").prefetch(0).start(job -> {
            throw JobFailure.retry("BROKEN", "cannot be done");
        })) {
            server.awaitIdle("q");
            assertThat(worker.held()).isZero();
        }

        assertThat(key("broken").quarantinedUntil()).isEqualTo(START.plus(Duration.ofMinutes(5)));

        queues.resumeKey("q", "broken");
        assertThat(key("broken").quarantinedUntil()).isNull();
    }

    @Test
    void queuesShareALimit() {
        Limits limits = skidway.limits();
        limits.set("api", Limit.ofConcurrency(1));
        limits.set("db", Limit.ofRate(0.25).burst(2));
        queues.create("a", QueueSettings.with().sharedLimits(List.of("api")));
        queues.create("b", QueueSettings.with().sharedLimits(List.of("api", "db")));

        assertThat(limits.list())
                .containsExactly(
                        new SharedLimit("api", new Limit(1, null, null), 0),
                        new SharedLimit("db", new Limit(null, 0.25, 2), 0));
        assertRefused("SK-QUE-027", () -> limits.delete("api"));

        queues.update("a", QueueSettings.with().sharedLimits(List.of()));
        queues.update("b", QueueSettings.with().sharedLimits(List.of("db")));
        limits.delete("api");
        assertThat(limits.list().map(SharedLimit::name)).containsExactly("db");
        assertRefused("SK-QUE-026", () -> limits.delete("api"));
    }

    @Test
    void refusalsHaveTheirCodes() {
        queues.create("q");

        assertRefused("SK-QUE-001", () -> queues.get("missing"));
        assertRefused("SK-QUE-001", () -> queues.pause("missing", ""));
        assertRefused("SK-QUE-001", () -> queues.keys("missing").forEach(key -> {}));
        assertRefused(
                "SK-QUE-002", () -> queues.create("q", QueueSettings.with().lease(Duration.ofSeconds(1))));
        assertRefused("SK-QUE-004", () -> queues.create("not a name"));
        assertRefused("SK-GRP-002", () -> queues.create(""));
        assertRefused(
                "SK-GRP-002", () -> queues.update("q", QueueSettings.with().limit(Limit.ofRate(0))));
        assertRefused(
                "SK-QUE-005", () -> queues.update("q", QueueSettings.with().limit(Limit.ofConcurrency(0))));
        assertRefused(
                "SK-GRP-002", () -> queues.update("q", QueueSettings.with().delay(Duration.ofSeconds(-1))));
        assertRefused(
                "SK-GRP-002", () -> queues.update("q", QueueSettings.with().delay(Duration.ofSeconds(Long.MAX_VALUE))));
        assertRefused(
                "SK-QUE-026", () -> queues.update("q", QueueSettings.with().sharedLimits(List.of("missing"))));
        assertRefused("SK-GRP-002", () -> queues.setKeys("q"));
        assertThat(List.of(queues.get("q").settings()))
                .containsExactly(queues.create("q").settings());
    }

    private static void assertRefused(String code, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(SkidwayClientException.class, failure -> {
            assertThat(failure.code()).as(failure.getMessage()).isEqualTo(code);
            assertThat(failure.refused()).isTrue();
            assertThat(failure.retryable()).isFalse();
        });
    }

    private KeyInfo key(String name) {
        return queues.keys("q")
                .filter(key -> key.key().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
