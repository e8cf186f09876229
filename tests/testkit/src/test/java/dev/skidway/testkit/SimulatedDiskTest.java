package dev.skidway.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.journal.Disk;
import dev.skidway.journal.DiskFile;
import dev.skidway.journal.DiskFullException;
import dev.skidway.journal.FolderInUseException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SimulatedDiskTest extends DiskContract {

    private final Seed seed = Seed.ofThisRun();
    private final SimulatedDisk folder = new SimulatedDisk(seed);

    @Override
    protected Disk openFolder() {
        return folder.anotherProcess();
    }

    @Test
    void keepsForcedBytesAndNamesThroughAPowerCut() throws IOException {
        DiskFile file = forcedFile("a", "durable");

        SimulatedDisk found = folder.powerCutLosingAll();

        assertThat(text(found, "a")).isEqualTo("durable");
        assertThatThrownBy(() -> file.size()).isInstanceOf(IOException.class);
        assertThatThrownBy(folder::list).isInstanceOf(IOException.class);
    }

    @Test
    void losesUnforcedBytesInAPowerCutButNotInAKill() throws IOException {
        forcedFile("a", "durable").write(bytes("cached!"), 0);

        SimulatedDisk killed = folder.kill();
        assertThat(text(killed, "a")).isEqualTo("cached!");

        assertThat(text(killed.powerCutLosingAll(), "a")).isEqualTo("durable");
    }

    @Test
    void leavesAnyMixOfSectorVersionsAfterAPowerCut() throws IOException {
        Set<String> found = new HashSet<>();
        DiskFile file = forcedFile("a", "0".repeat(1_024));
        file.write(bytes("1".repeat(1_024)), 0);
        file.write(bytes("2".repeat(512)), 512);

        for (int i = 0; i < 200; i++) {
            String text = text(folder.fork().powerCutLosingAny(), "a");
            assertThat(text.substring(0, 512)).isEqualTo(text.substring(0, 1).repeat(512));
            found.add(text.charAt(0) + "" + text.charAt(1_023));
        }

        assertThat(found).containsExactlyInAnyOrder("00", "01", "02", "10", "11", "12");
    }

    @Test
    void mayKeepTheLengthWithoutTheBytes() throws IOException {
        Set<String> found = new HashSet<>();
        forcedFile("a", "").write(bytes("new"), 0);

        for (int i = 0; i < 100; i++) {
            found.add(text(folder.fork().powerCutLosingAny(), "a"));
        }

        assertThat(found).containsExactlyInAnyOrder("", "\0\0\0", "new");
    }

    @Test
    void mayTakeBackEachUnforcedNameOnItsOwn() throws IOException {
        Set<String> found = new HashSet<>();
        forcedFile("old", "x");
        folder.create("new");
        folder.rename("old", "renamed");

        for (int i = 0; i < 100; i++) {
            found.add(folder.fork().powerCutLosingAny().list().toString());
        }

        assertThat(found).containsExactlyInAnyOrder("[old]", "[new, old]", "[renamed]", "[new, renamed]");
    }

    @Test
    void bringsBackADeletedFileUnlessTheDirectoryWasForced() throws IOException {
        forcedFile("a", "x");
        folder.delete("a");

        assertThat(folder.fork().powerCutLosingAll().list()).containsExactly("a");
        folder.forceDirectory();
        assertThat(folder.powerCutLosingAll().list()).isEmpty();
    }

    @Test
    void doesNotCoverWhatIsWrittenWhileAForceRuns() throws IOException {
        DiskFile file = forcedFile("a", "0");
        file.write(bytes("1"), 0);
        file.startForce();
        file.write(bytes("2"), 0);

        assertThat(file.forceDone()).isTrue();

        assertThat(text(folder, "a")).isEqualTo("2");
        assertThat(text(folder.powerCutLosingAll(), "a")).isEqualTo("1");
    }

    @Test
    void neverMakesBytesOfAFailedForceDurableUntilTheyAreWrittenAgain() throws IOException {
        DiskFile file = forcedFile("a", "old");
        file.write(bytes("new"), 0);
        folder.faults().strikeNext(DiskFault.FORCE_ERROR);
        file.startForce();
        assertThatThrownBy(file::forceDone).isInstanceOf(IOException.class);

        force(file);
        assertThat(text(folder, "a")).isEqualTo("new");
        assertThat(text(folder.fork().powerCutLosingAll(), "a")).isEqualTo("old");

        file.write(bytes("new"), 0);
        force(file);
        assertThat(text(folder.powerCutLosingAll(), "a")).isEqualTo("new");
    }

    @Test
    void completesAForceOnlyWhenReleased() throws IOException {
        DiskFile file = forcedFile("a", "old");
        folder.holdForces(true);
        file.write(bytes("new"), 0);
        file.startForce();

        assertThat(file.forceDone()).isFalse();
        assertThat(text(folder.fork().powerCutLosingAll(), "a")).isEqualTo("old");
        folder.holdForces(false);

        assertThat(file.forceDone()).isTrue();
    }

    @Test
    void refusesGrowthBeyondItsCapacityAndChangesNothing() throws IOException {
        DiskFile file = forcedFile("a", "x".repeat(4_096));
        folder.capacityBytes(8_192);

        assertThatThrownBy(() -> file.write(bytes("y".repeat(8_193)), 0)).isInstanceOf(DiskFullException.class);

        assertThat(text(folder, "a")).isEqualTo("x".repeat(4_096));
        assertThat(folder.usableBytes()).isEqualTo(4_096);
        folder.capacityBytes(4_096);
        assertThatThrownBy(() -> folder.create("b")).isInstanceOf(DiskFullException.class);
        file.write(bytes("z"), 0);
    }

    @Test
    void failsAReadOrWriteOnceWhenPlanned() throws IOException {
        DiskFile file = forcedFile("a", "x");
        folder.faults().strikeNext(DiskFault.READ_ERROR, "a"::equals);
        folder.faults().strikeNext(DiskFault.WRITE_ERROR, "a"::equals);

        assertThatThrownBy(() -> file.read(ByteBuffer.allocate(1), 0)).hasMessageContaining("read of a");
        assertThatThrownBy(() -> file.write(bytes("y"), 0)).hasMessageContaining("write of a");

        file.write(bytes("z"), 0);
        assertThat(text(folder, "a")).isEqualTo("z");
        assertThat(folder.faults().count(DiskFault.READ_ERROR)).isOne();
    }

    @Test
    void putsAMisdirectedWriteElsewhere() throws IOException {
        DiskFile file = forcedFile("a", "0".repeat(4_096));
        folder.faults().strikeNext(DiskFault.MISDIRECTED_WRITE);

        file.write(bytes("1".repeat(512)), 1_024);

        String text = text(folder, "a");
        assertThat(text.substring(1_024, 1_536)).isEqualTo("0".repeat(512));
        assertThat(text).contains("1".repeat(512));
    }

    @Test
    void flipsABitForGood() throws IOException {
        forcedFile("a", "A").write(bytes("C"), 0);

        folder.flipBit("a", 0, 1);

        assertThat(text(folder, "a")).isEqualTo("A");
        assertThat(text(folder.powerCutLosingAll(), "a")).isEqualTo("C");
    }

    @Test
    void losesThePowerInTheMiddleOfAPlannedCall() throws IOException {
        DiskFile file = forcedFile("a", "old");
        folder.faults().loseThePowerAfter(2);
        file.write(bytes("one"), 0);

        assertThatThrownBy(() -> file.write(bytes("two"), 0)).isInstanceOf(PowerLost.class);

        assertThatThrownBy(() -> file.size()).isInstanceOf(IOException.class);
        assertThat(text(folder.powerCutLosingAll(), "a")).isEqualTo("old");
    }

    @Test
    void releasesTheLockOfADeadProcess() throws IOException {
        folder.lock();
        SimulatedDisk next = folder.kill();

        next.lock();

        assertThatThrownBy(() -> next.anotherProcess().lock()).isInstanceOf(FolderInUseException.class);
        next.powerCut().lock();
    }

    @Test
    void takesNoMemoryForZeros() throws IOException {
        DiskFile file = folder.create("a");
        ByteBuffer zeros = ByteBuffer.allocate(1 << 20);

        for (long offset = 0; offset < 8L << 30; offset += 1 << 20) {
            file.write(zeros.clear(), offset);
        }
        file.write(bytes("end"), file.size());
        force(file);

        assertThat(file.size()).isEqualTo((8L << 30) + 3);
    }

    @Test
    void givesTheSameDiskForTheSameSeedAndCalls() throws IOException {
        assertThat(hashAfterSomeCuts(seed)).isEqualTo(hashAfterSomeCuts(seed));
    }

    private static long hashAfterSomeCuts(Seed seed) throws IOException {
        SimulatedDisk disk = new SimulatedDisk(seed);
        disk.create("a").close();
        disk.forceDirectory();
        for (int i = 0; i < 20; i++) {
            disk.open("a").write(bytes(Integer.toString(i).repeat(2_000)), i * 777L);
            disk.create("b" + i).close();
            disk = disk.powerCut();
        }
        return disk.hash();
    }

    private DiskFile forcedFile(String name, String text) throws IOException {
        DiskFile file = folder.create(name);
        file.write(bytes(text), 0);
        force(file);
        folder.forceDirectory();
        return file;
    }

    private static void force(DiskFile file) throws IOException {
        file.startForce();
        assertThat(file.forceDone()).isTrue();
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    private static String text(Disk disk, String name) throws IOException {
        return new String(new FileCorrupter(disk).bytes(name), UTF_8);
    }
}
