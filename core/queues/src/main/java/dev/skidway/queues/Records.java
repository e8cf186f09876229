package dev.skidway.queues;

import dev.skidway.base.Invariant;
import java.util.Arrays;

/**
 * What exists only for messages that were leased: due time, receive count and the like, of one queue.
 *
 * <p>A record lies in a page of long words and keeps its number while it lives. An open-addressing index finds it by lane and
 * slot; a binary heap orders the running ones by (due, lane, slot). A record outside the heap belongs to a message that was leased
 * before and is ready again. One that waits is delayed though it was leased before.
 *
 * <pre>
 * word 0  lane            word 3  first receive, ms
 * word 1  slot, -1: free  word 4  latest receive, ms
 * word 2  due, ms         word 5  receive count (low 32 bits), charge taken at dispatch, ms (31 bits), waits (high bit)
 * </pre>
 */
final class Records {

    static final int ABSENT = -1;
    static final int PAGE_RECORDS = 32;
    private static final int STRIDE = 6;
    private static final long WAITS = 1L << 63;

    private long[][] pages = new long[0][];
    private int[] pageEpochs = new int[0];
    private int pageCount;
    private int freeHead = ABSENT;
    private int size;
    private int[] index = new int[0];
    private int[] heap = new int[0];
    private int[] heapPlaces = new int[0];
    private int running;

    int size() {
        return size;
    }

    int running() {
        return running;
    }

    int pageCount() {
        return pageCount;
    }

    /** Bytes of its pages and indexes in memory. */
    long residentBytes() {
        return 8L * pageCount * PAGE_RECORDS * STRIDE + 4L * (index.length + heap.length + heapPlaces.length);
    }

    int pageOf(int record) {
        return record / PAGE_RECORDS;
    }

    int pageEpoch(int page) {
        return pageEpochs[page];
    }

    void pageEpoch(int page, int epoch) {
        pageEpochs[page] = epoch;
    }

    int recordAt(int page, int place) {
        int record = page * PAGE_RECORDS + place;
        return slot(record) == -1 ? ABSENT : record;
    }

    // ---- fields

    private long word(int record, int field) {
        return pages[record / PAGE_RECORDS][(record % PAGE_RECORDS) * STRIDE + field];
    }

    private void word(int record, int field, long value) {
        pages[record / PAGE_RECORDS][(record % PAGE_RECORDS) * STRIDE + field] = value;
    }

    long lane(int record) {
        return word(record, 0);
    }

    long slot(int record) {
        return word(record, 1);
    }

    long dueMillis(int record) {
        return word(record, 2);
    }

    long firstReceivedAtMillis(int record) {
        return word(record, 3);
    }

    long leasedAtMillis(int record) {
        return word(record, 4);
    }

    int receiveCount(int record) {
        return (int) word(record, 5);
    }

    int chargedMillis(int record) {
        return (int) (word(record, 5) >>> 32) & Integer.MAX_VALUE;
    }

    boolean isLeased(int record) {
        return isRunning(record) && !waits(record);
    }

    boolean isDelayed(int record) {
        return isRunning(record) && waits(record);
    }

    /** How often a message was received, and when. */
    MovingMessage.Receives receives(int record) {
        return new MovingMessage.Receives(firstReceivedAtMillis(record), leasedAtMillis(record), receiveCount(record));
    }

    boolean isRunning(int record) {
        return heapPlaces[record] != ABSENT;
    }

    boolean waits(int record) {
        return word(record, 5) < 0;
    }

    /** Has a message wait that was leased before, and is not now. */
    void delay(int record, long dueMillis) {
        word(record, 5, word(record, 5) | WAITS);
        run(record, dueMillis);
    }

    void leased(int record, long firstReceivedAtMillis, long leasedAtMillis, int receiveCount, int chargedMillis) {
        word(record, 3, firstReceivedAtMillis);
        word(record, 4, leasedAtMillis);
        word(record, 5, Integer.toUnsignedLong(receiveCount) | ((long) chargedMillis << 32));
    }

    // ---- life of a record

    int find(long lane, long slot) {
        if (size == 0) {
            return ABSENT;
        }
        int mask = index.length - 1;
        for (int place = hash(lane, slot) & mask; ; place = (place + 1) & mask) {
            int record = index[place];
            if (record == ABSENT) {
                return ABSENT;
            }
            if (slot(record) == slot && lane(record) == lane) {
                return record;
            }
        }
    }

    /** Number of the page that the next {@link #add} will change, or {@link #pageCount} if it will make a new one. */
    int pageOfNext() {
        return freeHead == ABSENT ? pageCount : pageOf(freeHead);
    }

    int add(long lane, long slot, int epochOfNewPage) {
        if (freeHead == ABSENT) {
            addPage(epochOfNewPage);
        }
        int record = freeHead;
        freeHead = (int) word(record, 0);
        word(record, 0, lane);
        word(record, 1, slot);
        word(record, 2, 0);
        leased(record, 0, 0, 0, 0);
        heapPlaces[record] = ABSENT;
        size++;
        if (index.length < size * 2) {
            rehash(Math.max(16, index.length * 2));
        } else {
            enter(record);
        }
        return record;
    }

