package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.EngineHarness;
import dev.skidway.engine.ReplayEqualsLive;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A send that repeats one of the last five minutes stores nothing and is answered with the first. */
class FifoDeduplicationTest {

    @RegisterExtension
    static final ReplayEqualsLive ENGINE = ReplayEqualsLive.over(Q::domain);

    private static final long WINDOW = QueueLimits.DEDUPLICATION_MILLIS;

    private static SendResult.Stored sent(EngineHarness<QueueDomain> engine, String body, String group, String id) {
        SendMessages command = new SendMessages(Fifo.ORDERS, List.of(Fifo.message(body, group, id)));
        return (SendResult.Stored) engine.done(command).results().getFirst();
    }

    private static SendResult byContent(EngineHarness<QueueDomain> engine, String body) {
        SendMessages command = new SendMessages(Fifo.ORDERS, List.of(Fifo.message(body, "g", null)));
        return engine.done(command).results().getFirst();
    }

    @TestTemplate
    void answersARepeatedSendWithTheFirst(EngineHarness<QueueDomain> engine) {
        engine.done(Fifo.create());

        SendResult.Stored first = sent(engine, "a", "g", "id");
        SendResult.Stored second = sent(engine, "another body", "g", "id");

        assertThat(first.duplicate()).isFalse();
        assertThat(second).isEqualTo(new SendResult.Stored(first.message(), true));
        assertThat(Fifo.bodies(engine, 10)).containsExactly("a");
        assertThat(Fifo.view(engine).sentTotal()).isEqualTo(1);
    }

    @TestTemplate
    void noticesRepetitionsWithinOneSend(EngineHarness<QueueDomain> engine) {
        engine.done(Fifo.create());

        List<SendResult> results = engine.done(Fifo.send("g", "a", "b", "a")).results();

        MessageRef first = ((SendResult.Stored) results.get(0)).message();
        assertThat(results.get(2)).isEqualTo(new SendResult.Stored(first, true));
        assertThat(Fifo.bodies(engine, 10)).containsExactly("a", "b");
    }

    @TestTemplate
    void remembersForFiveMinutesAndNoLonger(EngineHarness<QueueDomain> engine) {
        engine.done(Fifo.create());
        sent(engine, "a", "g", "id");
        engine.advanceMillis(WINDOW - 1);

        assertThat(sent(engine, "a", "g", "id").duplicate()).isTrue();

        engine.advanceMillis(1);
        assertThat(sent(engine, "a", "g", "id").duplicate()).isFalse();
        assertThat(sent(engine, "a", "g", "id").duplicate()).isTrue();
    }

    @TestTemplate
    void forgetsAnOldSendAloneWhereYoungerOnesAreRemembered(EngineHarness<QueueDomain> engine) {
        engine.done(Fifo.create());
        sent(engine, "a", "g", "id 1");
        engine.advanceMillis(WINDOW / 2);
        sent(engine, "b", "g", "id 2");
        engine.advanceMillis(WINDOW / 2);

        assertThat(sent(engine, "a", "g", "id 1").duplicate()).isFalse();
        assertThat(sent(engine, "b", "g", "id 2").duplicate()).isTrue();
        engine.advanceMillis(WINDOW / 2);
        assertThat(sent(engine, "a", "g", "id 1").duplicate()).isTrue();
        assertThat(sent(engine, "b", "g", "id 2").duplicate()).isFalse();
    }

    @TestTemplate
    void remembersAcrossDeleteSnapshotAndRestart(EngineHarness<QueueDomain> engine) {
        engine.done(Fifo.create());
        MessageRef first = sent(engine, "a", "g", "id").message();
        engine.done(Fifo.delete(Fifo.received(engine, 1).getFirst()));
        engine.snapshot();
        sent(engine, "b", "g", "id 2");
        engine.restart();
        engine.advanceMillis(WINDOW / 2);
        engine.crash();

        assertThat(sent(engine, "a", "g", "id")).isEqualTo(new SendResult.Stored(first, true));
        assertThat(sent(engine, "b", "g", "id 2").duplicate()).isTrue();
    }

    @TestTemplate
    void remembersAcrossAWallClockThatIsSetBackAndForth(EngineHarness<QueueDomain> engine) {
        engine.done(Fifo.create());
        sent(engine, "a", "g", "id");

        engine.time().jumpWall(Duration.ofMillis(-600_000));
        engine.restart();
        assertThat(sent(engine, "a", "g", "id").duplicate()).isTrue();

        engine.time().jumpWall(Duration.ofMillis(600_000 + WINDOW));
        engine.restart();
        assertThat(sent(engine, "a", "g", "id").duplicate()).isFalse();
    }

    @TestTemplate
    void forgetsWithAPurge(EngineHarness<QueueDomain> engine) {
        engine.done(Fifo.create());
        sent(engine, "a", "g", "id");

        engine.done(new PurgeQueue(Fifo.ORDERS, Q.ORIGIN));

        assertThat(sent(engine, "a", "g", "id").duplicate()).isFalse();
    }

    @TestTemplate
    void forgetsWithTheQueue(EngineHarness<QueueDomain> engine) {
        engine.done(Fifo.create());
        sent(engine, "a", "g", "id");

        engine.done(new DeleteQueue(Fifo.ORDERS, Q.ORIGIN));
        engine.advanceMillis(60_000);
        engine.done(Fifo.create());

        assertThat(sent(engine, "a", "g", "id").duplicate()).isFalse();
    }

    @TestTemplate
    void countsAnIdOnceForAllGroupsUnlessTheScopeIsTheGroup(EngineHarness<QueueDomain> engine) {
        engine.done(Fifo.create());
        sent(engine, "a", "g", "id");
        assertThat(sent(engine, "a", "h", "id").duplicate()).isTrue();

        engine.done(new SetQueueSettings(Fifo.ORDERS, Fifo.scope(FifoSettings.DeduplicationScope.GROUP), Q.ORIGIN));

        assertThat(sent(engine, "a", "g", "id 2").duplicate()).isFalse();
        assertThat(sent(engine, "a", "h", "id 2").duplicate()).isFalse();
        assertThat(sent(engine, "a", "h", "id 2").duplicate()).isTrue();
    }

    @TestTemplate
    void knowsMessagesByTheirBodiesWhereAsked(EngineHarness<QueueDomain> engine) {
        engine.done(Fifo.create());
        assertThat(byContent(engine, "a")).isInstanceOf(SendResult.Refused.class);

        engine.done(new SetQueueSettings(Fifo.ORDERS, Fifo.contentBased(true), Q.ORIGIN));

        assertThat(((SendResult.Stored) byContent(engine, "a")).duplicate()).isFalse();
        assertThat(((SendResult.Stored) byContent(engine, "a")).duplicate()).isTrue();
        assertThat(((SendResult.Stored) byContent(engine, "b")).duplicate()).isFalse();
        assertThat(sent(engine, "c", "g", DeduplicationHash.idOfBody(new byte[] {'a'}))
                        .duplicate())
                .as("the id of a body is as good as one that was given")
                .isTrue();
    }

    @TestTemplate
    void forgetsWhatIsTooOldWithoutFurtherSends(EngineHarness<QueueDomain> engine) {
        engine.done(Fifo.create());
        for (int batch = 0; batch < 3; batch++) {
            engine.done(Fifo.send("g " + batch, 200));
        }
        engine.done(Fifo.delete(Fifo.received(engine, 600).toArray(LeasedMessage[]::new)));

        engine.advanceMillis(WINDOW);

        assertThat(engine.domain().nextTimerMillis()).isEqualTo(Long.MAX_VALUE);
    }
}
