package dev.skidway.engine;

/** Read-only view of how many live payload bytes each journal segment still holds. */
public interface LiveSegments {

    /** Calls {@code visitor} for every segment with live bytes, in ascending order. */
    void forEach(Visitor visitor);

    /** Takes one segment. */
    @FunctionalInterface
    interface Visitor {
        void segment(long segment, long liveBytes);
    }
}
