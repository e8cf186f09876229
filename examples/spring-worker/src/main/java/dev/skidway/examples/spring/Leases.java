package dev.skidway.examples.spring;

import io.awspring.cloud.sqs.listener.Visibility;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Renews the leases of the jobs in hand, at a third of their time. */
@Component
class Leases implements AutoCloseable {

    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
    private final WorkerSettings settings;

    Leases(WorkerSettings settings) {
        this.settings = settings;
    }

    /** Keeps a message leased until the returned task is cancelled. */
    Future<?> keep(Visibility visibility) {
        long pauseMillis = settings.lease().toMillis() / 3;
        return timer.scheduleAtFixedRate(() -> renew(visibility), pauseMillis, pauseMillis, TimeUnit.MILLISECONDS);
    }

    private void renew(Visibility visibility) {
        try {
            visibility.changeTo((int) settings.lease().toSeconds());
        } catch (RuntimeException e) {
            // Thread root of a renewal: thrown further it would end the renewals; there is time for two more.
            System.err.println("lease not renewed: " + e.getMessage());
        }
    }

    /** Spring calls it after the listeners have finished. */
    @Override
    public void close() {
        timer.shutdownNow();
    }
}
