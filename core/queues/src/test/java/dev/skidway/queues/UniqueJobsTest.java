package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.EngineHarness;
import dev.skidway.engine.ReplayEqualsLive;
import dev.skidway.queues.UniqueKey.Mode;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One job of a kind: what becomes of a send whose key another job has, by mode and by what that job is doing. */
class UniqueJobsTest {

    @RegisterExtension
    static final ReplayEqualsLive ENGINE = ReplayEqualsLive.over(Q::domain);

    private static NewMessage unique(String body, Mode mode) {
        return unique(body, new UniqueKey("report", true, true, 0, mode), -1);
    }

    private static NewMessage unique(String body, UniqueKey key, long delayMillis) {
        return Q.message(body, "lane of its own", 0, delayMillis)
                .with(new JobOptions(-1, -1, -1, null, null, new TreeMap<>(), key, null));
    }

    private static List<String> bodies(EngineHarness<QueueDomain> engine) {
        return Q.bodies(engine, engine.done(J.receive(Q.ORDERS, 10, "a")).messages());
    }

    @TestTemplate
    void refusesAnotherOneAndNamesTheFirst(EngineHarness<QueueDomain> engine) {
        J.queue(engine, J.REMEMBERING);
        MessageRef first = J.sent(engine, unique("first", Mode.REJECT));

        SendResult result = J.send(engine, unique("second", Mode.REJECT));

        assertThat(result).isInstanceOfSatisfying(SendResult.Taken.class, taken -> {
            assertThat(taken.existing()).isEqualTo(first);
            assertThat(taken.rejection().reason()).isEqualTo(QueueRejection.UNIQUE_KEY_TAKEN);
        });
        J.finish(engine, J.lease(engine, "a"), FinishJobs.Done.PLAIN);
        assertThat(J.send(engine, unique("third", Mode.REJECT))).isInstanceOf(SendResult.Stored.class);
    }

    @TestTemplate
    void answersWithTheFirstWhileItWaitsAndRuns(EngineHarness<QueueDomain> engine) {
        J.queue(engine, J.REMEMBERING);
        MessageRef first = J.sent(engine, unique("first", Mode.KEEP_FIRST));

        assertThat(J.send(engine, unique("second", Mode.KEEP_FIRST))).isEqualTo(new SendResult.Stored(first, true));
        assertThat(J.details(engine, first).uniqueKey()).isEqualTo("report");
        J.lease(engine, "a");
        assertThat(J.send(engine, unique("third", Mode.KEEP_FIRST))).isEqualTo(new SendResult.Stored(first, true));

        assertThat(Q.view(engine).visible()).isZero();
    }

    @TestTemplate
    void replacesTheLastJobOfAKeyThatTheSameSendAddsTo(EngineHarness<QueueDomain> engine) {
        for (Mode mode : List.of(Mode.REPLACE, Mode.DEBOUNCE)) {
            QueueName name = new QueueName(J.NAMESPACE, mode.name());
            engine.done(Q.create(name, SettingsChange.ofJobs(J.REMEMBERING)));
            engine.done(new SendMessages(name, List.of(unique("first", mode))));
            NewMessage second = Q.message("second", "lane of the second", 0, -1)
                    .with(new JobOptions(
                            -1,
                            -1,
                            -1,
                            null,
                            null,
                            new TreeMap<>(),
                            new UniqueKey("report", true, true, 0, mode),
                            null));

            List<SendResult> results = engine.done(new SendMessages(
                            name, List.of(second, unique("third", new UniqueKey("other", true, true, 0, mode), -1))))
                    .results();

            assertThat(results.getFirst())
                    .isInstanceOf(mode == Mode.REPLACE ? SendResult.Replaced.class : SendResult.Debounced.class);
            assertThat(Q.bodies(engine, engine.done(J.receive(name, 10, "a")).messages()))
                    .containsExactlyInAnyOrder("second", "third");
        }
    }

