package dev.skidway.testserver;

import dev.skidway.client.JobDraft;
import dev.skidway.client.Skidway;
import dev.skidway.client.Worker;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A whole test as users write it, also run as a program by an older Java. */
final class Reminded {

    private Reminded() {}

    public static void main(String[] arguments) {
        try (SkidwayTestServer server =
                SkidwayTestServer.with().patience(Duration.ofMinutes(2)).start()) {
            System.out.println("Java " + Runtime.version().feature() + ": " + handledAfterAnHour(server));
        }
    }

    /** Texts and times of what was handled. */
    static Queue<String> handledAfterAnHour(SkidwayTestServer server) {
        Skidway skidway = server.client();
        skidway.queues().create("q");
        Queue<String> handled = new ConcurrentLinkedQueue<>();
        try (Worker worker = skidway.worker("q")
                .start(job -> handled.add(job.text() + " at " + server.clock().instant()))) {
            skidway.queue("q")
                    .send(JobDraft.of("call").delay(Duration.ofMinutes(59)))
                    .orThrow();
            skidway.queue("q")
                    .send(JobDraft.of("write").delay(Duration.ofMinutes(61)))
                    .orThrow();
            server.clock().advance(Duration.ofHours(1), "q");
            if (worker.held() > 0) {
                throw new IllegalStateException("not idle");
            }
        }
        return handled;
    }
}
