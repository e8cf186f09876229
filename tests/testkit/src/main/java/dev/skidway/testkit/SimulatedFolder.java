package dev.skidway.testkit;

import dev.skidway.journal.DiskFullException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The folder behind simulated disks: names as processes see them, names as the platter has them, the changes between, the lock. */
final class SimulatedFolder {

    final SplittableRandom random;
    final FaultPlan faults;
    long capacityBytes = Long.MAX_VALUE;
    int forcePollsMax;
    boolean forcesHeld;

    @Nullable SimulatedDisk lockOwner;

    private final TreeMap<String, SimulatedContent> names = new TreeMap<>();
    private final TreeMap<String, SimulatedContent> durableNames = new TreeMap<>();
    private final List<NameChange> changes = new ArrayList<>();
    private long moment;
    private long momentOfCertainty;

    /** A change of the directory that a power cut may take back. */
    private record NameChange(
            @Nullable String removed, @Nullable String added, SimulatedContent content, long moment) {}

    SimulatedFolder(SplittableRandom random) {
        this.random = random;
        this.faults = new FaultPlan(random.split());
    }

    long nextMoment() {
        return ++moment;
    }

    List<String> names() {
        return List.copyOf(names.keySet());
    }

    SimulatedContent content(String name) throws IOException {
        SimulatedContent content = names.get(name);
        if (content == null) {
            throw new NoSuchFileException(name);
        }
        return content;
    }

    SimulatedContent create(String name) throws IOException {
        if (names.containsKey(name)) {
            throw new FileAlreadyExistsException(name);
        }
        if (usableBytes() == 0 || faults.strikes(DiskFault.DISK_FULL, name)) {
            throw new DiskFullException("No space left to create " + name);
        }
        SimulatedContent content = new SimulatedContent();
        change(null, name, content);
        return content;
    }

    void rename(String from, String to) throws IOException {
        SimulatedContent content = content(from);
        if (!from.equals(to)) {
            change(from, to, content);
        }
    }

    void delete(String name) throws IOException {
        change(name, null, content(name));
    }

    void force() throws IOException {
        if (faults.strikes(DiskFault.DIRECTORY_FORCE_ERROR, "")) {
            throw new IOException("Input/output error (force of the directory)");
        }
        changes.forEach(change -> applyTo(durableNames, change));
        changes.clear();
    }

    long usedBytes() {
        long used = 0;
        for (SimulatedContent content : names.values()) {
            used += content.allocatedBytes();
        }
        return used;
    }

    String usage() {
        StringJoiner files = new StringJoiner(", ");
        names.forEach((name, content) -> files.add(name + " " + content.allocatedBytes()));
        return files.toString();
    }

    long usableBytes() {
        return capacityBytes == Long.MAX_VALUE ? capacityBytes : Math.max(0, capacityBytes - usedBytes());
    }

    /** Draws what the platter holds after a power cut; nothing is uncertain then. */
    void cutPower(Survival.@Nullable Style style) {
        Survival survival = style == null
                ? Survival.drawn(random, momentOfCertainty, moment)
                : new Survival(style, random, momentOfCertainty, moment);
        faults.counted(DiskFault.POWER_CUT);
        for (NameChange change : changes) {
            if (survival.keeps(change.moment)) {
                applyTo(durableNames, change);
            } else {
                faults.counted(DiskFault.LOST_NAME);
            }
        }
        changes.clear();
        names.clear();
        names.putAll(durableNames);
        names.forEach((name, content) -> content.name = name);
        names.values().forEach(content -> content.cut(survival, faults));
        momentOfCertainty = moment;
        lockOwner = null;
    }

    /** A deep copy with a stream of chance of its own and no planned faults. */
    SimulatedFolder copy() {
        SimulatedFolder copy = new SimulatedFolder(random.split());
        Map<SimulatedContent, SimulatedContent> copies = new java.util.IdentityHashMap<>();
        names.forEach((name, content) -> copy.names.put(name, copies.computeIfAbsent(content, SimulatedContent::copy)));
        durableNames.forEach((name, content) ->
                copy.durableNames.put(name, copies.computeIfAbsent(content, SimulatedContent::copy)));
        for (NameChange change : changes) {
            copy.changes.add(new NameChange(
                    change.removed,
                    change.added,
                    copies.computeIfAbsent(change.content, SimulatedContent::copy),
                    change.moment));
        }
        copy.capacityBytes = capacityBytes;
        copy.forcePollsMax = forcePollsMax;
        copy.moment = moment;
        copy.momentOfCertainty = momentOfCertainty;
        return copy;
    }

    long hash() {
        long hash = 1;
        for (Map.Entry<String, SimulatedContent> each : names.entrySet()) {
            hash = each.getValue().hash(hash * 31 + each.getKey().hashCode());
        }
        return hash;
    }

    private void change(@Nullable String removed, @Nullable String added, SimulatedContent content) {
        NameChange change = new NameChange(removed, added, content, nextMoment());
        applyTo(names, change);
        changes.add(change);
    }

    private static void applyTo(TreeMap<String, SimulatedContent> target, NameChange change) {
        if (change.added != null) {
            target.values().remove(change.content);
            target.put(change.added, change.content);
            change.content.name = change.added;
        } else if (change.removed != null && target.get(change.removed) == change.content) {
            target.remove(change.removed);
        }
    }
}
