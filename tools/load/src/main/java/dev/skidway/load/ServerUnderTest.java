package dev.skidway.load;

import java.io.IOException;

/** The server a run measures: one that was running already, or a process of its own. */
interface ServerUnderTest extends AutoCloseable {

    Target target();

    /** What the server has used up to now. */
    Usage usage() throws IOException;

    /** Where its data lies, in words, for the report. */
    String storage();

    /** Median of forcing 4 KiB on the file system of its data, in milliseconds; negative when not measured. */
    double forceProbeMillis();

    @Override
    void close() throws IOException;
}
