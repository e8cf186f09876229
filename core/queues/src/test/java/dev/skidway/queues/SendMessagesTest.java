package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.EngineHarness;
import dev.skidway.engine.ReplayEqualsLive;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sending: identities, sizes, delays, keys. */
class SendMessagesTest {

    @RegisterExtension
    static final ReplayEqualsLive ENGINE = ReplayEqualsLive.over(Q::domain);

    @TestTemplate
    void givesEveryMessageAnIdentityOfItsOwn(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));

        List<SendResult> results = engine.done(Q.send(Q.message("a"), Q.message("b", "key"), Q.message("c")))
                .results();

        assertThat(results).doesNotHaveDuplicates().allMatch(SendResult.Stored.class::isInstance);
        assertThat(Q.view(engine).visible()).isEqualTo(3);
        assertThat(Q.view(engine).sentTotal()).isEqualTo(3);
    }

    @TestTemplate
    void refusesAQueueThatDoesNotExist(EngineHarness<QueueDomain> engine) {
        var rejection = engine.refused(Q.send(1));

        assertThat(rejection.reason()).isEqualTo(QueueRejection.QUEUE_NOT_FOUND);
    }

    @TestTemplate
    void refusesOnlyTheMessageThatIsTooLarge(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS, new SettingsChange(null, 1_024L, null, null, null, null, Q.NONE)));

        List<SendResult> results = engine.done(
                        Q.send(Q.message("a"), Q.message("b".repeat(1_025)), Q.message("c".repeat(1_024))))
                .results();

        assertThat(results.get(1))
                .isInstanceOfSatisfying(
                        SendResult.Refused.class,
                        refused ->
                                assertThat(refused.rejection().reason()).isEqualTo(QueueRejection.MESSAGE_TOO_LARGE));
        assertThat(Q.view(engine).visible()).isEqualTo(2);
    }

    @TestTemplate
    void refusesWhatIsOutOfBounds(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));

        List<SendResult> results = engine.done(Q.send(
                        Q.message("a", "", 0, -1),
                        Q.message("b", "k".repeat(129), 0, -1),
                        Q.message("c", "k".repeat(10_240), 0, -1),
                        Q.message("d", null, 0, QueueLimits.DELAY_MILLIS_MAX + 1),
                        Q.message("e", null, 0, -2)))
                .results();

        assertThat(results).hasSize(5).allMatch(SendResult.Refused.class::isInstance);
        assertThat(engine.done(new GetQueue(Q.ORDERS)).sentTotal()).isZero();
    }

    @TestTemplate
    void refusesADelayAtWhoseEndTheMessageWouldBeRemoved(EngineHarness<QueueDomain> engine) {
        long retention = 3_600_000;
        engine.done(Q.create(Q.ORDERS, Q.retention(retention)));

        List<SendResult> results = engine.done(
                        Q.send(Q.message("a", null, 0, retention), Q.message("b", null, 0, retention - 1)))
                .results();

        assertThat(results.get(0)).isInstanceOf(SendResult.Refused.class);
        assertThat(results.get(1)).isInstanceOf(SendResult.Stored.class);
        engine.advanceMillis(retention - 1);
        assertThat(Q.one(engine).receiveCount()).isEqualTo(1);
    }

    @TestTemplate
    void refusesKeysThatWouldBeTheSameOneInTheJournal(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));

        List<SendResult> results = engine.done(Q.send(
                        Q.message("a", "\uD800", 0, -1),
                        Q.message("b", "\uD801", 0, -1),
                        Q.message("c", "\uDC00\uD800", 0, -1),
                        Q.message("d", "\uD83D\uDE00", 0, -1)))
                .results();

        assertThat(results.subList(0, 3)).allMatch(SendResult.Refused.class::isInstance);
        assertThat(results.get(3)).isInstanceOf(SendResult.Stored.class);
        engine.snapshot();
        engine.restart();
        assertThat(Q.one(engine).key()).isEqualTo("\uD83D\uDE00");
    }

    @TestTemplate
    void keepsTheSegmentOfAnEmptyMessage(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        List<Long> live = new ArrayList<>();

        engine.done(Q.send(new NewMessage(new byte[0], new byte[0], 0, null, 0, -1)));
        engine.domain().liveSegments().forEach((segment, bytes) -> live.add(bytes));

        assertThat(live).containsExactly(4L);
    }

    @TestTemplate
    void refusesWhatOneFrameCannotHold(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        byte[] mebibyte = new byte[1 << 20];
        Arrays.fill(mebibyte, (byte) 'x');
        NewMessage large = new NewMessage(mebibyte, new byte[0], mebibyte.length, null, 0, -1);

        List<SendResult> results = engine.done(Q.send(large, large)).results();

        assertThat(results.get(0)).isInstanceOf(SendResult.Stored.class);
        assertThat(results.get(1)).isInstanceOf(SendResult.Refused.class);
        LeasedMessage leased = Q.one(engine);
        assertThat(engine.read(leased.payloadPosition(), leased.bodyBytes())).isEqualTo(mebibyte);
    }

    @TestTemplate
    void refusesACommandWithTooManyMessages(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));

        var rejection = engine.refused(Q.send(QueueLimits.ENTRIES_MAX + 1));

        assertThat(rejection.reason()).isEqualTo(QueueRejection.SETTING_INVALID);
    }

    @TestTemplate
    void keepsADelayedMessageBackUntilItsTime(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        engine.done(Q.send(Q.message("later", null, 0, 5_000), Q.message("now")));

        assertThat(Q.bodies(engine, Q.received(engine, Q.receive(10)))).containsExactly("now");
        assertThat(Q.view(engine).delayed()).isEqualTo(1);
        engine.advanceMillis(4_999);
        assertThat(Q.received(engine, Q.receive(10))).isEmpty();

        engine.advanceMillis(1);

        assertThat(Q.bodies(engine, Q.received(engine, Q.receive(10)))).containsExactly("later");
    }

    @TestTemplate
    void usesTheDelayOfTheQueueWhereTheMessageNamesNone(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS, new SettingsChange(10_000L, null, null, null, null, null, Q.NONE)));

        engine.done(Q.send(Q.message("a"), Q.message("b", null, 0, 0)));

        assertThat(Q.view(engine).delayed()).isEqualTo(1);
        assertThat(Q.view(engine).visible()).isEqualTo(1);
    }
}
