package dev.skidway.compat.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Somebody else takes every byte of the server's file system, and later gives them back.
 *
 * <p>Meanwhile sends have to be refused while deletes go on. At times the server is killed and started in between: it either serves the
 * same way or refuses to start for lack of room, and starts once there is some.
 */
final class FullDiskFault implements Fault {

    private static final int MEBIBYTES = 64;
    private static final int KILLED_ONCE_IN = 3;
    private static final int FATAL_IO = 4;
    private static final int SOME = 20;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Volume volume;
    private final Chance chance;
    private long fills;
    private long killedWhileFull;
    private long startsRefused;

    private FullDiskFault(Volume volume, Chance chance) {
        this.volume = volume;
        this.chance = chance;
    }

    static FullDiskFault open(Path folder, Chance chance) throws IOException {
        return new FullDiskFault(volume(folder), chance);
    }

    private static Volume volume(Path folder) throws IOException {
        try {
            return Volume.ext4(folder, MEBIBYTES);
        } catch (IOException noExt4) {
            try {
                return Volume.inMemory(folder, MEBIBYTES);
            } catch (IOException noTmpfs) {
                noTmpfs.addSuppressed(noExt4);
                throw noTmpfs;
            }
        }
    }

    @Override
    public Path data(Path folder) {
        return volume.folder().resolve("data");
    }

    @Override
    public void strike(Site site) throws IOException {
        History history = site.history();
        long refused = history.refusedCount();
        volume.fill();
        fills++;
        site.expect(
                Waiting.until(() -> history.refusedCount() > refused, LIMIT),
                "sends to be refused on a full disk within " + LIMIT);
        deletesGoOn(site);
        if (chance.onceIn(KILLED_ONCE_IN)) {
            killWhileFull(site);
        }
        volume.empty();
        if (!site.server().running()) {
            site.start();
        }
        long acknowledged = history.acknowledgedCount();
        site.expect(
                Waiting.until(() -> history.acknowledgedCount() > acknowledged + SOME, LIMIT),
                "sends to be taken again within " + LIMIT + " of the disk having room");
    }

    private void killWhileFull(Site site) throws IOException {
        site.kill();
        killedWhileFull++;
        OptionalInt status = site.tryToStart();
        if (status.isEmpty()) {
            deletesGoOn(site);
        } else {
            startsRefused++;
            site.expect(
                    status.getAsInt() == FATAL_IO && site.logged("SK-JRN-016"),
                    "a start without room to end with 4 and SK-JRN-016, found status " + status.getAsInt());
        }
    }

    private static void deletesGoOn(Site site) {
        long deleted = site.history().deletedCount();
        site.expect(
                Waiting.until(() -> site.history().deletedCount() > deleted + SOME, LIMIT),
                "deletes to go on on a full disk within " + LIMIT);
    }

    @Override
    public Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put(FaultKind.DISK.key(), fills);
        counts.put("killed_while_full", killedWhileFull);
        counts.put("starts_refused_while_full", startsRefused);
        return counts;
    }

    @Override
    public void close() throws IOException {
        volume.close();
    }
}