    void remove(int record) {
        if (isRunning(record)) {
            stop(record);
        }
        leave(record);
        word(record, 0, freeHead);
        word(record, 1, -1);
        freeHead = record;
        size--;
        if (size == 0 && pageCount > 64) {
            pages = new long[0][];
            pageEpochs = new int[0];
            pageCount = 0;
            freeHead = ABSENT;
            index = new int[0];
            heap = new int[0];
            heapPlaces = new int[0];
        }
    }

    private void addPage(int epoch) {
        if (pageCount == pages.length) {
            int capacity = Math.max(1, pageCount * 2);
            pages = Arrays.copyOf(pages, capacity);
            pageEpochs = Arrays.copyOf(pageEpochs, capacity);
            heapPlaces = Arrays.copyOf(heapPlaces, capacity * PAGE_RECORDS);
        }
        pages[pageCount] = new long[PAGE_RECORDS * STRIDE];
        pageEpochs[pageCount] = epoch;
        pageCount++;
        for (int record = pageCount * PAGE_RECORDS - 1; record >= (pageCount - 1) * PAGE_RECORDS; record--) {
            word(record, 0, freeHead);
            word(record, 1, -1);
            heapPlaces[record] = ABSENT;
            freeHead = record;
        }
    }

    // ---- index

    private static int hash(long lane, long slot) {
        long mixed = (slot + lane * 0x9E37_79B9_7F4A_7C15L) * 0xD6E8_FEB8_6659_FD93L;
        return (int) (mixed ^ (mixed >>> 32));
    }

    private void enter(int record) {
        int mask = index.length - 1;
        int place = hash(lane(record), slot(record)) & mask;
        while (index[place] != ABSENT) {
            place = (place + 1) & mask;
        }
        index[place] = record;
    }

    private void leave(int record) {
        int mask = index.length - 1;
        int hole = hash(lane(record), slot(record)) & mask;
        while (index[hole] != record) {
            Invariant.check(index[hole] != ABSENT, "a record is in its index");
            hole = (hole + 1) & mask;
        }
        for (int place = (hole + 1) & mask; index[place] != ABSENT; place = (place + 1) & mask) {
            int home = hash(lane(index[place]), slot(index[place])) & mask;
            if (((place - home) & mask) >= ((place - hole) & mask)) {
                index[hole] = index[place];
                hole = place;
            }
        }
        index[hole] = ABSENT;
    }

    private void rehash(int capacity) {
        index = new int[capacity];
        Arrays.fill(index, ABSENT);
        for (int record = 0; record < pageCount * PAGE_RECORDS; record++) {
            if (slot(record) != -1) {
                enter(record);
            }
        }
    }

    // ---- timers

    /** The running record that is due first, or {@link #ABSENT}. */
    int first() {
        return running == 0 ? ABSENT : heap[0];
    }

    long nextDueMillis() {
        return running == 0 ? Long.MAX_VALUE : dueMillis(heap[0]);
    }

    /** Starts or moves the timer of a record. */
    void run(int record, long dueMillis) {
        word(record, 2, dueMillis);
        int place = heapPlaces[record];
        if (place == ABSENT) {
            if (running == heap.length) {
                heap = Arrays.copyOf(heap, Math.max(16, running * 2));
            }
            place = running++;
        }
        settle(place, record);
    }

    void stop(int record) {
        int place = heapPlaces[record];
        Invariant.check(place != ABSENT, "only a running timer is stopped");
        heapPlaces[record] = ABSENT;
        word(record, 5, word(record, 5) & ~WAITS);
        int last = heap[--running];
        if (place < running) {
            settle(place, last);
        }
    }

    private boolean before(int a, int b) {
        long dueA = dueMillis(a);
        long dueB = dueMillis(b);
        if (dueA != dueB) {
            return dueA < dueB;
        }
        long laneA = lane(a);
        long laneB = lane(b);
        return laneA != laneB ? laneA < laneB : slot(a) < slot(b);
    }

    private void settle(int from, int record) {
        int place = from;
        while (place > 0 && before(record, heap[(place - 1) >>> 1])) {
            put(place, heap[(place - 1) >>> 1]);
            place = (place - 1) >>> 1;
        }
        while (2 * place + 1 < running) {
            int child = 2 * place + 1;
            if (child + 1 < running && before(heap[child + 1], heap[child])) {
                child++;
            }
            if (!before(heap[child], record)) {
                break;
            }
            put(place, heap[child]);
            place = child;
        }
        put(place, record);
    }

    private void put(int place, int record) {
        heap[place] = record;
        heapPlaces[record] = place;
    }

    void checkConsistency() {
        int found = 0;
        for (int record = 0; record < pageCount * PAGE_RECORDS; record++) {
            if (slot(record) != -1) {
                found++;
                Invariant.check(find(lane(record), slot(record)) == record, "a record is found by its index");
            }
        }
        Invariant.check(found == size, "number of records", size, found);
        for (int place = 0; place < running; place++) {
            Invariant.check(heapPlaces[heap[place]] == place, "a timer knows its place");
            Invariant.check(place == 0 || !before(heap[place], heap[(place - 1) >>> 1]), "timers are in order");
        }
    }
}
