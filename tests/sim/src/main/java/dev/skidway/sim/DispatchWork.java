package dev.skidway.sim;

import dev.skidway.queues.DispatchChange;
import dev.skidway.queues.DispatchSettings;
import dev.skidway.queues.KeyChange;
import dev.skidway.queues.KeyLimits;
import dev.skidway.queues.LimitName;
import dev.skidway.queues.QuarantinePolicy;
import dev.skidway.queues.RateLimit;
import dev.skidway.queues.SettingsChange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** What an administrator does to hold messages of a queue or of a key back, and to let them go again; drawn from the seed. */
final class DispatchWork {

    private static final DispatchChange NOTHING_HELD_BACK = new DispatchChange(
            null,
            DispatchSettings.UNLIMITED,
            RateLimit.NONE,
            false,
            false,
            "",
            KeyLimits.NONE,
            List.of(),
            QuarantinePolicy.NONE);
    private static final KeyChange KEY_LET_GO = new KeyChange(true, true, null, null, null, null, false, "");

    private final World world;
    private final SplittableRandom random;
    private final Coverage coverage;
    /** By partition; each has one. */
    private final Map<Integer, LimitModel> limits = new HashMap<>();

    DispatchWork(World world, SplittableRandom random, Coverage coverage) {
        this.world = world;
        this.random = random;
        this.coverage = coverage;
    }

    /** Pauses, drains or limits a queue, or all keys of it, has failing keys put aside; as often lets go again. */
    void changeQueue(QueueModel queue) {
        if (random.nextInt(3) == 0) {
            share(queue);
        } else {
            submit(queue, drawn());
        }
    }

    private DispatchChange drawn() {
        return switch (random.nextInt(8)) {
            case 0 -> DispatchChange.pause(random.nextInt(3) == 0, "");
            case 1 -> DispatchChange.drain(random.nextInt(3) == 0, "");
            case 2, 3 -> new DispatchChange(random.nextInt(51), concurrencyMax(), rate(), null, null, null);
            case 4, 5 -> DispatchChange.keys(new KeyLimits(concurrencyMax(), rate(), DispatchSettings.UNLIMITED));
            case 6 -> DispatchChange.quarantine(new QuarantinePolicy(1 + random.nextInt(3), 60_000, 2_000));
            default -> NOTHING_HELD_BACK;
        };
    }

    /** Makes, changes or deletes the limit of a partition, or has a queue use it. */
    private void share(QueueModel queue) {
        LimitModel limit = limits.computeIfAbsent(queue.partition, partition -> {
            LimitName name = new LimitName(queue.name.namespace(), "shared");
            return new LimitModel(name, partition, coverage);
        });
        int pick = random.nextInt(8);
        if (pick == 0) {
            world.submit(new LimitRemoval(limit, coverage));
        } else if (pick < 4 || limit.exists.min() == 0) {
            world.submit(new LimitOperation(limit, concurrencyMax(), rate()));
        } else {
            limit.usedBy(queue);
            submit(queue, DispatchChange.limits(List.of(limit.name.name())));
        }
    }

    private int concurrencyMax() {
        return random.nextBoolean() ? DispatchSettings.UNLIMITED : 1 + random.nextInt(20);
    }

    private RateLimit rate() {
        return random.nextBoolean()
                ? RateLimit.NONE
                : new RateLimit(1 + random.nextInt(50), random.nextBoolean() ? 1_000 : 60_000, 1 + random.nextInt(20));
    }

    /** Gives a key a weight, pauses it, or lets it go. */
    void changeKey(QueueModel queue, String key) {
        KeyChange change = switch (random.nextInt(6)) {
            case 0, 1 -> KeyChange.weight(1 + random.nextInt(100));
            case 2, 3 -> KeyChange.pause(true, "");
            case 4 -> KeyChange.RELEASE;
            default -> KEY_LET_GO;
        };
        world.submit(new KeySettingsOperation(queue, key, change));
    }

    /** Takes away whatever holds messages back. */
    void letGo(QueueModel queue) {
        submit(queue, NOTHING_HELD_BACK);
        for (String key : queue.pausableKeys()) {
            world.submit(new KeySettingsOperation(queue, key, KEY_LET_GO));
        }
    }

    private void submit(QueueModel queue, DispatchChange change) {
        world.submit(new SettingsOperation(queue, new SettingsChange(change)));
    }
}
