package dev.skidway.engine;

import dev.skidway.journal.FrameHeader;
import dev.skidway.journal.SnapshotInfo;

/** Where a partition stands in the journal: what its newest frame says, and the address just past it. */
final class LogHead {

    private int term = 1;
    private long sequence;
    private long timestampMillis;
    private long endPosition;

    void startFrom(SnapshotInfo snapshot) {
        term = snapshot.term();
        sequence = snapshot.sequence();
        timestampMillis = snapshot.timestampMillis();
        endPosition = snapshot.replayPosition();
    }

    void advance(FrameHeader header, long framePosition, int frameBytes) {
        term = header.term();
        sequence = header.sequence();
        timestampMillis = header.timestampMillis();
        endPosition = framePosition + frameBytes;
    }

    int term() {
        return term;
    }

    long sequence() {
        return sequence;
    }

    long timestampMillis() {
        return timestampMillis;
    }

    long endPosition() {
        return endPosition;
    }
}
