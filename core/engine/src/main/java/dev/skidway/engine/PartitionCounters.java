package dev.skidway.engine;

/** What a partition's thread counts; other threads may read values that are a moment old. */
final class PartitionCounters {

    private volatile long frames;
    private volatile long frameBytes;
    private volatile long events;
    private volatile long timerFrames;
    private volatile long oldestOverdueMillis;
    private volatile long snapshotAgeMillis;
    private volatile long partsLoaded;
    private volatile long partsReadInLine;
    private volatile ResidentState resident = ResidentState.NONE;
    private volatile int waiting;
    private volatile int pendingReplies;

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer: the partition's thread
    void frame(int bytes, int eventCount) {
        frames++;
        frameBytes += bytes;
        events += eventCount;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer: the partition's thread
    void timerFrame() {
        timerFrames++;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer: the partition's thread
    void partLoaded() {
        partsLoaded++;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer: the partition's thread
    void partReadInLine() {
        partsReadInLine++;
    }

    void resident(ResidentState state) {
        resident = state;
    }

    ResidentState resident() {
        return resident;
    }

    long partsLoaded() {
        return partsLoaded;
    }

    long partsReadInLine() {
        return partsReadInLine;
    }

    void stepped(long overdueMillis, long snapshotAge, int waitingCount, int pendingCount) {
        oldestOverdueMillis = overdueMillis;
        snapshotAgeMillis = snapshotAge;
        waiting = waitingCount;
        pendingReplies = pendingCount;
    }

    long frames() {
        return frames;
    }

    long frameBytes() {
        return frameBytes;
    }

    long events() {
        return events;
    }

    long timerFrames() {
        return timerFrames;
    }

    long oldestOverdueMillis() {
        return oldestOverdueMillis;
    }

    long snapshotAgeMillis() {
        return snapshotAgeMillis;
    }

    int waiting() {
        return waiting;
    }

    int pendingReplies() {
        return pendingReplies;
    }
}
