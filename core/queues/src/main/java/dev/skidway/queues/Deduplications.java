package dev.skidway.queues;

import dev.skidway.base.Invariant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The sends to a FIFO queue that a further one may repeat: found by key, forgotten page by page in order of time.
 *
 * <p>Sends lie in pages; pages in a ring by number. An index in 256 parts by the first byte of the key names sends by their number
 * (page times 256 plus place, cut to 30 bits), so that growing it never takes long. A page goes once its newest send is too old; a send in
 * it may be too old before. 40 to 48 B for each.
 */
final class Deduplications {

    private static final int PARTS = 256;
    private static final int[] NO_PART = new int[0];
    private static final int NUMBER_MASK = (1 << 30) - 1;

    private @Nullable DeduplicationPage[] ring = new @Nullable DeduplicationPage[2];
    private long firstPage;
    private long nextPage;
    private int size;
    private int[][] index = new int[0][];
    private int[] indexed = new int[0];
    private final List<DeduplicationPage> restoring = new ArrayList<>();

    int size() {
        return size;
    }

    /** Number that the next new page will get. */
    long nextPage() {
        return nextPage;
    }

    /** The first page of this number or a higher one, or null. */
    @Nullable DeduplicationPage pageFrom(long number) {
        return Math.max(number, firstPage) < nextPage ? page(Math.max(number, firstPage)) : null;
    }

    /** The page that the next send changes, or null if it begins one. */
    @Nullable DeduplicationPage openPage() {
        DeduplicationPage last = firstPage == nextPage ? null : page(nextPage - 1);
        return last == null || last.full() ? null : last;
    }

    /** The page that is forgotten next; there must be one. */
    DeduplicationPage oldestPage() {
        return page(firstPage);
    }

    /** Engine time at which the oldest page can be forgotten. */
    long nextDueMillis() {
        return firstPage == nextPage ? Long.MAX_VALUE : oldestPage().newestMillis() + QueueLimits.DEDUPLICATION_MILLIS;
    }

    /** Where the send of this key lies that counts at {@code atMillis}, or null. */
    @Nullable Place find(DeduplicationKey key, long atMillis) {
        int[] part = part(key.high());
        int at = place(part, key.high(), key.low());
        if (at < 0 || part[at] == 0) {
            return null;
        }
        long number = number(part[at]);
        DeduplicationPage page = page(number / DeduplicationPage.SENDS_MAX);
        int place = (int) (number % DeduplicationPage.SENDS_MAX);
        return page.atMillis(place) + QueueLimits.DEDUPLICATION_MILLIS > atMillis
                ? new Place(page.lane(place), page.slot(place))
                : null;
    }

    void add(DeduplicationKey key, long lane, long slot, long atMillis, int snapshotEpoch) {
        DeduplicationPage page = openPage();
        if (page == null) {
            page = new DeduplicationPage(nextPage, snapshotEpoch);
            addPage(page);
        }
        page.add(key, lane, slot, atMillis);
        size++;
        enter(page, page.used - 1);
    }

    /** Forgets the oldest page; returns how many sends that were. */
    int removeOldestPage() {
        DeduplicationPage page = oldestPage();
        for (int place = 0; place < page.used; place++) {
            leave(page, place);
        }
        ring[(int) firstPage & (ring.length - 1)] = null;
        firstPage++;
        size -= page.used;
        if (firstPage == nextPage) {
            // What was large once lets go of its memory.
            ring = new @Nullable DeduplicationPage[2];
            index = new int[0][];
            indexed = new int[0];
        }
        return page.used;
    }

    private DeduplicationPage page(long number) {
        return Objects.requireNonNull(ring[(int) number & (ring.length - 1)]);
    }

    private void addPage(DeduplicationPage page) {
        if (nextPage - firstPage == ring.length) {
            @Nullable DeduplicationPage[] larger = new @Nullable DeduplicationPage[ring.length * 2];
            for (long number = firstPage; number < nextPage; number++) {
                larger[(int) number & (larger.length - 1)] = page(number);
            }
            ring = larger;
        }
        ring[(int) page.number & (ring.length - 1)] = page;
        nextPage = page.number + 1;
    }

    // ---- index

    private int[] part(long high) {
        return index.length == 0 ? NO_PART : index[partOf(high)];
    }

    private static int partOf(long high) {
        return (int) (high >>> 56);
    }

