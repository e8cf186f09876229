package dev.skidway.journal;

import java.io.IOException;

/** Another process holds the data folder. */
public final class FolderInUseException extends IOException {

    public FolderInUseException(String message) {
        super(message);
    }
}