    @TestTemplate
    void holdsItsKeyOnlyInTheStatesItWasSentWith(EngineHarness<QueueDomain> engine) {
        J.queue(engine, J.REMEMBERING);
        UniqueKey whileWaiting = new UniqueKey("report", true, false, 0, Mode.KEEP_FIRST);
        MessageRef first = J.sent(engine, unique("first", whileWaiting, -1));
        J.lease(engine, "a");

        MessageRef second = J.sent(engine, unique("second", whileWaiting, -1));

        assertThat(second).isNotEqualTo(first);
        assertThat(J.send(engine, unique("third", whileWaiting, -1))).isEqualTo(new SendResult.Stored(second, true));
    }

    @TestTemplate
    void holdsItsKeyForAWindowAfterItIsDone(EngineHarness<QueueDomain> engine) {
        J.queue(engine, J.REMEMBERING);
        UniqueKey window = new UniqueKey("report", true, true, 60_000, Mode.KEEP_FIRST);
        MessageRef first = J.sent(engine, unique("first", window, -1));
        J.finish(engine, J.lease(engine, "a"), FinishJobs.Done.PLAIN);
        engine.snapshot();
        engine.restart();
        engine.advanceMillis(59_999);

        assertThat(J.send(engine, unique("second", window, -1))).isEqualTo(new SendResult.Stored(first, true));
        engine.advanceMillis(1);
        assertThat(J.send(engine, unique("third", window, -1))).isNotEqualTo(new SendResult.Stored(first, true));
    }

    @TestTemplate
    void freesItsKeyWhenItFails(EngineHarness<QueueDomain> engine) {
        J.queue(engine, J.settings(J.retry(1)));
        UniqueKey window = new UniqueKey("report", true, true, 60_000, Mode.REJECT);
        J.sent(engine, unique("first", window, -1));
        J.finish(engine, J.lease(engine, "a"), J.failed("x"));

        assertThat(J.send(engine, unique("second", window, -1))).isInstanceOf(SendResult.Stored.class);
    }

    @TestTemplate
    void replacesOneThatWaits(EngineHarness<QueueDomain> engine) {
        J.queue(engine, J.REMEMBERING);
        MessageRef first = J.sent(engine, unique("first", Mode.REPLACE));

        SendResult result = J.send(engine, unique("second", Mode.REPLACE));

        assertThat(result)
                .isInstanceOfSatisfying(
                        SendResult.Replaced.class,
                        replaced -> assertThat(replaced.replaced()).isEqualTo(first));
        assertThat(J.finished(engine, first).outcome()).isEqualTo(JobOutcome.REPLACED);
        assertThat(bodies(engine)).containsExactly("second");
    }

    @TestTemplate
    void letsOneThatRunsGoOnAndTakesItsKey(EngineHarness<QueueDomain> engine) {
        J.queue(engine, J.REMEMBERING);
        J.sent(engine, unique("first", Mode.REPLACE));
        LeasedMessage running = J.lease(engine, "a");

        MessageRef second = J.sent(engine, unique("second", Mode.REPLACE));

        assertThat(J.finish(engine, running, FinishJobs.Done.PLAIN)).isEqualTo(JobResult.DONE);
        assertThat(J.send(engine, unique("third", Mode.KEEP_FIRST)))
                .as("the end of the first does not free the key of the second")
                .isEqualTo(new SendResult.Stored(second, true));
    }

    @TestTemplate
    void putsOffOneThatWaitsWithTheLatestContentAndItsName(EngineHarness<QueueDomain> engine) {
        J.queue(engine, J.REMEMBERING);
        UniqueKey debounce = new UniqueKey("report", true, true, 0, Mode.DEBOUNCE);
        MessageRef first = J.sent(engine, unique("first", debounce, 10_000));
        engine.advanceMillis(9_000);

        assertThat(J.send(engine, unique("second", debounce, 10_000))).isEqualTo(new SendResult.Debounced(first));
        engine.advanceMillis(9_000);
        assertThat(J.send(engine, unique("third", debounce, 10_000))).isEqualTo(new SendResult.Debounced(first));
        engine.snapshot();
        engine.restart();
        assertThat(bodies(engine)).isEmpty();
        engine.advanceMillis(10_000);

        LeasedMessage leased = J.lease(engine, "a");
        assertThat(Q.bodies(engine, List.of(leased))).containsExactly("third");
        assertThat(leased.identity()).isEqualTo(first);
        assertThat(J.send(engine, unique("fourth", debounce, 10_000)))
                .as("one that runs stays")
                .isInstanceOfSatisfying(
                        SendResult.Stored.class,
                        stored -> assertThat(stored.duplicate()).isFalse());
    }

