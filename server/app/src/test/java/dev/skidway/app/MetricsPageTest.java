package dev.skidway.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.app.admin.Readiness;
import dev.skidway.engine.CompactionStats;
import dev.skidway.engine.PartitionStats;
import dev.skidway.engine.ResidentState;
import dev.skidway.journal.JournalStats;
import dev.skidway.journal.Space;
import dev.skidway.node.NodeStats;
import dev.skidway.node.Verb;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsPageTest {

    @Test
    void forcesAreAHistogramInSecondsWithTheirCountAndSum() throws IOException {
        JournalStats journal = new JournalStats();
        journal.forced(150_000, 4096);
        journal.forced(300_000, 8192);

        String text = text(new MetricsPage().journal(journal));

        assertThat(text)
                .contains("skidway_journal_force_seconds_bucket{le=\"2.56E-4\"} 1\n")
                .contains("skidway_journal_force_seconds_bucket{le=\"5.12E-4\"} 2\n")
                .contains("skidway_journal_force_seconds_bucket{le=\"+Inf\"} 2\n")
                .contains("skidway_journal_force_seconds_count 2\n")
                .contains("skidway_journal_force_seconds_sum 4.5E-4\n")
                .contains("skidway_journal_written_bytes_total 12288.0\n");
    }

    @Test
    void messagesAreCountedByVerb() throws IOException {
        NodeStats node = new NodeStats(Map.of(Verb.SEND, new NodeStats.Counts(3, 0, 1, 30)), 2, 5, 7, 0);

        String text = text(new MetricsPage().node(node));

        assertThat(text)
                .contains("skidway_messages_total{verb=\"send\"} 30.0\n")
                .contains("skidway_calls_failed_total{verb=\"send\"} 1.0\n")
                .contains("skidway_calls_throttled_total 7.0\n")
                .contains("skidway_receives_now 5.0\n");
    }

    @Test
    void partitionsAndSpaceHaveTheirLevels() throws IOException {
        PartitionStats stats = new PartitionStats(
                Map.of(),
                1,
                2,
                3,
                4,
                5,
                6,
                7,
                1500,
                2000,
                new CompactionStats(1, 2, 3, 4, 5, 6, 7, 8, null),
                new ResidentState(8, 9),
                10,
                11,
                true);

        String text = text(new MetricsPage()
                .stage(new Readiness.Stage(Readiness.Phase.READY, ""), Space.HIGH_WATER)
                .partition(0, stats)
                .partition(1, stats));

        assertThat(text)
                .contains("skidway_ready 1.0\n")
                .contains("skidway_journal_space{state=\"high_water\"} 1.0\n")
                .contains("skidway_journal_space{state=\"open\"} 0.0\n")
                .contains("skidway_partition_inbox_commands{partition=\"1\"} 5.0\n")
                .contains("skidway_partition_oldest_overdue_timer_seconds{partition=\"0\"} 1.5\n")
                .contains("skidway_partition_live_bytes{partition=\"0\"} 1.0\n")
                .contains("skidway_partition_compacted_bytes_total{partition=\"0\"} 6.0\n")
                .contains("skidway_partition_compaction_damaged_payloads_total{partition=\"0\"} 8.0\n")
                .contains("skidway_partition_clock_disputed{partition=\"0\"} 1.0\n")
                .contains("skidway_partition_resident_bytes{partition=\"0\"} 8.0\n")
                .contains("skidway_partition_spilled_chunks{partition=\"0\"} 9.0\n")
                .contains("skidway_partition_chunks_loaded_total{partition=\"0\"} 10.0\n")
                .contains("skidway_partition_chunks_awaited_total{partition=\"0\"} 11.0\n");
    }

    @Test
    void processTellsItsProcessorTimeAndMemory() throws IOException {
        String text = text(new MetricsPage().process(ProcessFigures.now()));

        assertThat(text)
                .containsPattern("process_cpu_seconds_total [0-9.E-]+\n")
                .contains("jvm_heap_used_bytes");
    }

    @Test
    void memoryIsUnknownWhereTheSystemDoesNotTell() {
        assertThat(ProcessFigures.residentBytes(Path.of("no", "such", "file"))).isEqualTo(-1);
    }

    private static String text(MetricsPage page) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        PrometheusTextFormatWriter.create().write(text, page.build());
        return text.toString(StandardCharsets.UTF_8);
    }
}
