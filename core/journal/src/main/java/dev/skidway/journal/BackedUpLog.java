package dev.skidway.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The log in a copy of a data folder, which can be cut at any border between two frames that its snapshots allow.
 *
 * <p>Cutting is done in a second folder: whole segments before the cut are copied as they are, the block that holds it is written again with
 * fewer frames, and what names the folder comes last, so that a crash half-way leaves nothing that starts.
 */
public final class BackedUpLog {

    private final Identity identity;
    private final Manifest manifest;
    private final Segments segments;
    private final LogBorder first;
    private final LogBorder last;

    private BackedUpLog(Identity identity, Manifest manifest, Segments segments) throws IOException {
        this.identity = identity;
        this.manifest = manifest;
        this.segments = segments;
        this.first = new Search(manifest.durablePosition(), 0).run();
        this.last = find(Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /**
     * Reads the whole log of a copy.
     *
     * @throws dev.skidway.base.SkidwayException with severity REFUSE_START if what names the copy's files is damaged
     */
    public static BackedUpLog open(Disk disk) throws IOException {
        List<String> names = disk.list();
        Identity identity = Identity.read(disk, names);
        Manifest manifest;
        try (DiskFile file = disk.open(FileNames.MANIFEST_A)) {
            manifest = ManifestCodec.decode(SideFile.readAll(file, ManifestStore.FILE_BYTES_MAX), identity.journalId());
        }
        if (manifest == null) {
            throw Damage.refuse(JournalError.MANIFEST_DAMAGED, "'manifest-a' holds no valid manifest");
        }
        Segments segments = new Segments(identity.segmentBytes());
        for (String name : names) {
            OptionalLong sequence = FileNames.segmentSequence(name);
            if (sequence.isPresent() && sequence.getAsLong() >= manifest.firstSegment()) {
                segments.add(new Segment(sequence.getAsLong(), identity.segmentBytes(), disk.open(name)));
            }
        }
        if (segments.get(manifest.firstSegment()) == null) {
            throw Damage.refuse(
                    JournalError.SEGMENT_MISSING,
                    "the segment " + FileNames.segment(manifest.firstSegment()) + " is missing");
        }
        return new BackedUpLog(identity, manifest, segments);
    }

    /** The earliest border at which it can be cut: all snapshots lie before it. */
    public LogBorder first() {
        return first;
    }

    /** Its end. */
    public LogBorder last() {
        return last;
    }

    /** The last border up to {@code positionMax} before any frame that bears a time after {@code timestampMillisMax}; never before {@link #first}. */
    public LogBorder find(long positionMax, long timestampMillisMax) throws IOException {
        return new Search(positionMax, timestampMillisMax).run();
    }

    /** How much of a file of this copy belongs to a folder that is cut at {@code border}; -1 if that has no such file. */
    public long bytesOf(String name, long size, LogBorder border) {
        OptionalLong sequence = FileNames.segmentSequence(name);
        if (sequence.isEmpty() || sequence.getAsLong() < border.segment()) {
            return size;
        }
        return sequence.getAsLong() == border.segment()
                ? border.position() - sequence.getAsLong() * identity.segmentBytes()
                : -1;
    }

    /** Whether {@link #finish} writes this file itself. */
    public boolean writes(String name) {
        return name.equals(FileNames.IDENTITY) || name.equals(FileNames.MANIFEST_A);
    }

    /**
     * Makes a folder of a copy up to {@code border}: closes its log there and names it, with a secret of its own. Handles that were given out
     * before are refused from then on: they might otherwise name messages of another history.
     */
    public void finish(Disk target, LogBorder border, Entropy entropy) throws IOException {
        closeLog(target, border);
        DurableNote note = DurableNote.open(target, identity.journalId(), List.of());
        note.writeNow(border.position());
        note.close();
        target.forceDirectory();
        identity.withNewKey(entropy).store(target);
        try (DiskFile file = target.create(FileNames.MANIFEST_A)) {
            file.write(ManifestCodec.encode(manifest, identity.journalId()), 0);
            Forces.await(file);
        }
        target.forceDirectory();
    }

    private void closeLog(Disk target, LogBorder border) throws IOException {
        int end = (int) (border.position() - border.segment() * identity.segmentBytes());
        try (DiskFile file = target.open(FileNames.segment(border.segment()))) {
            if (border.blockFrames() > 0) {
                file.write(lastBlock(border, end), border.blockOffset());
            }
            // To its full size; what lies between is a hole that reads as zeros.
            int zeros = Math.min(BlockFormat.ALIGNMENT_BYTES, identity.segmentBytes() - end);
            file.write(ByteBuffer.allocate(zeros), identity.segmentBytes() - zeros);
            Forces.await(file);
        }
    }

    /** The block before the border with the frames before it only. */
    private ByteBuffer lastBlock(LogBorder border, int end) throws IOException {
        Segment segment = Objects.requireNonNull(segments.get(border.segment()));
        BlockReader reader = new BlockReader(identity.journalId(), identity.segmentBytes());
        reader.open(segment);
        BlockHeader whole = reader.valid(border.blockOffset());
        if (whole == null) {
            throw Damage.block(segment, border.blockOffset(), "it was undamaged a moment ago");
        }
        int length = end - border.blockOffset();
        ByteBuffer block = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        block.put(reader.block(border.blockOffset(), whole).limit(length)).flip();
        BlockFormat.put(
                block,
                0,
                new BlockHeader(
                        whole.magic(),
                        whole.flags(),
                        length,
                        whole.prevCrc(),
                        border.blockFrames(),
                        whole.blockNumber(),
                        whole.position(),
                        whole.durablePosition(),
                        whole.generation(),
                        whole.journalId()));
        return block;
    }

    /** One walk over the log for a border. */
    private final class Search {

        private final long positionMax;
        private final long timestampMillisMax;
        private long timestampMillis;
        private @Nullable LogBorder found;
        private int framesOfBlock;
        private boolean over;

        Search(long positionMax, long timestampMillisMax) {
            this.positionMax = positionMax;
            this.timestampMillisMax = timestampMillisMax;
            for (SnapshotEntry entry : manifest.snapshots()) {
                timestampMillis = Math.max(timestampMillis, entry.info().timestampMillis());
            }
        }

        LogBorder run() throws IOException {
            Segment start = Objects.requireNonNull(segments.get(manifest.firstSegment()));
            BlockReader reader = new BlockReader(identity.journalId(), identity.segmentBytes());
            new LogWalk(segments, reader, this::block).from(start, Long.MAX_VALUE);
            LogBorder border = found;
            return border == null ? new LogBorder(start.address(0), timestampMillis, start.sequence(), 0, 0) : border;
        }

        private void block(Segment segment, int offset, BlockHeader header, ByteBuffer block) {
            framesOfBlock = 0;
            Frames.forEach(block, header, (at, frameBytes) -> {
                framesOfBlock++;
                long end = segment.address(offset + at + frameBytes);
                long millis = FrameFormat.header(block, at).timestampMillis();
                if (takes(end, millis)) {
                    timestampMillis = Math.max(timestampMillis, millis);
                    found = new LogBorder(end, timestampMillis, segment.sequence(), offset, framesOfBlock);
                }
            });
        }

        /** Whatever the snapshots contain is taken, and the first frame that there is: the log must go on behind something. */
        private boolean takes(long end, long millis) {
            boolean must = found == null || end <= manifest.durablePosition();
            over |= !must && (end > positionMax || millis > timestampMillisMax);
            return must || !over;
        }
    }
}
