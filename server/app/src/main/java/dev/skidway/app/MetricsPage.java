package dev.skidway.app;

import dev.skidway.app.admin.Readiness;
import dev.skidway.engine.CompactionStats;
import dev.skidway.engine.PartitionStats;
import dev.skidway.journal.JournalStats;
import dev.skidway.journal.Space;
import dev.skidway.node.NodeStats;
import dev.skidway.node.Verb;
import dev.skidway.queues.QueueView;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes down the counters that the parts of the server keep anyway, at the moment somebody asks. */
final class MetricsPage {

    private static final double MICROS_PER_SECOND = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MILLIS_PER_SECOND = 1e3;

    /** A metric with its values by labels, while its lines are being collected. */
    private record Metric(String help, boolean counter, Map<Labels, Double> values) {}

    private final Map<String, Metric> metrics = new LinkedHashMap<>();
    private final List<HistogramSnapshot> histograms = new ArrayList<>();

    MetricSnapshots build() {
        MetricSnapshots.Builder page = MetricSnapshots.builder();
        histograms.forEach(page::metricSnapshot);
        metrics.forEach(
                (name, metric) -> page.metricSnapshot(metric.counter() ? counter(name, metric) : gauge(name, metric)));
        return page.build();
    }

    MetricsPage process(ProcessFigures process) {
        count("process_cpu_seconds", "Processor time of the process.", process.cpuSeconds());
        level("process_resident_memory_bytes", "Memory the process holds.", process.residentBytes());
        level("jvm_heap_used_bytes", "Java heap in use, garbage included.", process.heapUsedBytes());
        level("jvm_heap_max_bytes", "Most the Java heap may grow to.", process.heapMaxBytes());
        return this;
    }

    MetricsPage stage(Readiness.Stage stage, Space space) {
        level("skidway_ready", "1 while the server serves.", stage.phase() == Readiness.Phase.READY ? 1 : 0);
        for (Space each : Space.values()) {
            String help = "1 for the state the journal's room is in.";
            level("skidway_journal_space", help, each == space ? 1 : 0, "state", name(each));
        }
        return this;
    }

    MetricsPage journal(JournalStats journal) {
        List<Double> bounds = new ArrayList<>();
        List<Long> counts = new ArrayList<>();
        for (int bucket = 0; bucket < JournalStats.FORCE_BUCKETS; bucket++) {
            boolean last = bucket == JournalStats.FORCE_BUCKETS - 1;
            bounds.add(last ? Double.POSITIVE_INFINITY : (1L << bucket) / MICROS_PER_SECOND);
            counts.add(journal.forcesInBucket(bucket));
        }
        histograms.add(HistogramSnapshot.builder()
                .name("skidway_journal_force_seconds")
                .help("Time from starting a force (fdatasync) to its completion, one per block.")
                .dataPoint(HistogramSnapshot.HistogramDataPointSnapshot.builder()
                        .classicHistogramBuckets(ClassicHistogramBuckets.of(bounds, counts))
                        .sum(journal.forceNanos() / NANOS_PER_SECOND)
                        .build())
                .build());
        count("skidway_journal_written_bytes", "Bytes of durable blocks, padding included.", journal.bytesWritten());
        count("skidway_journal_frame_bytes", "Bytes of frames appended.", journal.frameBytesAppended());
        count(
                "skidway_journal_frames",
                "Frames appended, one per command that changed something.",
                journal.framesAppended());
        count("skidway_journal_seals", "Seal blocks written in quiet moments.", journal.blockSeals());
        count("skidway_snapshot_written_bytes", "Bytes written to snapshot files.", journal.snapshotBytes());
        return this;
    }

    MetricsPage spill(int files, long bytes) {
        level("skidway_spill_files", "Spill files of all partitions.", files);
        level("skidway_spill_file_bytes", "Bytes of those files.", bytes);
        return this;
    }

    MetricsPage backup(boolean running, long heldBytes) {
        level("skidway_backup_running", "1 while files are held for a backup.", running ? 1 : 0);
        level("skidway_backup_held_bytes", "Bytes of files that would be gone without it.", heldBytes);
        return this;
    }

    MetricsPage node(NodeStats node) {
        for (Map.Entry<Verb, NodeStats.Counts> entry : node.verbs().entrySet()) {
            String verb = name(entry.getKey());
            NodeStats.Counts counts = entry.getValue();
            count("skidway_messages", "Messages carried by accepted calls.", counts.messages(), "verb", verb);
            count("skidway_calls", "Calls answered, whatever the answer.", counts.calls(), "verb", verb);
            count("skidway_calls_refused", "Calls answered with a rejection.", counts.refused(), "verb", verb);
            count("skidway_calls_failed", "Calls that ended with an operating failure.", counts.failed(), "verb", verb);
        }
        count("skidway_calls_throttled", "Calls turned away because too many were under way.", node.throttled());
        count(
                "skidway_payloads_damaged",
                "Messages that were not delivered because their stored payload is damaged.",
                node.payloadsDamaged());
        level("skidway_calls_now", "Calls under way that do not receive.", node.callsNow());
        level("skidway_receives_now", "Receives under way, waiting ones included.", node.receivesNow());
        return this;
    }

