package dev.skidway.examples.spring;

import io.awspring.cloud.sqs.annotation.SqsListener;
import io.awspring.cloud.sqs.listener.SqsHeaders;
import io.awspring.cloud.sqs.listener.Visibility;
import io.awspring.cloud.sqs.listener.acknowledgement.Acknowledgement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Does the jobs, up to ten at once. */
@Component
class Worker {

    private final Leases leases;
    private final WorkerSettings settings;
    private final JsonMapper json;

    Worker(Leases leases, WorkerSettings settings, JsonMapper json) {
        this.leases = leases;
        this.settings = settings;
        this.json = json;
    }

    /** Your work goes here. A job that throws is tried again, so a job must bear being done twice. */
    private void work(String body) {
        JsonNode job = json.readTree(body);
        long millis = (long) (job.path("seconds").asDouble(0) * 1000);
        // Stands for something slow.
        CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS))
                .join();
        System.out.println("done " + job.path("task").asString());
    }

    /** Takes the body as it is, for a body that is no JSON would otherwise fail before it gets here, and with it its batch. */
    @SqsListener("${worker.queue}")
    void take(
            String body,
            @Header(SqsHeaders.MessageSystemAttributes.SQS_APPROXIMATE_RECEIVE_COUNT) String tries,
            Visibility visibility,
            Acknowledgement acknowledgement) {
        Future<?> renewals = leases.keep(visibility);
        try {
            work(body);
            renewals.cancel(false);
            acknowledgement.acknowledge();
        } catch (RuntimeException e) {
            // Thread root of a job: whatever it throws, it comes again.
            renewals.cancel(false);
            giveBack(Integer.parseInt(tries), visibility, e);
        }
    }

    /** Has the job come again later, each time a little later. After the last try the server moves it to the dead letters. */
    private void giveBack(int tries, Visibility visibility, RuntimeException reason) {
        System.out.printf("try %d of %d failed: %s%n", tries, settings.triesMax(), reason.getMessage());
        visibility.changeTo((int) settings.retry().toSeconds() * tries);
    }
}
