package dev.skidway.app;

import dev.skidway.engine.CompactionStats;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log when compaction found damaged payloads, once for each time their number grew; told by one thread. */
final class DamageLog {

    private static final Logger LOG = LoggerFactory.getLogger(DamageLog.class);

    private final Map<Integer, Long> told = new HashMap<>();

    /** Takes how a partition stands now. */
    void tell(int partition, CompactionStats stats) {
        long before = told.getOrDefault(partition, 0L);
        if (stats.payloadsDamaged() > before) {
            told.put(partition, stats.payloadsDamaged());
            LOG.error(
                    "{} stored messages of partition {} are damaged or cannot be read, the newest in {}; they stay where they are"
                            + " and are not delivered (SK-NOD-006). Check the disk; delete them or restore them elsewhere",
                    stats.payloadsDamaged() - before,
                    partition,
                    stats.newestDamage());
        }
    }
}
