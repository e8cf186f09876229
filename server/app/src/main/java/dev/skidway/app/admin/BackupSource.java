package dev.skidway.app.admin;

import dev.skidway.journal.BackupHold;
import java.nio.file.Path;

/** Where the admin port gets files held for a backup. */
@FunctionalInterface
public interface BackupSource {

    /**
     * Files that are held.
     *
     * @param folder in which they lie
     */
    record Held(Path folder, BackupHold hold) {}

    /**
     * Holds the files that show the state as it is durable now. May be called while the server starts.
     *
     * @throws dev.skidway.base.SkidwayException when the server does not serve, or a backup is under way
     */
    Held begin();
}
