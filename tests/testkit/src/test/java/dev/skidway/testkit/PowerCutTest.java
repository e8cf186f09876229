package dev.skidway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.journal.JournalConfig;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Nothing that was durable is ever lost, and no crash leaves a folder that is refused. */
class PowerCutTest {

    private static final int SEEDS = Integer.getInteger("skidway.power-cut-seeds", 100);
    private static final int LIVES = 8;

    @Test
    void keepsWhatWasDurableOverPowerCutsAndKills() {
        Seed base = Seed.ofThisRun();
        long restarts = 0;
        long snapshots = 0;

        for (int i = 0; i < SEEDS; i++) {
            Seed seed = new Seed(base.value() + i);
            StorageWorld world = live(seed);
            restarts += world.restarts;
            snapshots += world.snapshotsPublished;
        }

        assertThat(restarts).isEqualTo((long) SEEDS * LIVES);
        assertThat(snapshots).isGreaterThan(SEEDS);
    }

    private static StorageWorld live(Seed seed) {
        SplittableRandom random = seed.stream("crashes");
        StorageWorld world = new StorageWorld(seed, JournalConfig.small());
        try {
            for (int life = 0; life < LIVES; life++) {
                crash(world, random);
            }
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed.value() + ", restart " + world.restarts, e);
        }
        return world;
    }

    private static void crash(StorageWorld world, SplittableRandom random) {
        int kind = random.nextInt(4);
        world.disk().faults().loseThePowerAfter(kind == 0 ? 1 + random.nextInt(400) : Long.MAX_VALUE);
        if (kind == 1) {
            world.disk().faults().rate(DiskFault.FORCE_ERROR, 2_000);
            world.disk().faults().rate(DiskFault.WRITE_ERROR, 2_000);
            world.disk().faults().rate(DiskFault.DISK_FULL, 20_000);
        }
        try {
            int actions = random.nextInt(1500);
            for (int i = 0; i < actions; i++) {
                world.act();
            }
        } catch (PowerLost e) {
            world.restart(world.disk().powerCut());
            return;
        }
        world.disk().faults().clear();
        world.restart(kind == 2 ? world.disk().kill() : world.disk().powerCut());
    }

    @Test
    void survivesAPowerCutInEveryCall() {
        int cuts = 0;
        for (int calls = 1; cuts == calls - 1; calls++) {
            StorageWorld world = new StorageWorld(new Seed(11), JournalConfig.small());
            world.disk().faults().loseThePowerAfter(calls);
            if (actsUntilPowerIsLost(world, 250)) {
                cuts++;
                world.restart(world.disk().powerCut());
            }
        }

        assertThat(cuts).isGreaterThan(100);
    }

    private static boolean actsUntilPowerIsLost(StorageWorld world, int actions) {
        try {
            for (int i = 0; i < actions; i++) {
                world.act();
            }
            return false;
        } catch (PowerLost e) {
            return true;
        }
    }

    @Test
    void survivesAPowerCutInEveryCallOfARestart() {
        StorageWorld world = new StorageWorld(new Seed(12), JournalConfig.small());
        actsUntilPowerIsLost(world, 900);
        while (world.storage().journal().durablePosition()
                < world.storage().journal().appendedPosition()) {
            world.storage().journal().step();
        }
        SimulatedDisk left = world.disk().kill();
        int cuts = 0;
        for (int calls = 1; cuts == calls - 1; calls++) {
            SimulatedDisk found = left.fork();
            found.faults().loseThePowerAfter(calls);
            try {
                world.restart(found);
            } catch (PowerLost e) {
                cuts++;
                world.restart(found.powerCut());
            }
        }

        assertThat(cuts).isGreaterThan(5);
    }
}
