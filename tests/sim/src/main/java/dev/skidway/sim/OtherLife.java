package dev.skidway.sim;

import dev.skidway.queues.CreateQueue;
import dev.skidway.queues.NewMessage;
import dev.skidway.queues.Origin;
import dev.skidway.queues.QueueName;
import dev.skidway.queues.SendMessages;
import dev.skidway.queues.SettingsChange;
import dev.skidway.testkit.ManualTime;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A process on a copy of the disk with some work of its own, to see what a fault does that the living one must not meet. */
final class OtherLife {

    private static final int LAST_ROUNDS = 20;

    /** Much longer than the journal waits before it seals itself and notes how far it is durable. */
    private static final int REST_ROUNDS = 30;

    private static final int TURN_MILLIS = 5;
    private static final int ROUNDS_MAX = 20_000;

    private final Node node;
    private final ManualTime time;
    private final SplittableRandom random;
    private final QueueName queue;
    private final @Nullable String key;

    /** With {@code key} for all its messages: lives that are alike in all else tell themselves apart by it. */
    OtherLife(Node node, ManualTime time, SplittableRandom random, @Nullable String key) {
        this.key = key;
        this.node = node;
        this.time = time;
        this.random = random;
        this.queue = new QueueName("ns0", "other-life-" + random.nextInt(1_000));
        SettingsChange settings = new SettingsChange(0L, null, 60_000L, 0L, 1_000L, null, new TreeMap<>());
        node.partition(0)
                .submit(new CreateQueue(queue, settings, new TreeMap<>(), new Origin("simulator", "other life")));
    }

    /** Sends now and then, and without a key takes snapshots. */
    void work(int rounds) {
        for (int round = 0; round < rounds && !failed(); round++) {
            if (random.nextInt(4) == 0) {
                byte[] body = Bodies.body(round, Bodies.BYTES_MIN + random.nextInt(800));
                NewMessage message = new NewMessage(body, new byte[0], body.length, key, 0, 0);
                node.partition(0).submit(new SendMessages(queue, List.of(message)));
            }
            if (key == null && random.nextInt(20) == 0) {
                node.partition(0).askForSnapshot();
            }
            turn();
        }
    }

    /**
     * Lets everything become durable and the journal seal it. The partition comes to a stop before: with the limits of some seeds it
     * copies payloads for ever.
     */
    void rest() {
        for (int round = 0; round < LAST_ROUNDS && !failed(); round++) {
            turn();
        }
        int rested = 0;
        for (int round = 0; rested < REST_ROUNDS && round < ROUNDS_MAX && !failed(); round++) {
            node.diskRound();
            time.advanceMillis(TURN_MILLIS);
            rested += durable() ? 1 : 0;
        }
        Violation.unless(durable() || failed(), Violation.Kind.STUCK, "another life does not come to rest");
    }

    private boolean durable() {
        return node.journal().durablePosition() == node.journal().appendedPosition();
    }

    private void turn() {
        node.round();
        time.advanceMillis(TURN_MILLIS);
    }

    boolean failed() {
        return node.failure() != null;
    }

    /** Of the state of all partitions. */
    long hash() {
        return node.hash();
    }
}
