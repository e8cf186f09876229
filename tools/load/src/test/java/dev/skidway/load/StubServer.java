package dev.skidway.load;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.OptionalLong;

/** A fake server as a run sees it, with a memory and a disk that are only said to be there. */
final class StubServer implements ServerUnderTest {

    final Deque<Double> heapBytes = new ArrayDeque<>();
    volatile double diskBytes;

    private final Target target;
    private final long usableBytes;

    StubServer(Target target, long usableBytes) {
        this.target = target;
        this.usableBytes = usableBytes;
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public Usage usage() {
        return Usage.UNKNOWN;
    }

    @Override
    public String storage() {
        return "nowhere";
    }

    @Override
    public double forceProbeMillis() {
        return -1;
    }

    @Override
    public Footprint footprint() {
        return new Footprint(null, null, null, diskBytes, Collections.emptySortedMap());
    }

    /** The next of the figures; the last one stays. */
    @Override
    public double liveHeapBytes() {
        return heapBytes.size() > 1 ? heapBytes.removeFirst() : heapBytes.getFirst();
    }

    @Override
    public OptionalLong usableBytes() {
        return OptionalLong.of(usableBytes);
    }

    @Override
    public double restart() {
        throw new AssertionError("not asked for");
    }

    @Override
    public void close() {}
}
