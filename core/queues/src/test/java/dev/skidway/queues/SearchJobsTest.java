package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.EngineHarness;
import dev.skidway.engine.ReplayEqualsLive;
import dev.skidway.queues.JobFilter.State;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Jobs of a queue that match, page by page, those that are over included. */
class SearchJobsTest {

    @RegisterExtension
    static final ReplayEqualsLive ENGINE = ReplayEqualsLive.over(Q::domain);

    private static final JobFilter ANY = filter(null, null, null, 0, Integer.MAX_VALUE);

    private static JobFilter filter(
            @Nullable State state, @Nullable String key, @Nullable String errorCode, int attemptsMin, int attemptsMax) {
        return new JobFilter(
                state, key, null, errorCode, null, attemptsMin, attemptsMax, 0, Long.MAX_VALUE, new TreeMap<>());
    }

    private static List<MessageRef> found(EngineHarness<QueueDomain> engine, JobFilter filter) {
        List<MessageRef> found = new ArrayList<>();
        MessageRef after = null;
        do {
            SearchJobs.Reply page = engine.done(new SearchJobs(Q.ORDERS, filter, after, 2));
            for (JobView job : page.jobs()) {
                PeekedMessage message = job.message();
                FinishedJob finished = job.finished();
                found.add(
                        message == null
                                ? java.util.Objects.requireNonNull(finished).identity()
                                : message.identity());
            }
            after = page.next();
        } while (after != null);
        return found;
    }

    @TestTemplate
    void findsByStateKeyErrorAttemptsTimeAndMetadata(EngineHarness<QueueDomain> engine) {
        J.queue(engine, J.settings(J.retry(0)));
        MessageRef plain = J.sent(engine, Q.message("plain"));
        engine.advanceMillis(10);
        long later = engine.time().wallMillis();
        MessageRef keyed = J.sent(engine, Q.message("keyed", "tenant"));
        MessageRef delayed = J.sent(engine, Q.message("delayed", "tenant", 0, 60_000));
        MessageRef labelled = J.sent(engine, "labelled", J.metadata("a", "b"));
        List<LeasedMessage> leased = engine.done(J.receive(Q.ORDERS, 2, "w")).messages();
        LeasedMessage failing = leased.getFirst();
        J.finish(engine, failing, J.failed("smtp"));
        MessageRef running = leased.getLast().identity();

        assertThat(found(engine, ANY)).containsExactlyInAnyOrder(plain, keyed, delayed, labelled);
        assertThat(found(engine, filter(State.LEASED, null, null, 0, 9))).containsExactly(running);
        assertThat(found(engine, filter(State.DELAYED, null, null, 0, 9)))
                .containsExactlyInAnyOrder(failing.identity(), delayed);
        assertThat(found(engine, filter(null, "tenant", null, 0, 9))).containsExactly(keyed, delayed);
        assertThat(found(engine, filter(null, null, "smtp", 0, 9))).containsExactly(failing.identity());
        assertThat(found(engine, filter(null, null, "other", 0, 9))).isEmpty();
        assertThat(found(engine, filter(null, null, null, 0, 0))).doesNotContain(failing.identity(), running);
        assertThat(found(engine, filter(null, null, null, 1, 1)))
                .containsExactlyInAnyOrder(failing.identity(), running);
        assertThat(found(
                        engine,
                        new JobFilter(null, null, null, null, "of smtp", 0, 9, 0, Long.MAX_VALUE, new TreeMap<>())))
                .containsExactly(failing.identity());
        assertThat(found(engine, new JobFilter(null, null, null, null, null, 0, 9, 0, later, new TreeMap<>())))
                .containsExactly(plain);
        assertThat(found(
                        engine,
                        new JobFilter(
                                null,
                                null,
                                null,
                                null,
                                null,
                                0,
                                9,
                                0,
                                Long.MAX_VALUE,
                                new TreeMap<>(Map.of("a", "b")))))
                .containsExactly(labelled);
    }

    @TestTemplate
    void findsJobsThatAreOverPageByPage(EngineHarness<QueueDomain> engine) {
        J.queue(engine, J.settings(J.retry(1)));
        List<MessageRef> done = new ArrayList<>();
        List<MessageRef> failed = new ArrayList<>();
        for (int job = 0; job < 7; job++) {
            MessageRef sent = J.sent(engine, Q.message("job", "key " + job % 2));
            boolean fails = job % 3 == 0;
            J.finish(engine, J.lease(engine, "w"), fails ? J.failed("code " + job) : FinishJobs.Done.PLAIN);
            (fails ? failed : done).add(sent);
        }
        engine.snapshot();
        engine.restart();

        assertThat(found(engine, filter(State.DONE, null, null, 0, 9))).isEqualTo(done);
        assertThat(found(engine, filter(State.FAILED, null, null, 0, 9))).isEqualTo(failed);
        assertThat(found(engine, filter(State.FAILED, null, "code 3", 0, 9))).containsExactly(failed.get(1));
        assertThat(found(engine, filter(State.DONE, "key 0", null, 0, 9))).containsExactly(done.get(1), done.get(2));
        assertThat(found(engine, ANY)).isEmpty();
    }

