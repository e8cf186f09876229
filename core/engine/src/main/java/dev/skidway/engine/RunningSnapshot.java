package dev.skidway.engine;

import dev.skidway.journal.Journal;
import dev.skidway.journal.SnapshotInfo;
import dev.skidway.journal.SnapshotWriter;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** One snapshot from its beginning to its publication. */
final class RunningSnapshot {

    private final SnapshotInfo info;
    private final long beganMillis;
    private final SnapshotWriter writer;
    private final List<Domain> domains;
    private final EngineLimits limits;
    private final Journal journal;
    private final SnapshotPacker packer;
    private final Set<Long> liveSegments;
    private int slicedDomains;
    private boolean finished;

    RunningSnapshot(
            SnapshotInfo info,
            long beganMillis,
            SnapshotWriter writer,
            List<Domain> domains,
            EngineLimits limits,
            Journal journal) {
        this.info = info;
        this.beganMillis = beganMillis;
        this.writer = writer;
        this.domains = domains;
        this.limits = limits;
        this.journal = journal;
        packer = new SnapshotPacker(writer, limits.snapshotChunkBytes());
        packer.writeHeader(info, domains);
        liveSegments = liveSegments(domains);
        domains.forEach(domain -> domain.beginSnapshot(packer.sinkOf(domain.id())));
    }

    private static Set<Long> liveSegments(List<Domain> domains) {
        TreeSet<Long> segments = new TreeSet<>();
        domains.forEach(domain -> domain.liveSegments().forEach((segment, bytes) -> segments.add(segment)));
        return Collections.unmodifiableSet(segments);
    }

    /** Does a slice of work; returns whether there was any. */
    boolean step() {
        boolean did = packer.flush();
        if (packer.backlogBytes() > 0 || finished) {
            return did;
        }
        if (slicedDomains < domains.size()) {
            slice();
            return true;
        }
        if (journal.durablePosition() >= info.replayPosition()) {
            writer.finish(liveSegments.stream().mapToLong(Long::longValue).toArray(), packer.neededFiles());
            finished = true;
            return true;
        }
        return did;
    }

    private void slice() {
        if (domains.get(slicedDomains).snapshotSlice(limits.snapshotSliceBytes())) {
            slicedDomains++;
            if (slicedDomains == domains.size()) {
                packer.writeEnd();
            }
        }
    }

    /** Forgets the snapshot; the earlier one still counts. */
    void giveUp() {
        domains.forEach(Domain::abandonSnapshot);
        writer.abandon();
    }

    SnapshotWriter.State state() {
        return writer.state();
    }

    /** Segments that the snapshot refers to. */
    Set<Long> keptSegments() {
        return liveSegments;
    }

    SnapshotInfo info() {
        return info;
    }

    long beganMillis() {
        return beganMillis;
    }

    /** Bytes of its units so far. */
    long bytes() {
        return packer.bytes();
    }

    long backlogBytes() {
        return packer.backlogBytes();
    }
}
