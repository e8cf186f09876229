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

    /** The payloads in the order of the messages: checksum, headers and body in one piece, little endian, not yet checked. */
    List<ByteBuffer> read(List<LeasedMessage> messages) throws InterruptedException {
        List<ByteBuffer> payloads = new ArrayList<>(messages.size());
        List<Integer> missing = new ArrayList<>();
        for (LeasedMessage message : messages) {
            ByteBuffer payload = ByteBuffer.allocate(
                            PayloadChecksum.BYTES + message.headerBytes() + message.bodyBytes())
                    .order(ByteOrder.LITTLE_ENDIAN);
            if (!journal.readRecent(storedAt(message), payload)) {
                payload.clear();
                missing.add(payloads.size());
            }
            payloads.add(payload);
        }
        if (!missing.isEmpty()) {
            await(threads.submit(() -> {
                for (int index : missing) {
                    journal.read(storedAt(messages.get(index)), payloads.get(index));
                }
            }));
        }
        payloads.forEach(ByteBuffer::flip);
        return payloads;
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
            if (e.getCause() instanceof SkidwayException failure) {
                throw new SkidwayException(failure.code(), failure.severity(), failure.text(), failure);
            }
            throw new SkidwayException(
                    NodeError.FAILED, Severity.FAIL_REQUEST, "a payload could not be read", e.getCause());
        }
    }
}
