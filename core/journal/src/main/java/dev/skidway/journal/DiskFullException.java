package dev.skidway.journal;

import java.io.IOException;

/** The file system has no room left; what was being written did not take effect. */
public final class DiskFullException extends IOException {

    public DiskFullException(String message) {
        super(message);
    }

    public DiskFullException(String message, IOException cause) {
        super(message, cause);
    }
}
