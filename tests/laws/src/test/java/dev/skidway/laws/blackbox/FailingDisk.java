package dev.skidway.laws.blackbox;

import dev.skidway.journal.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk whose forces of the journal fail from the moment a certain file exists. */
final class FailingDisk extends DiskDecorator {

    private final Path trigger;

    FailingDisk(Disk disk, Path trigger) {
        super(disk);
        this.trigger = trigger;
    }

    @Override
    void beforeForce(String name) throws IOException {
        if (name.startsWith("journal-") && Files.exists(trigger)) {
            throw new IOException("Input/output error");
        }
    }
}
