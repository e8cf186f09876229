package dev.skidway.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.testkit.FileCorrupter;
import dev.skidway.testkit.ManualTime;
import dev.skidway.testkit.Seed;
import dev.skidway.testkit.SimulatedDisk;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever is damaged in a folder whose log is sealed is noticed by the next start, which says where and what to do, or is not needed. */
class DamageTest {

    private static final int HEADER_BYTES = 64;
    private static final int PAGE_BYTES = 4_096;
    private static final int BODY_STRIDE_BYTES = 211;
    private static final int EARLY_ROUNDS = 150;

    private final Seed seed = new Seed(1);
    private final Scenario scenario = Scenario.still();
    private final ManualTime time = new ManualTime();
    private SimulatedDisk folder = new SimulatedDisk(seed);
    private SimulatedDisk earlier = folder;
    private long hash;
    private int refused;
    private int tried;

    @BeforeEach
    void aFolderWithSegmentsAndSnapshots() {
        OtherLife life = new OtherLife(start(folder), time, new SplittableRandom(7), null);
        life.work(EARLY_ROUNDS);
        life.rest();
        earlier = folder.fork();
        life.work(2 * EARLY_ROUNDS);
        life.rest();
        hash = life.hash();
        folder = folder.kill();
    }

    @Test
    void noticesAFlippedBitInEveryClassOfBytes() throws IOException {
        for (String name : folder.list()) {
            int bytes = bytes(folder, name).length;
            for (int at = 0; at < bytes; at += at % PAGE_BYTES < HEADER_BYTES ? 1 : BODY_STRIDE_BYTES) {
                int offset = at;
                notices(name, disk -> disk.flipBit(name, offset, offset % Byte.SIZE));
            }
        }
        assertThat(refused).as("of %s", tried).isGreaterThan(300);
    }

    @Test
    void noticesFilesThatAreShortenedOrGone() throws IOException {
        for (String name : folder.list()) {
            int bytes = bytes(folder, name).length;
            notices(name, disk -> new FileCorrupter(disk).truncate(name, 0));
            notices(name, disk -> new FileCorrupter(disk).truncate(name, bytes / 2));
            notices(name, disk -> new FileCorrupter(disk).truncate(name, Math.max(0, bytes - 1)));
            notices(name, disk -> new FileCorrupter(disk).remove(name));
        }
        assertThat(refused).as("of %s", tried).isGreaterThan(10);
    }

    @Test
    void noticesFilesInEachOthersPlace() throws IOException {
        for (String one : folder.list()) {
            for (String other : folder.list()) {
                if (one.compareTo(other) < 0) {
                    notices(one, disk -> new FileCorrupter(disk).swap(one, other));
                }
                if (!one.equals(other)) {
                    notices(one, disk -> new FileCorrupter(disk).replace(one, bytes(folder, other)));
                }
            }
        }
        assertThat(refused).as("of %s", tried).isGreaterThan(20);
    }

    @Test
    void noticesOldFilesThatReappear() throws IOException {
        for (String name : earlier.list()) {
            byte[] old = bytes(earlier, name);
            notices(name, disk -> {
                if (disk.list().contains(name)) {
                    new FileCorrupter(disk).replace(name, old);
                } else {
                    disk.create(name).close();
                    new FileCorrupter(disk).replace(name, old);
                }
            });
        }
        assertThat(refused).as("of %s", tried).isPositive();
    }

    @FunctionalInterface
    private interface Damage {
        void to(SimulatedDisk disk) throws IOException;
    }

    private void notices(String name, Damage damage) throws IOException {
        SimulatedDisk damaged = folder.fork();
        damage.to(damaged);
        tried++;
        SkidwayException refusal = refusal(damaged, name);
        if (refusal != null) {
            refused++;
            String message = refusal.text();
            assertThat(refusal.severity()).as("%s: %s", name, message).isEqualTo(Severity.REFUSE_START);
            assertThat(message)
                    .as("what to do about %s", name)
                    .containsAnyOf("restore", "backup", "set it back", "keep", "check");
            assertThat(namesAFile(message)).as(message).isTrue();
        }
    }

    private @Nullable SkidwayException refusal(SimulatedDisk damaged, String name) {
        try {
            assertThat(start(damaged).hash())
                    .as("state after damage of %s", name)
                    .isEqualTo(hash);
            return null;
        } catch (SkidwayException e) {
            return e;
        }
    }

    private boolean namesAFile(String message) throws IOException {
        return List.of("identity", "manifest", "journal-", "snapshot-", "durable").stream()
                        .anyMatch(message::contains)
                || folder.list().stream().anyMatch(message::contains);
    }

    private Node start(SimulatedDisk disk) {
        return Node.start(disk, scenario, time, seed, true);
    }

    private static byte[] bytes(SimulatedDisk disk, String name) throws IOException {
        return new FileCorrupter(disk).bytes(name);
    }
}