    MetricsPage partition(int number, PartitionStats stats) {
        String label = Integer.toString(number);
        partitionLevel("inbox_commands", "Commands that wait to be decided.", stats.inboxCommands(), label);
        partitionLevel(
                "waiting_commands", "Commands that wait for something to happen.", stats.waitingCommands(), label);
        partitionLevel("pending_replies", "Replies that wait for their block.", stats.pendingReplies(), label);
        partitionLevel(
                "oldest_overdue_timer_seconds",
                "By how much the earliest timer is late.",
                stats.oldestOverdueTimerMillis() / MILLIS_PER_SECOND,
                label);
        partitionLevel(
                "snapshot_age_seconds",
                "Time since the newest published snapshot began.",
                stats.snapshotAgeMillis() / MILLIS_PER_SECOND,
                label);
        partitionLevel(
                "clock_disputed", "1 while the wall clock is not believed.", stats.clockDisputed() ? 1 : 0, label);
        compaction(stats.compaction(), label);
        partitionLevel(
                "resident_bytes",
                "Descriptions of waiting messages in memory.",
                stats.resident().bytes(),
                label);
        partitionLevel(
                "spilled_chunks",
                "Chunks of up to 4,096 messages whose descriptions are in spill files.",
                stats.resident().partsAway(),
                label);
        count(
                "skidway_partition_chunks_loaded",
                "Chunks that came back from spill files ahead of their use or while a receive waited.",
                stats.partsLoaded(),
                "partition",
                label);
        count(
                "skidway_partition_chunks_awaited",
                "Chunks that the partition stood still for, because nothing had asked for them before.",
                stats.partsReadInLine(),
                "partition",
                label);
        count("skidway_partition_events", "Events applied live.", stats.events(), "partition", label);
        count("skidway_partition_timer_frames", "Frames that fired timers.", stats.timerFrames(), "partition", label);
        return this;
    }

    private void compaction(CompactionStats stats, String label) {
        partitionLevel("live_bytes", "Payload bytes that are still needed.", stats.liveBytes(), label);
        partitionLevel("live_segments", "Segments that hold some of them.", stats.liveSegments(), label);
        partitionLevel(
                "releasable_segments",
                "Segments without live bytes that the next snapshot releases.",
                stats.releasableSegments(),
                label);
        partitionCount("compaction_passes", "Walks over the state for payloads to copy.", stats.passes(), label);
        partitionCount("compacted_payloads", "Payloads copied forward.", stats.payloadsCopied(), label);
        partitionCount("compacted_bytes", "Bytes of payloads copied forward.", stats.bytesCopied(), label);
        partitionCount(
                "emptied_segments", "Segments whose last live bytes were copied away.", stats.segmentsEmptied(), label);
        partitionCount(
                "compaction_damaged_payloads",
                "Payloads that were not copied because they are damaged; their segments stay.",
                stats.payloadsDamaged(),
                label);
    }

    /** Counts of single queues; the caller bounds how many. */
    MetricsPage queues(List<QueueView> queues) {
        String help = "Messages in a queue, for the first queues by name.";
        for (QueueView view : queues) {
            String queue = view.queue().name();
            level("skidway_queue_messages", help, view.visible(), "queue", queue, "state", "visible");
            level("skidway_queue_messages", help, view.leased(), "queue", queue, "state", "leased");
            level("skidway_queue_messages", help, view.delayed(), "queue", queue, "state", "delayed");
        }
        return this;
    }

    private void partitionCount(String name, String help, double value, String partition) {
        count("skidway_partition_" + name, help, value, "partition", partition);
    }

    private void partitionLevel(String name, String help, double value, String partition) {
        level("skidway_partition_" + name, help, value, "partition", partition);
    }

    private void count(String name, String help, double value, String... labels) {
        add(name, help, true, value, labels);
    }

    private void level(String name, String help, double value, String... labels) {
        add(name, help, false, value, labels);
    }

    private void add(String name, String help, boolean counter, double value, String... labels) {
        metrics.computeIfAbsent(name, key -> new Metric(help, counter, new LinkedHashMap<>()))
                .values()
                .put(labels.length == 0 ? Labels.EMPTY : Labels.of(labels), value);
    }

    private static CounterSnapshot counter(String name, Metric metric) {
        CounterSnapshot.Builder snapshot = CounterSnapshot.builder().name(name).help(metric.help());
        metric.values()
                .forEach((labels, value) -> snapshot.dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                        .labels(labels)
                        .value(value)
                        .build()));
        return snapshot.build();
    }

    private static GaugeSnapshot gauge(String name, Metric metric) {
        GaugeSnapshot.Builder snapshot = GaugeSnapshot.builder().name(name).help(metric.help());
        metric.values()
                .forEach((labels, value) -> snapshot.dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                        .labels(labels)
                        .value(value)
                        .build()));
        return snapshot.build();
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
