package dev.skidway.queues;

import dev.skidway.base.Invariant;
import dev.skidway.engine.LiveSegments;
import java.util.Arrays;
import java.util.function.LongPredicate;

/** Live payload bytes by journal segment, in ascending order of segments; most changes hit the newest one. */
final class SegmentBytes implements LiveSegments {

    private long[] segments = new long[4];
    private long[] bytes = new long[4];
    private int size;

    void add(long segment, long delta) {
        if (delta == 0) {
            return;
        }
        int index = find(segment);
        if (index < 0) {
            index = -index - 1;
            insert(index, segment);
        }
        bytes[index] += delta;
        Invariant.check(bytes[index] >= 0, "live bytes of a segment are not negative", segment, bytes[index]);
        if (bytes[index] == 0) {
            removeAt(index);
        }
    }

    /** Live bytes in one segment. */
    long bytesIn(long segment) {
        int index = find(segment);
        return index < 0 ? 0 : bytes[index];
    }

    /** Subtracts all of {@code other} at once. */
    void subtractAll(SegmentBytes other) {
        for (int index = 0; index < other.size; index++) {
            add(other.segments[index], -other.bytes[index]);
        }
    }

    void addAll(SegmentBytes other) {
        for (int index = 0; index < other.size; index++) {
            add(other.segments[index], other.bytes[index]);
        }
    }

    @Override
    public void forEach(Visitor visitor) {
        for (int index = 0; index < size; index++) {
            visitor.segment(segments[index], bytes[index]);
        }
    }

    int size() {
        return size;
    }

    /** Whether any segment that {@code wanted} names has live bytes here. */
    boolean any(LongPredicate wanted) {
        for (int index = 0; index < size; index++) {
            if (wanted.test(segments[index])) {
                return true;
            }
        }
        return false;
    }

    boolean sameAs(SegmentBytes other) {
        return size == other.size
                && Arrays.equals(segments, 0, size, other.segments, 0, size)
                && Arrays.equals(bytes, 0, size, other.bytes, 0, size);
    }

    private int find(long segment) {
        if (size > 0 && segments[size - 1] == segment) {
            return size - 1;
        }
        return Arrays.binarySearch(segments, 0, size, segment);
    }

    private void insert(int index, long segment) {
        if (size == segments.length) {
            segments = Arrays.copyOf(segments, size * 2);
            bytes = Arrays.copyOf(bytes, size * 2);
        }
        System.arraycopy(segments, index, segments, index + 1, size - index);
        System.arraycopy(bytes, index, bytes, index + 1, size - index);
        segments[index] = segment;
        bytes[index] = 0;
        size++;
    }

    private void removeAt(int index) {
        size--;
        System.arraycopy(segments, index + 1, segments, index, size - index);
        System.arraycopy(bytes, index + 1, bytes, index, size - index);
    }
}
