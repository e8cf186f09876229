package dev.skidway.journal;

/** How much room the journal has. */
public enum Space {
    /** All is well. */
    OPEN,
    /** Above the high-water mark: commands that add work are refused, those that finish work go on in spare segments. */
    HIGH_WATER,
    /** Not even a spare segment is left: nothing can be appended until space returns. */
    EXHAUSTED
}
