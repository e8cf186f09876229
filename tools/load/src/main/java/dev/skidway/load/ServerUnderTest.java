package dev.skidway.load;

import java.io.IOException;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The server a run measures: one that was running already, or a process of its own. */
interface ServerUnderTest extends AutoCloseable {

    Target target();

    /** What the server has used up to now. */
    Usage usage() throws IOException;

    /** Where its data lies, in words, for the report. */
    String storage();

    /** Median of forcing 4 KiB on the file system of its data, in milliseconds; negative when not measured. */
    double forceProbeMillis();

    /** Adds to the settings of a report what they say of its disk. */
    default void describe(Map<String, @Nullable Object> settings) {
        settings.put("force_probe_ms_p50", forceProbeMillis() < 0 ? null : forceProbeMillis());
        settings.put("file_system", storage());
    }

    /** What it takes of memory and disk at this moment. */
    Footprint footprint() throws IOException;

    /** Bytes of its Java heap that are alive, after a collection. */
    double liveHeapBytes() throws IOException;

    /** Room on the file system of its data; empty when it is not known. */
    OptionalLong usableBytes() throws IOException;

    /** Ends it with SIGKILL and starts it again on the same data and ports; returns the seconds until it served. */
    double restart() throws IOException;

    @Override
    void close() throws IOException;
}
