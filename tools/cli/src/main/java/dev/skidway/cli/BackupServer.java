package dev.skidway.cli;

import dev.skidway.journal.BackupPlan;
import java.nio.file.Path;

/** A running server that holds the files of a moment while they are copied. */
interface BackupServer extends AutoCloseable {

    /** What it holds, and where. */
    record Held(Path folder, BackupPlan plan) {}

    /** Its address. */
    String name();

    /** Has the files held that show everything it acknowledged before. */
    Held begin();

    /** Says now and then that the copy goes on; may fail as {@link #checkHeld}. */
    void touch();

    /** Fails with {@link dev.skidway.journal.JournalError#BACKUP_LOST} if the files are not held any more. */
    void checkHeld();

    /** Lets the files go; fails if they were not held until now. */
    void end();

    @Override
    void close();
}
