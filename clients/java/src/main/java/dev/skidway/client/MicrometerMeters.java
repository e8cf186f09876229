package dev.skidway.client;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/** Meters in a Micrometer registry: {@code skidway.send}, {@code skidway.handle} and {@code skidway.reconnects}. */
public final class MicrometerMeters implements Meters {

    private final MeterRegistry registry;

    public MicrometerMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void sent(String queue, int jobs, int refused, boolean unknown, Duration took) {
        String outcome = unknown ? "unknown" : refused == jobs ? "refused" : "done";
        registry.timer("skidway.send", "queue", queue, "outcome", outcome).record(took);
        registry.counter("skidway.send.jobs", "queue", queue, "outcome", outcome)
                .increment(jobs);
    }

    @Override
    public void handled(String queue, boolean failed, Duration took) {
        registry.timer("skidway.handle", "queue", queue, "outcome", failed ? "failed" : "done")
                .record(took);
    }

    @Override
    public void reconnected() {
        registry.counter("skidway.reconnects").increment();
    }
}
