package dev.skidway.journal;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * The spill files of all partitions: written and removed by the housekeeping thread, read by any.
 *
 * <p>A file goes when its partition has retired it and neither the published snapshot nor one under way can name it. Files are
 * forced before anyone refers to a blob in them, and their names before a manifest does.
 */
final class SpillFiles {

    private final StorageParts parts;
    private final SpillCatalog catalog;
    private final Holds holds;
    private final Map<Integer, SpillRecorder> recorders = new ConcurrentHashMap<>();
    private final Map<Integer, Set<Long>> retired = new ConcurrentHashMap<>();
    private volatile Runnable wake = () -> {};
    private volatile Runnable wakeReader = () -> {};

    SpillFiles(StorageParts parts, Holds holds) {
        this.parts = parts;
        this.catalog = parts.spills();
        this.holds = holds;
    }

    void onWork(Runnable wakeUp) {
        wake = wakeUp;
    }

    void onLoads(Runnable wakeUp) {
        wakeReader = wakeUp;
    }

    SpillSpace space(int partition) {
        return recorders
                .computeIfAbsent(
                        partition,
                        number -> new SpillRecorder(
                                parts,
                                new SpillHandover(
                                        number,
                                        parts.config().snapshotBufferBytes(),
                                        parts.config().segmentBytes() / 4,
                                        catalog,
                                        () -> {
                                            wakeReader.run();
                                            wake.run();
                                        }),
                                catalog))
                .handover();
    }

    /** Does the next pieces of work; returns whether there were any. */
    boolean step() throws IOException {
        boolean did = serveLoads();
        for (SpillRecorder recorder : recorders.values()) {
            did |= recorder.step();
            for (String name : recorder.takeAbandoned()) {
                catalog.remove(parts.disk(), name);
            }
        }
        parts.gauge().spilled(catalog.bytes());
        return did;
    }

    /** Bytes of all files. */
    long bytes() {
        return catalog.bytes();
    }

    /** Reads a blob for each partition that asked for one. */
    boolean serveLoads() {
        boolean did = false;
        for (SpillRecorder recorder : recorders.values()) {
            did |= recorder.handover().serveLoad();
        }
        return did;
    }

    /** Notes what the partitions retired so far. */
    void collectRetired() {
        for (Map.Entry<Integer, SpillRecorder> each : recorders.entrySet()) {
            SpillHandover handover = each.getValue().handover();
            for (Long file = handover.pollRetired(); file != null; file = handover.pollRetired()) {
                retired.computeIfAbsent(each.getKey(), number -> new ConcurrentSkipListSet<>())
                        .add(file);
            }
        }
    }

    /** Removes what was retired and is named by no published snapshot and not held; no snapshot may be under way. */
    void removeRetired(Manifest published) throws IOException {
        for (int partition : retired.keySet()) {
            removeRetired(partition, published);
        }
    }

    /** As {@link #removeRetired(Manifest)}, for one partition. */
    void removeRetired(int partition, Manifest published) throws IOException {
        SnapshotEntry entry = published.snapshot(partition);
        Set<Long> files = retired.getOrDefault(partition, Set.of());
        // In ascending order, so that a simulated disk sees the same removals in every process.
        for (Long file : files) {
            boolean named = entry != null && entry.needsSpillFile(file);
            if (!named && !holds.keepSpill(partition, file)) {
                files.remove(file);
                catalog.remove(parts.disk(), FileNames.spill(partition, file));
            }
        }
    }
}
