package dev.skidway.sim;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.sim.Violation.Kind;
import dev.skidway.testkit.DiskFault;
import dev.skidway.testkit.FileCorrupter;
import dev.skidway.testkit.ManualTime;
import dev.skidway.testkit.Seed;
import dev.skidway.testkit.SimulatedDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.SplittableRandom;

/** Looks, on copies of the disk, at what another process would make of it; the living one notices nothing. */
final class Autopsy {

    private static final int HEX_DIGITS = 16;
    private static final String SEGMENT_PREFIX = "journal-";

    private final World world;
    private final Scenario scenario;
    private final Seed seed;
    private final Coverage coverage;

    Autopsy(World world, Scenario scenario, Seed seed, Coverage coverage) {
        this.world = world;
        this.scenario = scenario;
        this.seed = seed;
        this.coverage = coverage;
    }

    /** State recovered after a kill, and after a power cut that loses all unforced, must be the living one; all must be durable. */
    void compareWithRecovered() {
        world.node().checkConsistency();
        long live = world.node().hash();
        same(live, world.disk().fork().kill(), "a kill");
        same(live, world.disk().fork().powerCutLosingAll(), "a power cut");
        coverage.hit("compare: recovered equals live");
        EveryFrame frames = world.node().everyFrame();
        if (frames != null) {
            same(live, world.node().hashFromTheFirstFrame(frames), "a replay of every frame from the first on");
            coverage.hit("compare: replay from the first frame equals live");
        }
    }

    private void same(long live, SimulatedDisk disk, String after) {
        same(live, recoveredHash(disk), after);
    }

    private static void same(long live, long recovered, String after) {
        Violation.unless(
                live == recovered,
                Kind.REPLAY,
                () -> "state recovered after " + after + " has hash " + Long.toHexString(recovered)
                        + ", the living one " + Long.toHexString(live));
    }

    private long recoveredHash(SimulatedDisk disk) {
        Node node = Node.start(disk, scenario, world.time(), seed, true);
        node.checkConsistency();
        return node.hash();
    }

    /** Lets one write land elsewhere while a process works on a copy of the disk; the next start must notice, or lack nothing. */
    void misdirectAWrite(SplittableRandom random) {
        SimulatedDisk disk = world.disk().fork();
        disk.forcePollsMax(scenario.forcePollsMax());
        ManualTime time = world.time().copy();
        OtherLife life = new OtherLife(Node.start(disk, scenario, time, seed, true), time, random);
        life.work(random.nextInt(100));
        disk.faults().strikeNext(DiskFault.MISDIRECTED_WRITE);
        life.work(100);
        disk.faults().clear();
        life.rest();
        if (disk.faults().count(DiskFault.MISDIRECTED_WRITE) == 0) {
            return;
        }
        coverage.hit("damage: write misdirected");
        if (life.failed()) {
            coverage.hit("damage: noticed by the process that wrote it");
        } else {
            judge(disk.kill(), life.hash(), "a misdirected write");
        }
    }

    /** One changed bit must be noticed, or make no difference. */
    void flipABit(SplittableRandom random) {
        SimulatedDisk found = world.disk().fork().powerCut();
        long pristine = recoveredHash(found.fork());
        SimulatedDisk damaged = found.fork();
        try {
            String where = damage(damaged, random);
            judge(damaged, pristine, where);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String damage(SimulatedDisk disk, SplittableRandom random) throws IOException {
        List<String> names = disk.list();
        String name = names.get(random.nextInt(names.size()));
        byte[] bytes = new FileCorrupter(disk).bytes(name);
        if (bytes.length == 0) {
            return name;
        }
        int offset = random.nextInt(bytes.length);
        for (int i = 0; i < 50 && bytes[offset] == 0; i++) {
            offset = random.nextInt(bytes.length);
        }
        disk.flipBit(name, offset, random.nextInt(8));
        coverage.hit("damage: bit flipped");
        return name + " " + offset;
    }

    private void judge(SimulatedDisk damaged, long pristine, String where) {
        long hash;
        try {
            hash = recoveredHash(damaged);
        } catch (SkidwayException e) {
            Violation.unless(
                    e.severity() == Severity.REFUSE_START,
                    Kind.DAMAGE,
                    () -> "damage of " + where + " failed the start with the wrong severity: " + e);
            coverage.hit("damage: refused as " + e.code().code());
            return;
        }
        if (hash == pristine) {
            coverage.hit("damage: made no difference");
            return;
        }
        Violation.unless(
                inTheLastBlock(where),
                Kind.DAMAGE,
                () -> "damage of " + where + " went unnoticed and changed the state; certainly durable below "
                        + world.certainlyDurable());
        coverage.hit("damage: of the last block, taken for a torn tail");
    }

    private boolean inTheLastBlock(String where) {
        if (!where.startsWith(SEGMENT_PREFIX)) {
            return false;
        }
        int nameEnd = where.indexOf(' ');
        long sequence = Long.parseUnsignedLong(
                where.substring(SEGMENT_PREFIX.length(), SEGMENT_PREFIX.length() + HEX_DIGITS), 16);
        long offset = Long.parseLong(where.substring(nameEnd + 1));
        return sequence * scenario.journal().segmentBytes() + offset >= world.certainlyDurable();
    }
}
