package dev.skidway.gateway.sqs;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** What the writing of one answer needs, kept for the next one; taken only after all waiting is over. */
final class Scratch {

    private final WireWriter writer;
    private final Digests digests = new Digests();

    private Scratch(WireWriter writer) {
        this.writer = writer;
    }

    WireWriter writer() {
        return writer;
    }

    Digests digests() {
        return digests;
    }

    /** A bounded stock of them for one wire format; not bound to threads, of which there may be many thousands. */
    static final class Pool {

        private static final int KEPT_MAX = 64;

        private final Supplier<WireWriter> writers;
        private final ConcurrentLinkedQueue<Scratch> free = new ConcurrentLinkedQueue<>();
        private final AtomicInteger kept = new AtomicInteger();

        Pool(Supplier<WireWriter> writers) {
            this.writers = writers;
        }

        /** One that nobody else uses. */
        Scratch take() {
            Scratch scratch = free.poll();
            if (scratch == null) {
                scratch = new Scratch(writers.get());
            } else {
                kept.decrementAndGet();
            }
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
