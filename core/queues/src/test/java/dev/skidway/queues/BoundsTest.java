package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.base.SkidwayException;
import dev.skidway.engine.Decision;
import dev.skidway.engine.EngineHarness;
import dev.skidway.engine.EngineLimits;
import dev.skidway.engine.Rejection;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Bounds that only large numbers reach: the rule is asked over views that show them, not over as many queues and messages. */
class BoundsTest {

    private static final LeaseRef LEASE = new LeaseRef(new MessageRef(1, 0, 0), 1);
    private static final Origin LONG_ORIGIN = new Origin("p".repeat(QueueLimits.PRINCIPAL_BYTES_MAX + 1), "r");

    private final EngineHarness<QueueDomain> engine = new EngineHarness<>(Q::domain, 1, EngineLimits.DEFAULT);

    @Test
    void refusesCommandsWithTooManyEntries() {
        engine.done(Q.create(Q.ORDERS));
        int tooMany = QueueLimits.ENTRIES_MAX + 1;
        List<LeaseRef> leases = Collections.nCopies(tooMany, LEASE);
        List<ChangeVisibility.Change> changes = Collections.nCopies(tooMany, new ChangeVisibility.Change(LEASE, 0));

        assertThat(List.of(
                        engine.refused(new DeleteMessages(Q.ORDERS, leases)),
                        engine.refused(new LocatePayloads(Q.ORDERS, leases)),
                        engine.refused(new ChangeVisibility(Q.ORDERS, changes))))
                .extracting(Rejection::reason)
                .containsOnly(QueueRejection.SETTING_INVALID);
    }

    @Test
    void refusesToDeleteOrPurgeForSomebodyWhoseNameIsTooLong() {
        engine.done(Q.create(Q.ORDERS));

        assertThat(engine.refused(new DeleteQueue(Q.ORDERS, LONG_ORIGIN)).reason())
                .isEqualTo(QueueRejection.SETTING_INVALID);
        assertThat(engine.refused(new PurgeQueue(Q.ORDERS, LONG_ORIGIN)).reason())
                .isEqualTo(QueueRejection.SETTING_INVALID);
    }

    @Test
    void refusesOneMoreQueueThanANamespaceMayHave() {
        QueuesRead full = view(QueuesRead.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "countIn" -> QueueLimits.QUEUES_PER_NAMESPACE_MAX;
            case "nextQueueId" -> 7L;
            case "deletedAtMillis" -> -1L;
            default -> null;
        });

        Decision<CreateQueue.Reply> decision = new CreateQueueDecider(full).decide(Q.create(Q.ORDERS), 0);

        assertThat(((Decision.Reject<CreateQueue.Reply>) decision).rejection().reason())
                .isEqualTo(QueueRejection.QUEUE_LIMIT);
    }

    @Test
    void refusesOneMoreKeyThanAQueueMayHave() {
        QueueRead queue = view(QueueRead.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "laneCount" -> QueueLimits.LANES_PER_QUEUE_MAX - 1;
            default -> answer(plainQueue(), method, arguments);
        });

        assertThat(resultsOf(queue, Q.message("one", "a"), Q.message("two", "b"), Q.message("three", "a")))
                .satisfiesExactly(
                        first -> assertThat(first).isInstanceOf(SendResult.Stored.class),
                        second -> assertRefused(second, QueueRejection.QUEUE_LIMIT),
                        third -> assertThat(third).isInstanceOf(SendResult.Stored.class));
    }

    @Test
    void refusesASendThatAFifoQueueCannotRemember() {
        FifoRead memory = view(FifoRead.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "deduplicationRoom" -> 1L;
            default -> null;
        });
        Queue fifo = queue(
                SettingsRules.changed(SettingsRules.DEFAULTS, Fifo.change(new FifoChange(true, null, null, null))));
        QueueRead queue = view(
                QueueRead.class,
                (proxy, method, arguments) ->
                        method.getName().equals("memory") ? memory : answer(fifo, method, arguments));

        assertThat(resultsOf(queue, Fifo.message("one", "g", "1"), Fifo.message("two", "g", "2")))
                .satisfiesExactly(
                        first -> assertThat(first).isInstanceOf(SendResult.Stored.class),
                        second -> assertRefused(second, QueueRejection.DEDUPLICATION_LIMIT));
    }

    @Test
    void refusesFieldsOutOfTheirBounds() {
        ByteBuffer bytes = ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0, 11)
                .putLong(4, -1);

        assertThatThrownBy(() -> Fields.ofUnit(bytes.duplicate(), "x").count(10))
                .isInstanceOf(SkidwayException.class)
                .hasMessageContaining("0 to 10, found 11");
        assertThatThrownBy(
                        () -> Fields.ofUnit(bytes.duplicate().position(4), "x").ranged(0, 5))
                .isInstanceOf(SkidwayException.class)
                .hasMessageContaining("0 to 5, found -1");
        assertThatThrownBy(() -> Fields.ofUnit(bytes.duplicate(), "x").require(false, "what is not"))
                .isInstanceOf(SkidwayException.class)
                .hasMessageContaining("what is not");
    }

    @Test
    void lanesEndWithTheLast() {
        LaneTable lanes = new LaneTable();
        lanes.add(new Lane(0, new Level(0), new KeyLanes(null)));
        Iterator<Lane> all = lanes.from(0);

        assertThat(all.next().number()).isZero();
        assertThatThrownBy(all::next).isInstanceOf(NoSuchElementException.class);
    }

    private static List<SendResult> resultsOf(QueueRead queue, NewMessage... messages) {
        QueuesRead queues = view(QueuesRead.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "partRoom" -> Long.MAX_VALUE;
            case "movedRoom" -> Integer.MAX_VALUE;
            default -> queue;
        });
        Decision<SendMessages.Reply> decision =
                new SendMessagesDecider(queues).decide(new SendMessages(queue.name(), List.of(messages)), 0);
        return ((Decision.Accept<SendMessages.Reply>) decision).reply().results();
    }

    private static void assertRefused(SendResult result, QueueRejection reason) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        SendResult.Refused.class,
                        refused -> assertThat(refused.rejection().reason()).isEqualTo(reason));
    }

    private static Queue plainQueue() {
        return queue(SettingsRules.DEFAULTS);
    }

    private static Queue queue(QueueSettings settings) {
        Shared shared = new Shared(position -> position >>> 22, Chunk.SLOTS_MAX);
        return new Queue(1, Q.ORDERS, 0, settings, new TreeMap<>(), shared);
    }

    private static @Nullable Object answer(Queue queue, Method method, Object[] arguments) throws Throwable {
        return method.invoke(queue, arguments);
    }

    private static <T> T view(Class<T> type, InvocationHandler answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, answers));
    }
}
