package dev.skidway.journal;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.base.TimeSource;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;

/** Opens a data folder: who it is, what must exist, what is there, where the log ends. */
final class Opening {

    private final Disk disk;
    private final JournalConfig config;
    private final int partitions;
    private final TimeSource time;
    private final Entropy entropy;
    private final Segments segments;
    private final SpaceGauge gauge;
    private final SegmentPool pool;
    private SpillCatalog spills = new SpillCatalog(0);

    Opening(Disk disk, JournalConfig config, int partitions, TimeSource time, Entropy entropy) {
        this.disk = disk;
        this.config = config;
        this.partitions = partitions;
        this.time = time;
        this.entropy = entropy;
        this.segments = new Segments(config.segmentBytes());
        this.gauge = new SpaceGauge(disk, config, time);
        this.pool = new SegmentPool(disk, config, segments, gauge, time);
    }

    Storage open() {
        boolean opened = false;
        try {
            disk.lock();
            List<String> names = disk.list();
            Storage storage = ManifestStore.exists(names) ? openExisting(names) : create(names);
            opened = true;
            return storage;
        } catch (FolderInUseException e) {
            throw failed(JournalError.FOLDER_IN_USE, Severity.REFUSE_START, e);
        } catch (AccessDeniedException e) {
            throw failed(JournalError.FOLDER_NOT_WRITABLE, Severity.REFUSE_START, e);
        } catch (DiskFullException e) {
            throw failed(JournalError.NO_SPACE_TO_OPEN, Severity.REFUSE_START, e);
        } catch (IOException e) {
            throw failed(JournalError.OPEN_FAILED, Severity.STOP, e);
        } finally {
            if (!opened) {
                closeQuietly();
            }
        }
    }

    /** Finishes the creation of a folder, from nothing or from what a crash left of an earlier attempt. */
    private Storage create(List<String> names) throws IOException {
        boolean hasIdentity = names.contains(FileNames.IDENTITY);
        boolean hasData = names.stream()
                .anyMatch(name -> FileNames.isSnapshot(name)
                        || FileNames.isSpill(name)
                        || FileNames.segmentSequence(name).orElse(0) > 1
                        || (!hasIdentity && FileNames.segmentSequence(name).isPresent()));
        if (hasData) {
            throw hasIdentity
                    ? Damage.refuse(
                            JournalError.MANIFEST_DAMAGED,
                            "the folder holds data, but neither 'manifest-a' nor 'manifest-b' exists")
                    : Damage.refuse(
                            JournalError.IDENTITY_DAMAGED, "the folder holds data, but its file 'identity' is missing");
        }
        if (names.contains(FileNames.IDENTITY_NEW)) {
            disk.delete(FileNames.IDENTITY_NEW);
        }
        Identity identity = hasIdentity
                ? Identity.read(disk, names)
                : Identity.create(disk, entropy, config.segmentBytes(), partitions);
        checkSettings(identity);
        DurableNote note = DurableNote.open(disk, identity.journalId(), names);
        pool.adopt(names);
        Segment first = firstSegment(names);
        RecoveredLog log = new Recovery(segments, config, identity.journalId()).recover(first, note.position());
        if (log.report().blocks() > 0) {
            throw Damage.refuse(
                    JournalError.MANIFEST_DAMAGED,
                    first.name() + " holds blocks, but neither 'manifest-a' nor 'manifest-b' exists");
        }
        ManifestStore manifests = ManifestStore.create(disk, identity.journalId(), names);
        spills = new SpillCatalog(identity.journalId());
        return storage(identity, manifests, note, log, names);
    }

    private Segment firstSegment(List<String> names) throws IOException {
        String name = FileNames.segment(1);
        if (names.contains(name)) {
            Segment segment = new Segment(1, config.segmentBytes(), disk.open(name));
            checkSize(segment);
            segments.add(segment);
            return segment;
        }
        while (segments.aheadCount() == 0) {
            if (!pool.step() && gauge.isRefused()) {
                throw new DiskFullException("no room for the first segment of " + config.segmentBytes()
                        + " bytes above free-bytes-min " + config.freeBytesMin());
            }
        }
        Segment segment = segments.takeAhead();
        return Objects.requireNonNull(segment);
    }

    private Storage openExisting(List<String> names) throws IOException {
        Identity identity = Identity.read(disk, names);
        checkSettings(identity);
        DurableNote note = DurableNote.open(disk, identity.journalId(), names);
        ManifestStore manifests = ManifestStore.open(disk, identity.journalId(), names);
        Manifest manifest = manifests.current();
        checkSnapshots(manifest, names);
        spills = new SpillCatalog(identity.journalId());
        spills.adopt(disk, manifest, names);
        pool.adopt(names);
        Segment first = openSegments(manifest, names);
        RecoveredLog log = new Recovery(segments, config, identity.journalId())
                .recover(first, Math.max(note.position(), manifest.durablePosition()));
        manifests.eraseRemains();
        removeLeftovers(manifest, names);
        giveBackUnused(log.lastSegment());
        return storage(identity, manifests, note, log, names);
    }