    @TestTemplate
    void findsThoseThatWereReplacedAmongTheCancelled(EngineHarness<QueueDomain> engine) {
        J.queue(engine, J.REMEMBERING);
        UniqueKey replacing = new UniqueKey("report", true, true, 0, UniqueKey.Mode.REPLACE);
        JobOptions unique = new JobOptions(-1, -1, -1, null, null, Collections.emptySortedMap(), replacing, null);
        MessageRef replaced = J.sent(engine, "first", unique);
        MessageRef cancelled = J.sent(engine, Q.message("other"));
        J.send(engine, Q.message("second").with(unique));
        J.change(engine, cancelled, new ChangeJobs.Cancel());

        assertThat(found(engine, filter(State.CANCELLED, null, null, 0, 9))).containsExactly(replaced, cancelled);
        assertThat(found(engine, filter(State.DONE, null, null, 0, 9))).isEmpty();
    }

    @TestTemplate
    void looksAtABoundedNumberForEachPage(EngineHarness<QueueDomain> engine) {
        J.queue(engine, J.REMEMBERING);
        for (int send = 0; send < 11; send++) {
            engine.done(Q.send(1_000));
        }
        MessageRef last = J.sent(engine, "last", J.metadata("a", "b"));
        JobFilter labelled =
                new JobFilter(null, null, null, null, null, 0, 9, 0, Long.MAX_VALUE, new TreeMap<>(Map.of("a", "b")));

        SearchJobs.Reply first = engine.done(new SearchJobs(Q.ORDERS, labelled, null, 10));

        assertThat(first.jobs()).isEmpty();
        assertThat(first.looked()).isEqualTo(QueueLimits.PEEK_LOOKED_MAX);
        assertThat(engine.done(new SearchJobs(Q.ORDERS, labelled, first.next(), 10))
                        .jobs())
                .singleElement()
                .satisfies(job -> assertThat(
                                java.util.Objects.requireNonNull(job.message()).identity())
                        .isEqualTo(last));
    }

    @TestTemplate
    void passesOverKeysThatAreNotMeantABoundedNumberAtATime(EngineHarness<QueueDomain> engine) {
        J.queue(engine, J.REMEMBERING);
        for (int send = 0; send < 11; send++) {
            List<NewMessage> messages = new ArrayList<>();
            for (int message = 0; message < 1_000; message++) {
                messages.add(Q.message("m", "key " + (send * 1_000 + message)));
            }
            engine.done(Q.send(messages.toArray(NewMessage[]::new)));
        }

        SearchJobs.Reply first = engine.done(new SearchJobs(Q.ORDERS, filter(null, "key 10500", null, 0, 9), null, 10));

        assertThat(first.jobs()).isEmpty();
        assertThat(first.next()).isNotNull();
        assertThat(engine.done(new SearchJobs(Q.ORDERS, filter(null, "key 10500", null, 0, 9), first.next(), 10))
                        .jobs())
                .hasSize(1);
    }

    @TestTemplate
    void refusesWhatMakesNoSense(EngineHarness<QueueDomain> engine) {
        J.queue(engine, J.REMEMBERING);
        for (SearchJobs search : List.of(
                new SearchJobs(Q.ORDERS, ANY, null, -1),
                new SearchJobs(Q.ORDERS, ANY, new MessageRef(77, 0, 0), 1),
                new SearchJobs(Q.ORDERS, filter(null, null, null, 5, 4), null, 1),
                new SearchJobs(Q.ORDERS, filter(null, "k".repeat(10_240), null, 0, 9), null, 1),
                new SearchJobs(Q.ORDERS, filter(null, null, "c".repeat(200), 0, 9), null, 1))) {
            assertThat(engine.refused(search).reason()).isEqualTo(QueueRejection.JOB_INVALID);
        }
        assertThat(engine.refused(new SearchJobs(J.FAILED, ANY, null, 1)).reason())
                .isEqualTo(QueueRejection.QUEUE_NOT_FOUND);
    }
}
