package dev.skidway.sim;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.journal.JournalError;
import dev.skidway.sim.Violation.Kind;
import dev.skidway.testkit.DiskFault;
import dev.skidway.testkit.FileCorrupter;
import dev.skidway.testkit.ManualTime;
import dev.skidway.testkit.Seed;
import dev.skidway.testkit.SimulatedDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/** Looks, on copies of the disk, at what another process would make of it; the living one notices nothing. */
final class Autopsy {

    private static final int HEX_DIGITS = 16;
    private static final int PAGE_BYTES = 4_096;
    private static final int LIFE_ROUNDS = 60;
    private static final String OUR_KEY = "key of our life";
    private static final String THEIR_KEY = "key of one else";
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
        long live = livingHash();
        same(live, world.disk().fork().kill(), "a kill");
        same(live, world.disk().fork().powerCutLosingAll(), "a power cut");
        coverage.hit("compare: recovered equals live");
        EveryFrame frames = world.node().everyFrame();
        if (frames != null) {
            same(live, world.node().hashFromTheFirstFrame(frames), "a replay of every frame from the first on");
            coverage.hit("compare: replay from the first frame equals live");
        }
    }

    private long livingHash() {
        try {
            world.node().checkConsistency();
            return world.node().hash();
        } catch (SkidwayException e) {
            throw new Violation(Kind.LOST, "a part of the living state cannot be read: " + e, e);
        }
    }

    private void same(long live, SimulatedDisk disk, String after) {
        same(live, undamagedHash(disk, after), after);
    }

    private static void same(long live, long recovered, String after) {
        Violation.unless(
                live == recovered,
                Kind.REPLAY,
                () -> "state recovered after " + after + " has hash " + Long.toHexString(recovered)
                        + ", the living one " + Long.toHexString(live));
    }

    private long undamagedHash(SimulatedDisk disk, String after) {
        try {
            return recoveredHash(disk);
        } catch (SkidwayException e) {
            throw new Violation(
                    Kind.REFUSED, "a start after " + after + " was refused although nothing is damaged: " + e, e);
        }
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
        OtherLife life = new OtherLife(Node.start(disk, scenario, time, seed, true), time, random, null);
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
            judgeOther(life, disk);
        }
    }

    private void judgeOther(OtherLife life, SimulatedDisk disk) {
        long live;
        try {
            // Reads spilled parts of the state, so it comes before the process ends.
            live = life.hash();
        } catch (SkidwayException e) {
            Violation.unless(
                    e.code() == JournalError.SPILL_DAMAGED,
                    Kind.DAMAGE,
                    () -> "a misdirected write made the state unreadable: " + e);
            coverage.hit("damage: noticed by the process that needed a spilled part");
            return;
        }
        judge(disk.kill(), live, "a misdirected write");
    }

    /** One changed bit must be noticed, or make no difference. */
    void flipABit(SplittableRandom random) {
        SimulatedDisk found = world.disk().fork().powerCut();
        long pristine = undamagedHash(found.fork(), "a power cut");
        SimulatedDisk damaged = found.fork();
        try {
            String where = damage(damaged, random);
            judge(damaged, pristine, where);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A block as it would have been had things gone otherwise, undamaged and at its place, does not follow from the one before it. */
    void mixHistories(SplittableRandom random) {
        long number = random.nextLong();
        SimulatedDisk ours = world.disk().fork();
        SimulatedDisk theirs = world.disk().fork();
        OtherLife life = lived(ours, new SplittableRandom(number), OUR_KEY);
        lived(theirs, new SplittableRandom(number), THEIR_KEY);
        if (life.failed()) {
            return;
        }
        long live = life.hash();
        SimulatedDisk mixed = ours.kill();
        try {
            if (mix(mixed, theirs.kill())) {
                coverage.hit("damage: histories mixed");
                judge(mixed, live, "a block of another history");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private OtherLife lived(SimulatedDisk disk, SplittableRandom random, String key) {
        disk.forcePollsMax(0);
        ManualTime time = world.time().copy();
        OtherLife life = new OtherLife(Node.start(disk, scenario, time, seed, true), time, random, key);
        life.work(LIFE_ROUNDS);
        life.rest();
        return life;
    }

    /** Puts the last page with messages of theirs that others follow into its place in {@code ours}; false if there is none. */
    private static boolean mix(SimulatedDisk ours, SimulatedDisk theirs) throws IOException {
        List<String> names = new ArrayList<>(ours.list());
        names.retainAll(theirs.list());
        names.removeIf(name -> !name.startsWith(SEGMENT_PREFIX));
        names.sort(Comparator.reverseOrder());
        for (String name : names) {
            byte[] our = new FileCorrupter(ours).bytes(name);
            byte[] their = new FileCorrupter(theirs).bytes(name);
            boolean followed = false;
            for (int page = our.length - PAGE_BYTES; page >= 0; page -= PAGE_BYTES) {
                boolean differs = !Arrays.equals(our, page, page + PAGE_BYTES, their, page, page + PAGE_BYTES);
                String text = new String(their, page, PAGE_BYTES, StandardCharsets.ISO_8859_1);
                if (differs && followed && text.contains(THEIR_KEY)) {
                    new FileCorrupter(ours).overwrite(name, page, Arrays.copyOfRange(their, page, page + PAGE_BYTES));
                    return true;
                }
                followed |= differs;
            }
        }
        return false;
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
                    // A spilled part is looked at only when it is needed.
                    e.severity() == Severity.REFUSE_START || e.code() == JournalError.SPILL_DAMAGED,
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