    private static int stored(DeduplicationPage page, int place) {
        return (int) ((page.number * DeduplicationPage.SENDS_MAX + place) & NUMBER_MASK) + 1;
    }

    private long number(int stored) {
        long first = firstPage * DeduplicationPage.SENDS_MAX;
        return first + ((stored - 1 - first) & NUMBER_MASK);
    }

    /** Where a key stands in its part of the index, or the free place where it would; -1 if there is none. */
    private int place(int[] part, long high, long low) {
        if (part.length == 0) {
            return -1;
        }
        int mask = part.length - 1;
        int at = (int) low & mask;
        while (part[at] != 0 && !is(part[at], high, low)) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private boolean is(int stored, long high, long low) {
        long number = number(stored);
        DeduplicationPage page = page(number / DeduplicationPage.SENDS_MAX);
        int place = (int) (number % DeduplicationPage.SENDS_MAX);
        return page.high(place) == high && page.low(place) == low;
    }

    private int home(int stored, int mask) {
        long number = number(stored);
        return (int) page(number / DeduplicationPage.SENDS_MAX).low((int) (number % DeduplicationPage.SENDS_MAX))
                & mask;
    }

    /** A later send of a key takes the place of one that is too old. */
    private void enter(DeduplicationPage page, int place) {
        if (index.length == 0) {
            index = new int[PARTS][];
            Arrays.fill(index, NO_PART);
            indexed = new int[PARTS];
        }
        int part = partOf(page.high(place));
        if (index[part].length < 2 * (indexed[part] + 1)) {
            grow(part);
        }
        int at = place(index[part], page.high(place), page.low(place));
        indexed[part] += index[part][at] == 0 ? 1 : 0;
        index[part][at] = stored(page, place);
    }

    private void grow(int part) {
        int[] old = index[part];
        int[] larger = new int[Math.max(2, old.length * 2)];
        int mask = larger.length - 1;
        for (int stored : old) {
            if (stored != 0) {
                int at = home(stored, mask);
                while (larger[at] != 0) {
                    at = (at + 1) & mask;
                }
                larger[at] = stored;
            }
        }
        index[part] = larger;
    }

    private void leave(DeduplicationPage page, int place) {
        int[] part = part(page.high(place));
        int hole = place(part, page.high(place), page.low(place));
        if (part[hole] != stored(page, place)) {
            return;
        }
        indexed[partOf(page.high(place))]--;
        int mask = part.length - 1;
        for (int at = (hole + 1) & mask; part[at] != 0; at = (at + 1) & mask) {
            if (((at - home(part[at], mask)) & mask) >= ((at - hole) & mask)) {
                part[hole] = part[at];
                hole = at;
            }
        }
        part[hole] = 0;
    }

    // ---- after a snapshot

    /** Takes a page of a snapshot; they come in any order. */
    void restore(DeduplicationPage page) {
        restoring.add(page);
    }

    /** Puts the pages of a snapshot in order. */
    void restored() {
        restoring.sort(Comparator.comparingLong(page -> page.number));
        long before = Long.MIN_VALUE;
        for (DeduplicationPage page : restoring) {
            firstPage = size == 0 ? page.number : firstPage;
            nextPage = size == 0 ? page.number : nextPage;
            Invariant.check(page.number == nextPage, "pages of sends follow each other", nextPage, page.number);
            Invariant.check(page.atMillis(0) >= before, "sends are in order of time", before, page.atMillis(0));
            before = page.newestMillis();
            addPage(page);
            size += page.used;
            for (int place = 0; place < page.used; place++) {
                enter(page, place);
            }
        }
        restoring.clear();
    }

    void checkConsistency() {
        int found = 0;
        int known = 0;
        for (long number = firstPage; number < nextPage; number++) {
            DeduplicationPage page = page(number);
            Invariant.check(page.number == number && page.used > 0, "a page knows its number", number, page.number);
            found += page.used;
            for (int place = 0; place < page.used; place++) {
                int[] part = part(page.high(place));
                int at = place(part, page.high(place), page.low(place));
                Invariant.check(part[at] != 0, "a send is found by its key");
                known += part[at] == stored(page, place) ? 1 : 0;
            }
        }
        int inParts = 0;
        for (int part = 0; part < index.length; part++) {
            inParts += indexed[part];
        }
        Invariant.check(found == size, "sends remembered", size, found);
        Invariant.check(known == inParts, "sends in the index", inParts, known);
    }
}
