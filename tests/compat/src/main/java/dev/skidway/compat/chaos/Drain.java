package dev.skidway.compat.chaos;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Takes everything out of both queues; a message that comes now has survived. */
final class Drain {

    private static final long PAUSE_MILLIS = 50;

    private final SqsClient sqs;
    private final Queues queues;
    private final PrintStream out;
    private final Receiver standard;
    private final Receiver fifo;
    private final Duration quiet;
    private long lastNanos = System.nanoTime();

    Drain(SqsClient sqs, Queues queues, History history, Chance chance, Duration lease, PrintStream out) {
        this.sqs = sqs;
        this.queues = queues;
        this.out = out;
        SqsCalls calls = new SqsCalls.Blocking(sqs);
        standard = new Receiver(calls, queues.standard(), history, chance, 1, lease);
        fifo = new Receiver(calls, queues.fifo(), history, chance, 1, lease);
        // Whatever is leased comes back within a lease; what does not come for much longer than that never will.
        quiet = lease.multipliedBy(2).plusSeconds(2);
    }

    /** True once both queues say they are empty; false if they do not although nothing comes any more. */
    boolean run() {
        while (System.nanoTime() - lastNanos < quiet.toNanos()) {
            try {
                int came = standard.receive(0).join() + fifo.receive(0).join();
                if (came > 0) {
                    lastNanos = System.nanoTime();
                } else if (depth() == 0) {
                    return true;
                } else {
                    Waiting.millis(PAUSE_MILLIS);
                }
            } catch (CompletionException e) {
                if (!(e.getCause() instanceof SdkException failure)) {
                    throw e;
                }
                failed(failure);
            } catch (SdkException e) {
                failed(e);
            }
        }
        return false;
    }

    private long depth() {
        return Queues.depth(sqs, queues.standard()) + Queues.depth(sqs, queues.fifo());
    }

    private void failed(SdkException failure) {
        out.println("while draining: " + failure.getMessage());
        Waiting.millis(PAUSE_MILLIS);
    }
}