    @TestTemplate
    void dropsAllButOneInAWindow(EngineHarness<QueueDomain> engine) {
        J.queue(engine, J.REMEMBERING);
        UniqueKey throttle = new UniqueKey("report", false, false, 60_000, Mode.THROTTLE);
        MessageRef first = J.sent(engine, unique("first", throttle, -1));
        J.change(engine, first, new ChangeJobs.Cancel());

        assertThat(J.send(engine, unique("second", throttle, -1))).isEqualTo(new SendResult.Stored(first, true));
        engine.advanceMillis(60_000);
        assertThat(J.send(engine, unique("third", throttle, -1)))
                .isInstanceOfSatisfying(
                        SendResult.Stored.class,
                        stored -> assertThat(stored.duplicate()).isFalse());
    }

    @TestTemplate
    void seesItsOwnEarlierMessages(EngineHarness<QueueDomain> engine) {
        J.queue(engine, J.REMEMBERING);

        List<SendResult> results = engine.done(Q.send(
                        unique("first", Mode.DEBOUNCE),
                        unique("second", Mode.DEBOUNCE),
                        unique("third", Mode.DEBOUNCE),
                        unique("fourth", Mode.REPLACE),
                        unique("fifth", Mode.REJECT)))
                .results();

        MessageRef first = ((SendResult.Stored) results.get(0)).message();
        assertThat(results.get(1)).isEqualTo(new SendResult.Debounced(first));
        assertThat(results.get(2)).isEqualTo(new SendResult.Debounced(first));
        assertThat(results.get(3))
                .isInstanceOfSatisfying(
                        SendResult.Replaced.class,
                        replaced -> assertThat(replaced.replaced()).isEqualTo(first));
        assertThat(results.get(4)).isInstanceOf(SendResult.Taken.class);
        assertThat(bodies(engine)).containsExactly("fourth");
    }

    @TestTemplate
    void freesAKeyThatIsPurgedOrMovedAway(EngineHarness<QueueDomain> engine) {
        J.withDeadLetters(engine, J.REMEMBERING, 1);
        J.sent(engine, unique("first", Mode.REJECT));
        J.finish(engine, J.lease(engine, "a"), J.failed("x"));
        assertThat(J.send(engine, unique("second", Mode.REJECT))).isInstanceOf(SendResult.Stored.class);
        engine.done(new PurgeQueue(Q.ORDERS, Q.ORIGIN));

        assertThat(J.send(engine, unique("third", Mode.REJECT))).isInstanceOf(SendResult.Stored.class);
    }

    @TestTemplate
    void refusesKeysThatMakeNoSense(EngineHarness<QueueDomain> engine) {
        J.queue(engine, J.REMEMBERING);
        for (UniqueKey key : List.of(
                new UniqueKey("k".repeat(10_240), true, true, 0, Mode.REJECT),
                new UniqueKey("", true, true, 0, Mode.REJECT),
                new UniqueKey("k", false, false, 0, Mode.REJECT),
                new UniqueKey("k", true, true, 0, Mode.THROTTLE),
                new UniqueKey("k", true, true, 31L * 86_400_000, Mode.KEEP_FIRST))) {
            assertThat(J.send(engine, unique("x", key, -1)))
                    .isInstanceOfSatisfying(
                            SendResult.Refused.class,
                            refused -> assertThat(refused.rejection().reason()).isEqualTo(QueueRejection.JOB_INVALID));
        }
    }
}
