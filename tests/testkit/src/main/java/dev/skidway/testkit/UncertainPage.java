package dev.skidway.testkit;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a power cut may leave of one page: for each sector its durable bytes, then those of every write since, as in {@link Versions}.
 *
 * <p>A version of a page is never changed, so all versions of its sectors are only references to whole pages.
 */
final class UncertainPage {

    private static final int SECTORS = SimulatedContent.PAGE_BYTES / SimulatedContent.SECTOR_BYTES;

    /** For each uncertain sector the page that holds its durable bytes. */
    private final byte[] @Nullable [] durable;

    private Write[] writes;
    private int count;

    /** One bit for each sector that is not certain. */
    private int sectors;

    /** A write to some of the sectors: the page as it was then. */
    private record Write(byte[] page, int sectors, long moment, boolean coverable) {

        Write without(int sector) {
            return new Write(page, sectors & ~(1 << sector), moment, coverable);
        }

        boolean holds(int sector) {
            return (sectors & 1 << sector) != 0;
        }
    }

    UncertainPage() {
        durable = new byte[SECTORS][];
        writes = new Write[2];
    }

    UncertainPage(UncertainPage other) {
        durable = other.durable.clone();
        writes = other.writes.clone();
        count = other.count;
        sectors = other.sectors;
    }

    /** Sectors that are not certain, one bit for each. */
    int sectors() {
        return sectors;
    }

    /** Some sectors were written: they may be found as in {@code before}, or earlier, or as in {@code after}. */
    void written(byte[] before, byte[] after, int writtenSectors, long moment) {
        for (int sector = 0; sector < SECTORS; sector++) {
            if ((writtenSectors & ~sectors & 1 << sector) != 0) {
                durable[sector] = before;
            }
        }
        sectors |= writtenSectors;
        add(new Write(after, writtenSectors, moment, true));
    }

    private void add(Write write) {
        if (count == writes.length) {
            writes = Arrays.copyOf(writes, 2 * count);
        }
        writes[count++] = write;
    }

    /** A force covered everything written up to {@code moment}; true if nothing is uncertain any more. */
    boolean forced(long moment) {
        if (allCovered(moment)) {
            return true;
        }
        for (int sector = 0; sector < SECTORS; sector++) {
            forced(sector, moment);
        }
        Write[] kept = Arrays.stream(writes, 0, count)
                .filter(write -> write.sectors != 0)
                .toArray(Write[]::new);
        writes = Arrays.copyOf(kept, Math.max(2, kept.length));
        count = kept.length;
        return sectors == 0;
    }

    private boolean allCovered(long moment) {
        for (int i = 0; i < count; i++) {
            if (!writes[i].coverable || writes[i].moment > moment) {
                return false;
            }
        }
        return true;
    }

    private void forced(int sector, long moment) {
        boolean certain = true;
        boolean covered = false;
        for (int i = count - 1; i >= 0; i--) {
            if (!writes[i].holds(sector)) {
                continue;
            }
            if (covered) {
                writes[i] = writes[i].without(sector);
            } else if (writes[i].coverable && writes[i].moment <= moment) {
                covered = true;
                durable[sector] = writes[i].page;
                writes[i] = writes[i].without(sector);
            } else {
                certain = false;
            }
        }
        if (certain) {
            sectors &= ~(1 << sector);
        }
    }

    /** A force of everything up to {@code moment} failed: no later force covers these writes, only newer ones. */
    void forceFailed(long moment) {
        for (int i = 0; i < count; i++) {
            if (writes[i].moment <= moment) {
                writes[i] = new Write(writes[i].page, writes[i].sectors, writes[i].moment, false);
            }
        }
    }

    /** Moments of the versions of a sector, ascending; the first stands for the durable one. */
    long[] moments(int sector) {
        long[] moments = new long[count + 1];
        moments[0] = Long.MIN_VALUE;
        int versions = 1;
        for (int i = 0; i < count; i++) {
            if (writes[i].holds(sector)) {
                moments[versions++] = writes[i].moment;
            }
        }
        return Arrays.copyOf(moments, versions);
    }

    /** The page that holds one version of a sector. */
    byte @Nullable [] page(int sector, int version) {
        int left = version;
        for (int i = 0; left > 0 && i < count; i++) {
            if (writes[i].holds(sector) && --left == 0) {
                return writes[i].page;
            }
        }
        return durable[sector];
    }

    /** Changes every version of a sector, the durable one too. */
    void replaceAll(int sector, UnaryOperator<byte[]> change) {
        byte[] certain = durable[sector];
        if ((sectors & 1 << sector) == 0 || certain == null) {
            return;
        }
        durable[sector] = change.apply(certain);
        for (int i = 0; i < count; i++) {
            if (writes[i].holds(sector)) {
                writes[i] = new Write(
                        change.apply(writes[i].page), writes[i].sectors, writes[i].moment, writes[i].coverable);
            }
        }
    }
}
