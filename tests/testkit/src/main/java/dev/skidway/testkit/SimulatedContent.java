package dev.skidway.testkit;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
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

    /** A page is never changed but replaced, so copies and versions can share it. */
    private byte[] @Nullable [] pages = new byte[0][];

    private Versions<Long> sizes = new Versions<>(0L);

    /** By number of the page; null, as beyond the end, for a page of which all is certain. */
    private @Nullable UncertainPage[] uncertain = new UncertainPage[0];

    private int uncertainCount;

    /** A copy with the same uncertainties. */
    SimulatedContent copy() {
        SimulatedContent copy = new SimulatedContent();
        copy.name = name;
        copy.pages = pages.clone();
        copy.sizes = new Versions<>(sizes);
        if (uncertainCount > 0) {
            copy.uncertain = uncertain.clone();
            copy.uncertainCount = uncertainCount;
            for (int i = 0; i < uncertain.length; i++) {
                UncertainPage versions = uncertain[i];
                copy.uncertain[i] = versions == null ? null : new UncertainPage(versions);
            }
        }
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
            byte[] page = pageAt((int) ((offset + done) / PAGE_BYTES));
            target.put(page == null ? ZERO_PAGE : page, inPage, part);
            done += part;
        }
        return bytes;
    }

    void write(ByteBuffer source, long offset, long moment) {
        long end = offset + source.remaining();
        while (source.hasRemaining()) {
            int inPage = (int) (offset % PAGE_BYTES);
            int bytes = Math.min(PAGE_BYTES - inPage, source.remaining());
            writeInPage((int) (offset / PAGE_BYTES), inPage, source, bytes, moment);
            offset += bytes;
        }
        if (end > size()) {
            sizes.written(end, moment);
        }
    }

    /** Sectors become uncertain that change, or are uncertain already. */
    private void writeInPage(int number, int inPage, ByteBuffer source, int bytes, long moment) {
        byte[] found = pageAt(number);
        if (found == null && source.slice(source.position(), bytes).mismatch(zeros(bytes)) < 0) {
            source.position(source.position() + bytes);
            return;
        }
        byte[] before = found == null ? ZERO_PAGE : found;
        byte[] after = before.clone();
        source.get(after, inPage, bytes);
        UncertainPage versions = uncertainAt(number);
        int already = versions == null ? 0 : versions.sectors();
        int written = 0;
        for (int sector = inPage / SECTOR_BYTES; sector <= (inPage + bytes - 1) / SECTOR_BYTES; sector++) {
            int from = sector * SECTOR_BYTES;
            boolean counts = (already & 1 << sector) != 0
                    || !Arrays.equals(before, from, from + SECTOR_BYTES, after, from, from + SECTOR_BYTES);
            written |= counts ? 1 << sector : 0;
        }
        if (written != 0) {
            replacePage(number, after);
            (versions == null ? makeUncertain(number) : versions).written(before, after, written, moment);
        }
    }

    private static ByteBuffer zeros(int bytes) {
        return ByteBuffer.wrap(ZERO_PAGE, 0, bytes);
    }

    void forced(long moment) {
        int left = uncertainCount;
        for (int i = 0; left > 0; i++) {
            UncertainPage versions = uncertain[i];
            if (versions != null) {
                left--;
                if (versions.forced(moment)) {
                    uncertain[i] = null;
                    uncertainCount--;
                }
            }
        }
        sizes.forced(moment);
    }

    /** The bytes are lost to later forces until they are written again; the length, which is no page, is not. */
    void forceFailed(long moment) {
        for (UncertainPage versions : uncertain) {
            if (versions != null) {
                versions.forceFailed(moment);
            }
        }
    }

    /** Becomes what the machine finds after the cut. */
    void cut(Survival survival, FaultPlan faults) {
        int kept = 0;
        int lost = 0;
        for (int number = 0; number < uncertain.length; number++) {
            UncertainPage versions = uncertain[number];
            if (versions == null) {
                continue;
            }
            byte[] page = changeable(number);
            for (int sector = 0; sector < PAGE_BYTES / SECTOR_BYTES; sector++) {
                if ((versions.sectors() & 1 << sector) == 0) {
                    continue;
                }
                long[] moments = versions.moments(sector);
                int version = survival.version(moments);
                if (version == moments.length - 1) {
                    kept++;
                } else {
                    lost++;
                    faults.counted(DiskFault.LOST_SECTOR);
                }
                int at = sector * SECTOR_BYTES;
                System.arraycopy(Objects.requireNonNull(versions.page(sector, version)), at, page, at, SECTOR_BYTES);
            }
            replacePage(number, page);
        }
        if (kept > 0 && lost > 0) {
            faults.counted(DiskFault.TORN_FILE);
        }
        uncertain = new UncertainPage[0];
        uncertainCount = 0;
        long size = sizes.version(sizes.surviving(survival));
        sizes = new Versions<>(size);
        zeroFrom(size);
    }

    /** Changes one bit at rest, in every version there may be. */
    void flipBit(long offset, int bit) {
        int number = (int) (offset / PAGE_BYTES);
        int inPage = (int) (offset % PAGE_BYTES);
        replacePage(number, flipped(changeable(number), inPage, bit));
        UncertainPage versions = uncertainAt(number);
        if (versions != null) {
            versions.replaceAll(inPage / SECTOR_BYTES, page -> flipped(page, inPage, bit));
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
        int last = (int) (size / PAGE_BYTES);
        if (size % PAGE_BYTES != 0 && pageAt(last) != null) {
            byte[] page = changeable(last);
            Arrays.fill(page, (int) (size % PAGE_BYTES), PAGE_BYTES, (byte) 0);
            replacePage(last, page);
        }
    }

    private byte @Nullable [] pageAt(int page) {
        return page < pages.length ? pages[page] : null;
    }

    private @Nullable UncertainPage uncertainAt(int page) {
        return page < uncertain.length ? uncertain[page] : null;
    }

    private UncertainPage makeUncertain(int page) {
        if (page >= uncertain.length) {
            uncertain = Arrays.copyOf(uncertain, Math.max(page + 1, pages.length));
        }
        UncertainPage versions = new UncertainPage();
        uncertain[page] = versions;
        uncertainCount++;
        return versions;
    }

    /** A copy of a page that nobody shares. */
    private byte[] changeable(int page) {
        byte[] found = pageAt(page);
        return found == null ? new byte[PAGE_BYTES] : found.clone();
    }

    private void replacePage(int page, byte[] bytes) {
        if (page >= pages.length) {
            pages = Arrays.copyOf(pages, (int) Math.max(page + 1L, Math.min(pages.length * 2L, 1L << 20)));
        }
        pages[page] = bytes;
    }
}