    /**
     * Makes spares of the segments behind the end of the log. Their names may not be durable yet, or may never have become so: they get new
     * ones before they are used. The last one first, each durably, so that no crash in between leaves a gap that looks like a missing segment; and
     * what an earlier start renamed before it was killed comes before all.
     */
    private void giveBackUnused(Segment last) throws IOException {
        disk.forceDirectory();
        for (Segment unused : segments.removeAfter(last).reversed()) {
            pool.recycle(unused.name(), unused.file());
            disk.forceDirectory();
        }
    }

    private void checkSettings(Identity identity) {
        if (identity.segmentBytes() != config.segmentBytes()) {
            throw new SkidwayException(
                    JournalError.SEGMENT_BYTES_CHANGED,
                    Severity.REFUSE_START,
                    "the folder was created with segment-bytes " + identity.segmentBytes() + ", but "
                            + config.segmentBytes() + " is configured; set it back");
        }
        if (identity.partitions() != partitions) {
            throw new SkidwayException(
                    JournalError.PARTITIONS_CHANGED,
                    Severity.REFUSE_START,
                    "the folder was created with " + identity.partitions() + " partition(s), but " + partitions
                            + " are configured; set partitions back");
        }
    }

    /** Published snapshots must be there in full. */
    private void checkSnapshots(Manifest manifest, List<String> names) throws IOException {
        for (SnapshotEntry entry : manifest.snapshots()) {
            String name = entry.fileName();
            if (!names.contains(name)) {
                throw Damage.refuse(JournalError.SNAPSHOT_DAMAGED, "the published snapshot " + name + " is missing");
            }
            try (DiskFile file = disk.open(name)) {
                if (file.size() != entry.fileBytes()) {
                    throw Damage.refuse(
                            JournalError.SNAPSHOT_DAMAGED,
                            "expected " + entry.fileBytes() + " bytes in " + name + ", found " + file.size());
                }
            }
        }
    }

    /**
     * Removes snapshots that were never published and spill files that none needs, and takes back segments that were released before
     * a crash undid their renaming. Only once the log is known to be whole: a folder that is refused stays as it is, for if a manifest
     * is to blame they may be needed.
     */
    private void removeLeftovers(Manifest manifest, List<String> names) throws IOException {
        List<String> published =
                manifest.snapshots().stream().map(SnapshotEntry::fileName).toList();
        for (String name : names) {
            OptionalLong sequence = FileNames.segmentSequence(name);
            if (FileNames.isSnapshot(name) && !published.contains(name)) {
                disk.delete(name);
            } else if (FileNames.isSpill(name) && !spills.contains(name)) {
                disk.delete(name);
            } else if (sequence.isPresent() && segments.get(sequence.getAsLong()) == null) {
                pool.recycle(name, disk.open(name));
            }
        }
    }

    /** Opens the segments the manifest calls for and those after them; returns the first to walk. */
    private Segment openSegments(Manifest manifest, List<String> names) throws IOException {
        SortedSet<Long> found = new TreeSet<>();
        names.forEach(name -> FileNames.segmentSequence(name).ifPresent(found::add));
        SortedSet<Long> needed = manifest.retained();
        long last = found.isEmpty() ? 0 : found.last();
        for (long sequence = manifest.firstSegment(); sequence <= Math.max(last, manifest.firstSegment()); sequence++) {
            needed.add(sequence);
        }
        for (long sequence : needed) {
            if (!found.contains(sequence)) {
                throw Damage.refuse(
                        JournalError.SEGMENT_MISSING, "the segment " + FileNames.segment(sequence) + " is missing");
            }
            Segment segment = new Segment(sequence, config.segmentBytes(), disk.open(FileNames.segment(sequence)));
            segments.add(segment);
            checkSize(segment);
        }
        return Objects.requireNonNull(segments.get(manifest.firstSegment()));
    }

    private void checkSize(Segment segment) throws IOException {
        long bytes = segment.file().size();
        if (bytes != segment.bytes()) {
            throw Damage.refuse(
                    JournalError.SEGMENT_SIZE_WRONG,
                    segment.name() + ": expected " + segment.bytes() + " bytes, found " + bytes);
        }
    }

    private Storage storage(
            Identity identity, ManifestStore manifests, DurableNote note, RecoveredLog log, List<String> names)
            throws IOException {
        if (log.nextOffset() == log.lastSegment().bytes()) {
            // A log that fills its segment has no room for a seal block: the note says how far it is durable.
            note.writeNow(log.end());
        }
        Ballast ballast = new Ballast(disk, config, time);
        ballast.adopt(names);
        FileJournal journal = new FileJournal(config, identity.journalId(), segments, log, time);
        return new Storage(new StorageParts(
                disk,
                config,
                time,
                identity,
                manifests,
                note,
                spills,
                segments,
                gauge,
                pool,
                ballast,
                journal,
                log.report()));
    }

    private static SkidwayException failed(JournalError error, Severity severity, IOException cause) {
        return new SkidwayException(error, severity, "the data folder cannot be opened: " + cause.getMessage(), cause);
    }

    private void closeQuietly() {
        try {
            disk.close();
        } catch (IOException e) {
            // The reason why opening failed is on its way already and says more.
            return;
        }
    }
}
