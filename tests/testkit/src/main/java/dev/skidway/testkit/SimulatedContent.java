package dev.skidway.testkit;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one simulated file, whatever its name: what reads see, and for every sector written since the last force what a
 * power cut may leave. Pages that hold only zeros take no memory.
 */
final class SimulatedContent {

    static final int SECTOR_BYTES = 512;
    static final int PAGE_BYTES = 4096;
    private static final byte[] ZERO_PAGE = new byte[PAGE_BYTES];

    /** What the folder calls it now; a file may be renamed while it is open. */
    String name = "";

    private byte[] @Nullable [] pages = new byte[0][];
    /** Pages that no copy shares: only these may change in place. */
    private BitSet own = new BitSet();

    private Versions<Long> sizes = new Versions<>(0L);
    private final TreeMap<Long, Versions<byte[]>> uncertain = new TreeMap<>();

    /** A copy with the same uncertainties; both keep the pages in common until one of them changes a page. */
    SimulatedContent copy() {
        SimulatedContent copy = new SimulatedContent();
        copy.name = name;
        copy.pages = pages.clone();
        own = new BitSet();
        copy.sizes = new Versions<>(sizes);
        uncertain.forEach((sector, versions) -> copy.uncertain.put(sector, new Versions<>(versions)));
        return copy;
    }

    long size() {
        return sizes.newest();
    }

    /** Bytes on disk: whole pages up to the size, zero or not, as a file system allocates them. */
    long allocatedBytes() {
        return allocated(size());
    }

    static long allocated(long size) {
        return (size + PAGE_BYTES - 1) / PAGE_BYTES * PAGE_BYTES;
    }

    int read(ByteBuffer target, long offset) {
        int bytes = (int) Math.max(0, Math.min(target.remaining(), size() - offset));
        for (int done = 0; done < bytes; ) {
            int inPage = (int) ((offset + done) % PAGE_BYTES);
            int part = Math.min(PAGE_BYTES - inPage, bytes - done);
            byte[] page = pageAt((offset + done) / PAGE_BYTES);
            target.put(page == null ? ZERO_PAGE : page, inPage, part);
            done += part;
        }
        return bytes;
    }

    void write(ByteBuffer source, long offset, long moment) {
        long end = offset + source.remaining();
        byte[] part = new byte[PAGE_BYTES];
        while (source.hasRemaining()) {
            int inPage = (int) (offset % PAGE_BYTES);
            int bytes = Math.min(PAGE_BYTES - inPage, source.remaining());
            source.get(part, 0, bytes);
            long page = offset / PAGE_BYTES;
            boolean zeroOverZero = pageAt(page) == null && Arrays.equals(part, 0, bytes, ZERO_PAGE, 0, bytes);
            if (!zeroOverZero) {
                writeInPage(page, inPage, part, bytes, moment);
            }
            offset += bytes;
        }
        if (end > size()) {
            sizes.written(end, moment);
        }
    }

    private void writeInPage(long pageNumber, int inPage, byte[] part, int bytes, long moment) {
        byte[] page = pageForWriting(pageNumber);
        int first = inPage / SECTOR_BYTES;
        int last = (inPage + bytes - 1) / SECTOR_BYTES;
        for (int inPageSector = first; inPageSector <= last; inPageSector++) {
            int from = Math.max(inPage, inPageSector * SECTOR_BYTES);
            int to = Math.min(inPage + bytes, (inPageSector + 1) * SECTOR_BYTES);
            long sector = pageNumber * (PAGE_BYTES / SECTOR_BYTES) + inPageSector;
            Versions<byte[]> versions = uncertain.get(sector);
            boolean same = Arrays.equals(page, from, to, part, from - inPage, to - inPage);
            if (versions == null && same) {
                continue;
            }
            if (versions == null) {
                versions = new Versions<>(sectorOf(page, inPageSector));
                uncertain.put(sector, versions);
            }
            System.arraycopy(part, from - inPage, page, from, to - from);
            versions.written(sectorOf(page, inPageSector), moment);
        }
    }

