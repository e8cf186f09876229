package dev.skidway.journal;

import java.io.IOException;
import java.nio.file.Path;

/** A process that opens a folder, says so, and holds it until it is killed or its input ends. */
final class LockHolder {

    private LockHolder() {}

    public static void main(String[] args) throws IOException {
        try (Storage storage = Storage.open(RealDisk.open(Path.of(args[0])), JournalConfig.small(), new FixedTime())) {
            System.out.println("holding " + storage.journal().durablePosition());
            System.out.flush();
            while (System.in.read() >= 0) {
                System.out.println("still holding");
            }
        }
    }
}
