package dev.skidway.testkit;

/** What can go wrong with a {@link SimulatedDisk}. */
public enum DiskFault {
    /** A write fails; any sectors of it may have changed. */
    WRITE_ERROR,
    /** A force fails; what it covered stays readable but is not durable, and later forces no longer cover it. */
    FORCE_ERROR,
    /** A force takes many polls. */
    SLOW_FORCE,
    /** A read fails once. */
    READ_ERROR,
    /** A directory force fails; the names it covered stay uncertain until another one succeeds. */
    DIRECTORY_FORCE_ERROR,
    /** A write, creation or growth finds no room and changes nothing. */
    DISK_FULL,
    /** A write succeeds at another place of the file. */
    MISDIRECTED_WRITE,
    /** A bit changes at rest. */
    BIT_FLIP,
    /** The process dies, the machine goes on: everything written stays readable. */
    KILL,
    /** The machine dies: only what was forced is certain. */
    POWER_CUT,
    /** A power cut took a sector that was written and not forced. */
    LOST_SECTOR,
    /** A power cut kept some and lost other sectors of one unforced file. */
    TORN_FILE,
    /** A power cut took a creation, renaming or deletion. */
    LOST_NAME
}
