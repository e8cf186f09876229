package dev.skidway.load;

import dev.skidway.base.SkidwayException;
import java.io.IOException;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A server somebody else started; all that is known of it is what its metrics page says. */
record RunningServer(Target target) implements ServerUnderTest {

    static final String CPU_SECONDS = "process_cpu_seconds_total";
    static final String RESIDENT_BYTES = "process_resident_memory_bytes";
    static final String FORCE_SECONDS = "skidway_journal_force_seconds";
    static final String WRITTEN_BYTES = "skidway_journal_written_bytes_total";

    @Override
    public Usage usage() throws IOException {
        if (target.metrics() == null) {
            return Usage.UNKNOWN;
        }
        ServerMetrics metrics = ServerMetrics.read(target.metrics());
        return new Usage(
                orNull(metrics.sum(CPU_SECONDS)),
                orNull(metrics.sum(RESIDENT_BYTES)),
                orNull(metrics.sum(FORCE_SECONDS + "_count")),
                orNull(metrics.sum(WRITTEN_BYTES)),
                metrics.buckets(FORCE_SECONDS));
    }

    @Override
    public String storage() {
        return "unknown (running server)";
    }

    @Override
    public double forceProbeMillis() {
        return -1;
    }

    @Override
    public Footprint footprint() throws IOException {
        return Footprint.ofMemory(usage().residentBytes());
    }

    @Override
    public double liveHeapBytes() {
        throw ownOnly("--mode idle");
    }

    @Override
    public OptionalLong usableBytes() {
        return OptionalLong.empty();
    }

    @Override
    public double restart() {
        throw ownOnly("--restart");
    }

    private static SkidwayException ownOnly(String option) {
        return LoadOptions.refusal(option + " needs a server that this run starts; leave --target out.");
    }

    @Override
    public void close() {}

    private static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
