package dev.skidway.gateway.sqs;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What the writing of one answer needs, kept for the next one; taken only after all waiting is over. */
final class Scratch {

    private final JsonWriter writer = new JsonWriter();
    private final Digests digests = new Digests();

    private Scratch() {}

    JsonWriter writer() {
        return writer;
    }

    Digests digests() {
        return digests;
    }

    /** A bounded stock of them; not bound to threads, of which there may be many thousands. */
    static final class Pool {

        private static final int KEPT_MAX = 64;

        private final ConcurrentLinkedQueue<Scratch> free = new ConcurrentLinkedQueue<>();
        private final AtomicInteger kept = new AtomicInteger();

        /** One that nobody else uses, its writer begun. */
        Scratch take() {
            Scratch scratch = free.poll();
            if (scratch == null) {
                scratch = new Scratch();
            } else {
                kept.decrementAndGet();
            }
            scratch.writer.reset();
            return scratch;
        }

        void give(Scratch scratch) {
            if (kept.incrementAndGet() <= KEPT_MAX) {
                free.add(scratch);
            } else {
                kept.decrementAndGet();
            }
        }
    }
}
