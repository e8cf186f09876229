package dev.skidway.journal;

/**
 * One pre-allocated file of the journal.
 *
 * <p>States: ahead (named, nothing written) → in use → released. A released segment's file may be overwritten at once, so whoever
 * read from it must look at {@link #isReleased} <em>after</em> the read and throw the bytes away if it is set.
 */
final class Segment {

    private final long sequence;
    private final int bytes;
    private final DiskFile file;
    private volatile boolean released;

    Segment(long sequence, int bytes, DiskFile file) {
        this.sequence = sequence;
        this.bytes = bytes;
        this.file = file;
    }

    long sequence() {
        return sequence;
    }

    int bytes() {
        return bytes;
    }

    DiskFile file() {
        return file;
    }

    String name() {
        return FileNames.segment(sequence);
    }

    long address(int offset) {
        return sequence * bytes + offset;
    }

    boolean isReleased() {
        return released;
    }

    void release() {
        released = true;
    }
}
