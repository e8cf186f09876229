package dev.skidway.gateway.grpc;

import dev.skidway.v1.PageRequest;

/** Sizes of pages. */
final class Pages {

    private static final int SIZE_DEFAULT = 100;
    private static final int SIZE_MAX = 1_000;

    private Pages() {}

    static int size(PageRequest page) {
        return size(page, SIZE_MAX);
    }

    /** Entries wanted, where a page has at most {@code max}. */
    static int size(PageRequest page, int max) {
        Bounds.count("page.size", Integer.toUnsignedLong(page.getSize()), 0, SIZE_MAX);
        return Math.min(page.getSize() == 0 ? SIZE_DEFAULT : page.getSize(), max);
    }
}
