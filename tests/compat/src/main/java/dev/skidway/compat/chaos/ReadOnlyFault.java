package dev.skidway.compat.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The kernel finds an error in the server's file system and makes it read-only, open files included.
 *
 * <p>The server has to end by itself with the status for fatal I/O, must not start while the file system stays like that, and has to have
 * everything once it was repaired.
 */
final class ReadOnlyFault implements Fault {

    private static final int MEBIBYTES = 96;
    private static final int STARTED_ONCE_IN = 2;
    private static final int FATAL_IO = 4;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Volume volume;
    private final Chance chance;
    private long remounts;
    private long startsRefused;

    private ReadOnlyFault(Volume volume, Chance chance) {
        this.volume = volume;
        this.chance = chance;
    }

    static ReadOnlyFault open(Path folder, Chance chance) throws IOException {
        Volume volume = Volume.ext4(folder, MEBIBYTES);
        if (volume.canBreak()) {
            return new ReadOnlyFault(volume, chance);
        }
        try (volume) {
            throw new IOException("this kernel has no trigger_fs_error for ext4, which would make it read-only");
        }
    }

    @Override
    public Path data(Path folder) {
        return volume.folder().resolve("data");
    }

    @Override
    public void strike(Site site) throws IOException {
        site.markLog();
        volume.breakReadOnly();
        remounts++;
        OptionalInt status = site.server().awaitExit(LIMIT);
        site.expect(
                status.orElse(-1) == FATAL_IO && site.logged("SK-JRN-001"),
                "the server to end with 4 and SK-JRN-001 within " + LIMIT
                        + " of its disk being read-only, found status " + status);
        if (status.isEmpty()) {
            site.kill();
        }
        if (chance.onceIn(STARTED_ONCE_IN)) {
            startWhileReadOnly(site);
        }
        volume.repair();
        site.start();
    }

    private void startWhileReadOnly(Site site) throws IOException {
        OptionalInt refused = site.tryToStart();
        startsRefused += refused.isPresent() ? 1 : 0;
        site.expect(
                refused.orElse(0) == FATAL_IO && site.logged("Read-only file system"),
                "a start on a read-only file system to end with 4 and say so, found status " + refused);
        if (refused.isEmpty()) {
            site.kill();
        }
    }

    @Override
    public Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put(FaultKind.READONLY.key(), remounts);
        counts.put("starts_refused_while_readonly", startsRefused);
        return counts;
    }

    @Override
    public void close() throws IOException {
        volume.close();
    }
}
