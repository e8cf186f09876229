package dev.skidway.node;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.journal.Journal;
import dev.skidway.queues.LeasedMessage;
import dev.skidway.queues.PayloadChecksum;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Fetches headers and bodies of leased messages: recent ones from memory on the calling thread, the rest on a few platform threads,
 * because a file read would hold on to the carrier of a virtual thread. What waits for those threads is bounded by the receives
 * that the node admits.
 */
final class PayloadReader implements AutoCloseable {

    private final Journal journal;
    private final ExecutorService threads;

    PayloadReader(Journal journal, int threadCount) {
        this.journal = journal;
        threads = Executors.newFixedThreadPool(
                threadCount,
                Thread.ofPlatform().daemon().name("payload-reader-", 1).factory());
    }

    /**
     * What was read for one message.
     *
     * @param bytes checksum, headers and body in one piece, little endian, not yet checked
     * @param failure why there are none; one message that cannot be read does not keep the others back
     */
    record Stored(ByteBuffer bytes, @Nullable SkidwayException failure) {}

    /** The payloads in the order of the messages. */
    List<Stored> read(List<LeasedMessage> messages) throws InterruptedException {
        List<Stored> payloads = new ArrayList<>(messages.size());
        List<Integer> missing = new ArrayList<>();
        for (LeasedMessage message : messages) {
            ByteBuffer payload = ByteBuffer.allocate(
                            PayloadChecksum.BYTES + message.headerBytes() + message.bodyBytes())
                    .order(ByteOrder.LITTLE_ENDIAN);
            if (journal.readRecent(storedAt(message), payload)) {
                payload.flip();
            } else {
                missing.add(payloads.size());
            }
            payloads.add(new Stored(payload, null));
        }
        if (!missing.isEmpty()) {
            await(threads.submit(() -> {
                for (int index : missing) {
                    payloads.set(
                            index,
                            fromDisk(
                                    messages.get(index),
                                    payloads.get(index).bytes().clear()));
                }
            }));
        }
        return payloads;
    }

    private Stored fromDisk(LeasedMessage message, ByteBuffer payload) {
        try {
            journal.read(storedAt(message), payload);
            return new Stored(payload.flip(), null);
        } catch (SkidwayException e) {
            return new Stored(payload, e);
        }
    }

    private static long storedAt(LeasedMessage message) {
        return message.payloadPosition() - PayloadChecksum.BYTES;
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
