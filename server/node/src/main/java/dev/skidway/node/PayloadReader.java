package dev.skidway.node;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.journal.Journal;
import dev.skidway.journal.JournalError;
import dev.skidway.queues.Payload;
import dev.skidway.queues.PayloadChecksum;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Fetches and checks headers and bodies of messages: recent ones from memory on the calling thread, the rest on a few platform threads,
 * because a file read would hold on to the carrier of a virtual thread. What waits for those threads is bounded by the receives
 * that the node admits.
 */
final class PayloadReader implements AutoCloseable {

    private static final byte[] NOTHING = {};

    private final Journal journal;
    private final ExecutorService threads;

    PayloadReader(Journal journal, int threadCount) {
        this.journal = journal;
        threads = Executors.newFixedThreadPool(
                threadCount,
                Thread.ofPlatform().daemon().name("payload-reader-", 1).factory());
    }

    /** What was found where a payload should be. */
    enum Verdict {
        /** What was stored. */
        WHOLE,
        /** Other bytes, or none that can be read. */
        DAMAGED,
        /** Its segment was released: the message was deleted or purged meanwhile. */
        GONE
    }

    /**
     * What was read for one message; headers and body are empty unless it is whole.
     *
     * @param failure why nothing could be read; one message that cannot be read does not keep the others back
     */
    record Loaded(
            Verdict verdict,
            byte[] headers,
            byte[] body,
            @Nullable SkidwayException failure) {}

    /** The payloads, in order. */
    List<Loaded> read(List<Payload> payloads) throws InterruptedException {
        List<@Nullable Loaded> loaded = new ArrayList<>(payloads.size());
        List<Integer> missing = new ArrayList<>();
        for (Payload payload : payloads) {
            ByteBuffer stored = room(payload);
            boolean recent = journal.readRecent(storedAt(payload), stored);
            if (!recent) {
                missing.add(loaded.size());
            }
            loaded.add(recent ? checked(payload, stored.flip()) : null);
        }
        if (!missing.isEmpty()) {
            await(threads.submit(() -> missing.forEach(index -> loaded.set(index, fromDisk(payloads.get(index))))));
        }
        return loaded.stream().map(Objects::requireNonNull).toList();
    }

    private Loaded fromDisk(Payload payload) {
        try {
            ByteBuffer stored = room(payload);
            journal.read(storedAt(payload), stored);
            return checked(payload, stored.flip());
        } catch (SkidwayException e) {
            return new Loaded(
                    e.code() == JournalError.POSITION_GONE ? Verdict.GONE : Verdict.DAMAGED, NOTHING, NOTHING, e);
        }
    }

    private static Loaded checked(Payload payload, ByteBuffer stored) {
        if (!PayloadChecksum.agrees(stored)) {
            return new Loaded(Verdict.DAMAGED, NOTHING, NOTHING, null);
        }
        byte[] headers = new byte[payload.headerBytes()];
        byte[] body = new byte[payload.bodyBytes()];
        stored.get(headers).get(body);
        return new Loaded(Verdict.WHOLE, headers, body, null);
    }

    private static ByteBuffer room(Payload payload) {
        return ByteBuffer.allocate(PayloadChecksum.BYTES + payload.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static long storedAt(Payload payload) {
        return payload.position() - PayloadChecksum.BYTES;
    }

    @Override
    public void close() {
        threads.shutdown();
    }

    private static void await(Future<?> reading) throws InterruptedException {
        try {
            reading.get();
        } catch (ExecutionException e) {
            throw new SkidwayException(
                    NodeError.FAILED, Severity.FAIL_REQUEST, "a payload could not be read", e.getCause());
        }
    }
}
