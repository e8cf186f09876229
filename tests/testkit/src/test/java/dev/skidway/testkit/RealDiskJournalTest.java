package dev.skidway.testkit;

import dev.skidway.journal.Disk;
import dev.skidway.journal.RealDisk;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class RealDiskJournalTest extends JournalContract {

    @TempDir
    private Path folder;

    @Override
    protected Disk openFolder() throws IOException {
        return RealDisk.open(folder);
    }
}