    void forced(long moment) {
        uncertain.values().removeIf(versions -> {
            versions.forced(moment);
            return versions.certain();
        });
        sizes.forced(moment);
    }

    /** The bytes are lost to later forces until they are written again; the length, which is no page, is not. */
    void forceFailed(long moment) {
        uncertain.values().forEach(versions -> versions.forceFailed(moment));
    }

    /** Becomes what the machine finds after the cut. */
    void cut(Survival survival, FaultPlan faults) {
        int kept = 0;
        int lost = 0;
        for (Map.Entry<Long, Versions<byte[]>> each : uncertain.entrySet()) {
            Versions<byte[]> versions = each.getValue();
            int version = versions.surviving(survival);
            if (version == versions.count() - 1) {
                kept++;
            } else {
                lost++;
                faults.counted(DiskFault.LOST_SECTOR);
            }
            long at = each.getKey() * SECTOR_BYTES;
            byte[] page = pageForWriting(at / PAGE_BYTES);
            System.arraycopy(versions.version(version), 0, page, (int) (at % PAGE_BYTES), SECTOR_BYTES);
        }
        if (kept > 0 && lost > 0) {
            faults.counted(DiskFault.TORN_FILE);
        }
        uncertain.clear();
        long size = sizes.version(sizes.surviving(survival));
        sizes = new Versions<>(size);
        zeroFrom(size);
    }

    /** Changes one bit at rest, in every version there may be. */
    void flipBit(long offset, int bit) {
        byte[] page = pageForWriting(offset / PAGE_BYTES);
        int inPage = (int) (offset % PAGE_BYTES);
        page[inPage] = (byte) (page[inPage] ^ (1 << bit));
        Versions<byte[]> versions = uncertain.get(offset / SECTOR_BYTES);
        if (versions != null) {
            versions.replaceAll(sector -> flipped(sector, (int) (offset % SECTOR_BYTES), bit));
        }
    }

    private static byte[] flipped(byte[] bytes, int at, int bit) {
        byte[] changed = bytes.clone();
        changed[at] = (byte) (changed[at] ^ (1 << bit));
        return changed;
    }

    /** Feeds everything reads can see, for comparing runs. */
    long hash(long seed) {
        long hash = seed * 31 + size();
        for (int i = 0; i < pages.length; i++) {
            if (pages[i] != null && !Arrays.equals(pages[i], ZERO_PAGE)) {
                hash = (hash * 31 + i) * 31 + Arrays.hashCode(pages[i]);
            }
        }
        return hash;
    }

    private void zeroFrom(long size) {
        int keep = (int) ((size + PAGE_BYTES - 1) / PAGE_BYTES);
        for (int i = keep; i < pages.length; i++) {
            pages[i] = null;
        }
        if (size % PAGE_BYTES != 0 && pageAt(size / PAGE_BYTES) != null) {
            Arrays.fill(pageForWriting(size / PAGE_BYTES), (int) (size % PAGE_BYTES), PAGE_BYTES, (byte) 0);
        }
    }

    private static byte[] sectorOf(byte[] page, int inPageSector) {
        return Arrays.copyOfRange(page, inPageSector * SECTOR_BYTES, (inPageSector + 1) * SECTOR_BYTES);
    }

    private byte @Nullable [] pageAt(long page) {
        return page < pages.length ? pages[(int) page] : null;
    }

    private byte[] pageForWriting(long page) {
        if (page >= pages.length) {
            pages = Arrays.copyOf(pages, (int) Math.max(page + 1, Math.min(pages.length * 2L, 1L << 20)));
        }
        byte[] found = pages[(int) page];
        if (found == null || !own.get((int) page)) {
            found = found == null ? new byte[PAGE_BYTES] : found.clone();
            pages[(int) page] = found;
            own.set((int) page);
        }
        return found;
    }
}
