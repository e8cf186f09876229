package dev.skidway.load;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one run found, as the keys others script against. */
record LoadReport(
        LoadOptions options,
        Latency send,
        Latency endToEnd,
        Ledger ledger,
        int failedRequests,
        Reading before,
        Reading after,
        String storage,
        double forceProbeMillis) {

    private static final double BYTES_PER_MIB = 1024.0 * 1024;

    /** Whether every acknowledged message came exactly once with the bytes that were sent. */
    boolean exactlyOnce() {
        return ledger.exact();
    }

    /** The report in the order it is written; a figure that could not be learnt is null. */
    Map<String, @Nullable Object> keys() {
        Map<String, @Nullable Object> keys = new LinkedHashMap<>();
        keys.put("lifecycles_per_s", after.lifecyclesPerSecondSince(before));
        keys.put("server_cpu_us_per_message", after.serverCpuMicrosPerMessageSince(before));
        keys.put("client_cpu_us_per_message", after.clientCpuMicrosPerMessageSince(before));
        keys.put("send_ms", times(send));
        keys.put("e2e_ms", times(endToEnd));
        keys.put("lost", ledger.outstanding());
        keys.put("duplicates", ledger.duplicateCount());
        keys.put("fsync_ms", forceTimes());
        keys.put("bytes_written_per_message", after.writtenBytesPerMessageSince(before));
        Double resident = after.usage().residentBytes();
        keys.put("server_rss_mib", resident == null ? null : resident / BYTES_PER_MIB);
        keys.put("settings", settings());
        return keys;
    }

    private Map<String, @Nullable Object> settings() {
        Map<String, @Nullable Object> settings = new LinkedHashMap<>();
        settings.put("protocol", options.protocol().name().toLowerCase(Locale.ROOT));
        settings.put("mode", options.mode().name().toLowerCase(Locale.ROOT));
        settings.put("rate", options.mode() == Mode.RATE ? options.rate() : null);
        settings.put("size_bytes", options.bodyBytes());
        settings.put("batch", options.batch());
        settings.put("connections", options.connections());
        settings.put("duration_s", options.durationSeconds());
        settings.put("warmup_s", options.warmupSeconds());
        settings.put("verify", options.verify());
        settings.put("altered", ledger.alteredCount());
        settings.put("failed_requests", failedRequests);
        settings.put("messages_acknowledged", ledger.acknowledgedCount());
        settings.put("forces_per_s", after.forcesPerSecondSince(before));
        settings.put("force_probe_ms_p50", forceProbeMillis < 0 ? null : forceProbeMillis);
        settings.put("file_system", storage);
        settings.put("processors", Runtime.getRuntime().availableProcessors());
        settings.put("java", Runtime.version().toString());
        return settings;
    }

    private static Map<String, @Nullable Object> times(Latency latency) {
        Map<String, @Nullable Object> times = new LinkedHashMap<>();
        boolean some = latency.count() > 0;
        times.put("p50", some ? latency.millisAt(50) : null);
        times.put("p95", some ? latency.millisAt(95) : null);
        times.put("p99", some ? latency.millisAt(99) : null);
        times.put("p999", some ? latency.millisAt(99.9) : null);
        times.put("max", some ? latency.millisMax() : null);
        return times;
    }

    private Map<String, @Nullable Object> forceTimes() {
        ForceTimes forces =
                ForceTimes.between(before.usage().forceBuckets(), after.usage().forceBuckets());
        Map<String, @Nullable Object> times = new LinkedHashMap<>();
        times.put("p50", forces.millisAt(0.50));
        times.put("p95", forces.millisAt(0.95));
        times.put("p99", forces.millisAt(0.99));
        times.put("p999", forces.millisAt(0.999));
        times.put("max", forces.millisAt(1));
        return times;
    }
}
