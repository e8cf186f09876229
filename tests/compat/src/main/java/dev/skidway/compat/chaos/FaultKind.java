package dev.skidway.compat.chaos;

import java.util.Locale;

/** The faults that a run can have strike. */
enum FaultKind {
    /** SIGKILL, and a start on the same folder. */
    KILL("kills"),
    /** SIGSTOP, and later SIGCONT or SIGKILL. */
    STOP("stops"),
    /** A file system without a byte left. */
    DISK("disk_fills"),
    /** A file system that the kernel has made read-only under open files. */
    READONLY("readonly_remounts"),
    /** A wall clock that jumps. */
    CLOCK("clock_shifts"),
    /** Connections that are cut, delayed or silent. */
    NET("net_faults");

    private final String key;

    FaultKind(String key) {
        this.key = key;
    }

    /** How the report calls the number of strikes. */
    String key() {
        return key;
    }

    /** How the command line calls it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
