package dev.skidway.cli;

import dev.skidway.engine.ClockLimits;
import dev.skidway.engine.Command;
import dev.skidway.engine.EngineLimits;
import dev.skidway.engine.Outcome;
import dev.skidway.engine.Partition;
import dev.skidway.engine.PartitionSetup;
import dev.skidway.engine.RunningHash;
import dev.skidway.engine.Ticket;
import dev.skidway.journal.JournalConfig;
import dev.skidway.journal.RealDisk;
import dev.skidway.journal.Storage;
import dev.skidway.queues.CreateQueue;
import dev.skidway.queues.DeleteMessages;
import dev.skidway.queues.LeaseRef;
import dev.skidway.queues.NewMessage;
import dev.skidway.queues.Origin;
import dev.skidway.queues.QueueDomain;
import dev.skidway.queues.QueueLimits;
import dev.skidway.queues.QueueName;
import dev.skidway.queues.ReceiveMessages;
import dev.skidway.queues.SendMessages;
import dev.skidway.queues.SettingsChange;
import dev.skidway.testkit.ManualTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A server's core on a folder, stepped by the test, with segments so small and memory so short that it rolls and spills at once. */
final class Life implements AutoCloseable {

    static final String BODY = "body of message ";
    static final QueueName QUEUE = new QueueName("000000000000", "orders");
    private static final int ROUNDS = 400;
    private static final int BODY_BYTES = 1_000;

    private final ManualTime time = new ManualTime();
    private final Storage storage;
    private final QueueDomain domain;
    private final Partition partition;

    Life(Path folder) throws IOException {
        storage = Storage.open(RealDisk.open(folder), JournalConfig.small(), time);
        domain = new QueueDomain(storage.journal()::segmentOf, 1);
        partition = Partition.recover(new PartitionSetup(
                0,
                1,
                EngineLimits.DEFAULT.withResident(0, 1 << 20),
                ClockLimits.DEFAULT,
                true,
                time,
                storage.journal(),
                storage.snapshots(),
                List.of(domain),
                failure -> {}));
    }

    /** A folder with segments kept for their payloads, a snapshot, spilled parts, and a log to replay; cleanly stopped. */
    static void fill(Path folder) throws IOException {
        try (Life life = new Life(folder)) {
            life.begin();
        }
    }

    /** Does what {@link #fill} does, and goes on. */
    void begin() {
        run(new CreateQueue(
                QUEUE,
                new SettingsChange(null, null, null, null, null, null, new TreeMap<>()),
                new TreeMap<>(),
                new Origin("test", "request-1")));
        send(150, 5);
        // What came back for a send stays for a while.
        time.advanceMillis(2 * QueueLimits.FETCH_MILLIS_MAX);
        rest();
        // Parts are away when the snapshot begins, and the log that is replayed on top does not touch them.
        snapshot();
        send(10, 0);
    }

    Storage storage() {
        return storage;
    }

    /** Takes and publishes a snapshot. */
    void snapshot() {
        partition.askForSnapshot();
        rest();
    }

    /** Receives and deletes messages, so that segments are emptied, compacted and released. */
    void consume(int count) {
        for (int i = 0; i < count; i++) {
            List<LeaseRef> leases = new ArrayList<>();
            Ticket<ReceiveMessages.Reply> ticket = partition.submit(new ReceiveMessages(QUEUE, 1, 600_000, 0));
            ticket.whenDone((outcome, failure) -> {
                if (outcome instanceof Outcome.Done<ReceiveMessages.Reply>(ReceiveMessages.Reply reply)) {
                    reply.messages().forEach(message -> leases.add(message.lease()));
                }
            });
            while (!ticket.done()) {
                round();
                time.advanceMillis(1);
            }
            run(new DeleteMessages(QUEUE, leases));
        }
    }

    /** Hash of everything the state holds now. */
    long hash() {
        return hash(domain);
    }

    static long hash(QueueDomain domain) {
        RunningHash hash = new RunningHash();
        domain.hash(hash);
        return hash.value();
    }

    /** To as many keys as named, in turn; to another one if none are. */
    void send(int count, int keys) {
        for (int i = 0; i < count; i++) {
            byte[] body = (BODY + i + ".".repeat(BODY_BYTES)).getBytes(StandardCharsets.UTF_8);
            run(new SendMessages(QUEUE, List.of(message(body, keys == 0 ? "later" : "key " + i % keys))));
        }
        rest();
    }

    void sendOne(String key) {
        byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
        run(new SendMessages(QUEUE, List.of(message(body, key))));
    }

    private static NewMessage message(byte[] body, String key) {
        return new NewMessage(body, new byte[0], body.length, key, 0, 0);
    }

    private void run(Command<?> command) {
        partition.submit(command);
        for (int i = 0; i < 4; i++) {
            round();
        }
    }

    void rest() {
        for (int i = 0; i < ROUNDS; i++) {
            round();
            time.advanceMillis(1);
        }
    }

    void round() {
        partition.step();
        storage.journal().step();
        storage.housekeeper().step();
    }

    @Override
    public void close() throws IOException {
        rest();
        partition.close();
        storage.close();
    }
}
