package dev.skidway.load;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the replay of a job log found. Waits are seconds of the replay, not of the recorded log. */
final class TraceReport {

    private static final double MILLIS_PER_SECOND = 1e3;

    private final TraceOptions options;
    private final Ledger ledger;
    private final long finished;
    private final double seconds;
    private final int failedRequests;
    private final String storage;
    private final Latency waits = new Latency();
    private final TreeMap<Integer, Latency> waitsByUser = new TreeMap<>();

    TraceReport(
            TraceOptions options, Ledger ledger, long finished, double seconds, int failedRequests, String storage) {
        this.options = options;
        this.ledger = ledger;
        this.finished = finished;
        this.seconds = seconds;
        this.failedRequests = failedRequests;
        this.storage = storage;
    }

    void add(JobWorker worker) {
        waits.add(worker.waits);
        worker.waitsByUser.forEach((user, latency) ->
                waitsByUser.computeIfAbsent(user, fresh -> new Latency()).add(latency));
    }

    /** Whether every job of the log ran once and was deleted. */
    boolean exactlyOnce() {
        return finished == options.jobs().size() && ledger.exact();
    }

    Map<String, @Nullable Object> keys() {
        Map<String, @Nullable Object> keys = new LinkedHashMap<>();
        keys.put("jobs", finished);
        keys.put("lost", ledger.outstanding());
        keys.put("duplicates", ledger.duplicateCount());
        keys.put("jobs_per_s", finished / seconds);
        keys.put("wait_s", waits.keys(MILLIS_PER_SECOND));
        Map<String, @Nullable Object> byUser = new LinkedHashMap<>();
        waitsByUser.forEach((user, latency) -> byUser.put(Integer.toString(user), latency.keys(MILLIS_PER_SECOND)));
        keys.put("wait_s_by_user", byUser);
        Latency light = new Latency();
        lightUsers().forEach(user -> light.add(waitsByUser.getOrDefault(user, new Latency())));
        keys.put("wait_s_light_users", light.keys(MILLIS_PER_SECOND));
        Map<String, @Nullable Object> settings = new LinkedHashMap<>();
        settings.put("jobs_in_log", options.jobs().size());
        settings.put("workers", options.workers());
        settings.put("speed", options.speed());
        settings.put("fair_by", options.fairByUser() ? "user" : "none");
        settings.put("seconds", seconds);
        settings.put("failed_requests", failedRequests);
        settings.put("file_system", storage);
        settings.put("processors", Runtime.getRuntime().availableProcessors());
        keys.put("settings", settings);
        return keys;
    }

    /** The half of the users whose jobs run for the least time in all, those of a lower number first among equals. */
    private List<Integer> lightUsers() {
        TreeMap<Integer, Long> runNanos = new TreeMap<>();
        for (int job = 0; job < options.jobs().size(); job++) {
            runNanos.merge(options.jobs().get(job).user(), options.runNanos(job), Long::sum);
        }
        return runNanos.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .limit(runNanos.size() / 2)
                .map(Map.Entry::getKey)
                .toList();
    }
}
